// Prints how fast the page loads and answers, on this machine and on one four times slower.
import { launchBrowser } from "./browser.mjs";
import { openPage, openView } from "./page.mjs";
import { measureFrames, measureInteractions, quantile, readPaint } from "./timing.mjs";

const RUNS = 5;
const KEY_PRESSES = 30;
// As fast as a patient hand.
const PRESS_MS = 40;
// Two minutes over all views.
const DRAG_MS = 13_000;

const browser = await launchBrowser();
try {
  for (const cpu of [1, 4]) {
    console.log(`processor slowed ${cpu} times`);
    for (const [name, value] of Object.entries(await measureLoad(cpu))) {
      console.log(`  ${name.padEnd(24)}${value}`);
    }
    console.log("  by open view: a slider moved by keyboard (input to next paint), dragged (frames)");
    for (const [view, value] of Object.entries(await measureViews(cpu))) {
      console.log(`  ${view.padEnd(24)}${value}`);
    }
  }
} finally {
  await browser.close();
}

// Medians over cold loads, each in a profile of its own.
async function measureLoad(cpu) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { page, close } = await openPage(browser, { cpu });
    runs.push(await readPaint(page));
    await close();
  }
  const median = (name) =>
    quantile(runs.map((run) => run[name]).sort((a, b) => a - b), 0.5);
  return {
    "first paint": `${median("firstPaint").toFixed(0)} ms`,
    "largest paint": `${median("largestPaint").toFixed(0)} ms`,
    "planner ready": `${median("ready").toFixed(0)} ms`,
    "layout shift": median("layoutShift").toFixed(3),
    transferred: `${median("transferred")} bytes`,
  };
}

// Moves the first slider under every view and looks at what follows.
async function measureViews(cpu) {
  const { page, close } = await openPage(browser, { cpu });
  const found = {};
  try {
    const slider = page.getByRole("slider").first();
    const tabs = await page.getByRole("tab").evaluateAll((tabs) => tabs.map((tab) => tab.id));
    for (const view of tabs.map((id) => id.replace("tab-", ""))) {
      await openView(page, view);
      // What the view fetches and works out is not what is measured.
      await page.waitForTimeout(3000);
      const frames = await measureFrames(page, () => drag(page, slider));
      const [usual, frame] = [0.5, 0.95].map((share) => quantile(frames, share).toFixed(1));
      const interactions = await measureInteractions(page, () => press(page, slider));
      const quick = Array(Math.max(2 * KEY_PRESSES - interactions.length, 0)).fill(16);
      const [median, most] = [0.5, 0.98].map((share) => quantile([...quick, ...interactions], share));
      found[view] = `median ${median} ms, P98 ${most} ms; median ${usual} ms, P95 ${frame} ms`;
    }
    return found;
  } finally {
    await close();
  }
}

async function press(page, slider) {
  await slider.focus();
  for (const key of ["ArrowRight", "ArrowLeft"]) {
    for (let press = 0; press < KEY_PRESSES; press += 1) {
      await slider.press(key);
      await page.waitForTimeout(PRESS_MS);
    }
  }
}

// To and fro, with a place for the pointer in every frame, and let go once a second.
async function drag(page, slider) {
  await slider.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await slider.boundingBox();
  const end = Date.now() + DRAG_MS;
  for (let move = 0; Date.now() < end; move += 1) {
    const due = Date.now() + 16;
    await page.mouse.move(x + width * (0.5 + 0.35 * Math.sin(move / 25)), y + height / 2);
    if (move % 60 === 0) {
      await page.mouse.up();
      await page.mouse.down();
    }
    await page.waitForTimeout(Math.max(due - Date.now(), 0));
  }
  await page.mouse.up();
}

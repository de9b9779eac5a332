// Prints how fast the page loads and answers, on this machine and on one four times slower.
import { launchBrowser } from "./browser.mjs";
import { openPage } from "./page.mjs";
import { measureFrames, measureInteractions, quantile, readPaint } from "./timing.mjs";

const RUNS = 5;
const KEY_PRESSES = 40;

const browser = await launchBrowser();
try {
  for (const cpu of [1, 4]) {
    console.log(`processor slowed ${cpu} times`);
    for (const [name, value] of Object.entries(await measureLoad(cpu))) {
      console.log(`  ${name.padEnd(24)}${value}`);
    }
    for (const [name, value] of Object.entries(await measureSlider(cpu))) {
      console.log(`  ${name.padEnd(24)}${value}`);
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

// Moves the first slider by keyboard and looks at what follows.
async function measureSlider(cpu) {
  const { page, close } = await openPage(browser, { cpu });
  try {
    const slider = page.getByRole("slider").first();
    if ((await slider.count()) === 0) return { slider: "none on the page" };
    await slider.focus();
    const move = async () => {
      for (let press = 0; press < KEY_PRESSES; press += 1) await slider.press("ArrowRight");
    };
    const interactions = await measureInteractions(page, move);
    const frames = await measureFrames(page, move);
    const slowest = interactions.at(-1);
    return {
      "input to next paint": slowest === undefined ? "under 16 ms" : `at most ${slowest} ms`,
      "frame, 95th percentile": `${quantile(frames, 0.95).toFixed(1)} ms`,
    };
  } finally {
    await close();
  }
}

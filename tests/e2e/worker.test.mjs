// Workers that die: what they had said of another scenario is not shown, and the page does without.
import assert from "node:assert/strict";
import { openView } from "./page.mjs";
import { story } from "./story.mjs";

const RANGE = / to \d/;
const ranges = (page) => page.locator(".figure .range");
const range = (page) => ranges(page).first();

async function setMachines(page, count) {
  await page.locator("#value-n").fill(`${count}`);
  await page.locator("#value-n").press("Enter");
}

// Lets workers be counted and die over a question, when `window.deadly` says so.
function mortal() {
  window.workers = 0;
  const Real = Worker;
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      window.workers += 1;
    }

    postMessage(question) {
      if (window.deadly) setTimeout(() => this.dispatchEvent(new Event("error")));
      else super.postMessage(question);
    }
  };
}

// A page whose patience with a worker lasts two seconds.
function impatient() {
  const wait = setTimeout;
  window.setTimeout = (act, ms, ...args) => wait(act, ms === 10_000 ? 2000 : ms, ...args);
}

story("ranges are those of the scenario that is shown, or none", async ({ page }) => {
  await range(page).filter({ hasText: RANGE }).waitFor();
  const before = await range(page).innerText();
  await page.evaluate(() => {
    window.seen = new Set();
    const look = () => {
      const said = (what) => document.querySelector(`.figure ${what}`).textContent;
      window.seen.add(`${said(".number")}: ${said(".range")}`);
    };
    new MutationObserver(look).observe(document.querySelector(".figures"), {
      subtree: true, childList: true, characterData: true,
    });
  });
  await setMachines(page, 3);
  await range(page).filter({ hasText: RANGE }).and(page.locator(`:not(:text("${before}"))`)).waitFor();
  const seen = await page.evaluate(() => [...window.seen]);
  assert.ok(1 < seen.length);
  assert.deepEqual(seen.filter((said) => said.includes(before)), []);
});

story("a worker that falls silent after its first answer is started again", async ({ page }) => {
  await range(page).filter({ hasText: RANGE }).waitFor();
  await page.waitForTimeout(1000);
  await Promise.all(page.workers().map((worker) => worker.evaluate(() => close())));
  await setMachines(page, 3);
  await range(page).filter({ hasText: "Working out the range" }).waitFor();
  await range(page).filter({ hasText: RANGE }).waitFor();
  assert.equal(page.workers().length, 1);
}, { before: impatient });

story("a question that two workers die of is given up, the next one is not", async ({ page }) => {
  await range(page).filter({ hasText: RANGE }).waitFor();
  await page.waitForTimeout(1000);
  await page.evaluate(() => (window.deadly = true));
  await setMachines(page, 3);
  await range(page).filter({ hasText: "could not be worked out" }).waitFor();
  for (const said of await ranges(page).allInnerTexts()) assert.doesNotMatch(said, RANGE);
  assert.equal(await page.evaluate(() => window.workers), 2);
  assert.match(await page.locator(".headline").innerText(), /three VMs/);
  await page.evaluate(() => (window.deadly = false));
  await setMachines(page, 4);
  await range(page).filter({ hasText: RANGE }).waitFor();
  assert.equal(await page.evaluate(() => window.workers), 3);
}, { before: mortal });

story("a wave that two workers die of is told, and nothing of another wave is shown", async ({ page }) => {
  await openView(page, "waves");
  await page.locator("#view .chart").first().waitFor();
  await page.locator(".wave-lead progress").waitFor({ state: "detached" });
  await page.evaluate(() => (window.deadly = true));
  await setMachines(page, 3);
  await page.getByText("The wave could not be planned").waitFor();
  assert.equal(await page.locator("#view .chart").count(), 0);
  await page.evaluate(() => (window.deadly = false));
  await page.getByRole("button", { name: "Go on" }).click();
  await page.locator("#view .chart").first().waitFor();
}, { before: mortal });

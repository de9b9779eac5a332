// Views are parts of the planner that are fetched when they are first opened.
import assert from "node:assert/strict";
import { CHUNK, OWN_DATA, VIEWS, openView } from "./page.mjs";
import { story } from "./story.mjs";

// The first view is there from the start.
const FETCHED = VIEWS.slice(1);

const names = (requested) =>
  requested.splice(0).filter((url) => CHUNK.test(url)).map((url) => url.match(/(\w+)-\w+\.\w+$/)[1]);

story(
  "a view is fetched once, and not before it is opened",
  async ({ page, requested }) => {
    assert.deepEqual(names(requested), []);
    const fetched = new Set();
    for (const view of [...FETCHED, ...FETCHED]) {
      await openView(page, view);
      // What several share, and what plans or draws once the view rests, come when they come.
      const later = ["shared", "planner", "drawer"];
      const now = names(requested).filter((name) => !later.includes(name));
      assert.deepEqual(now, fetched.has(view) ? [] : [view]);
      fetched.add(view);
    }
  },
  { allowed: [OWN_DATA] },
);

story("a view that cannot be fetched says so and tries again", async ({ page, noise }) => {
  await page.route(CHUNK, (route) => route.abort());
  await page.getByRole("tab", { name: "Techniques" }).click();
  await page.getByRole("alert").getByText(/could not be fetched/).waitFor();
  assert.match(await page.locator(".headline").innerText(), /stands still/);
  // The others are still there.
  await openView(page, "timeline");
  await page.getByRole("tab", { name: "Techniques" }).click();
  await page.getByRole("alert").waitFor();
  await page.unroute(CHUNK);
  assert.ok(noise.splice(0).every((line) => /ERR_FAILED|Failed to fetch|failed: /.test(line)));
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Quickest live move").waitFor();
});

story("nothing moves while a view is on its way", async ({ page }) => {
  let arrive;
  const asked = new Promise((resolve) => {
    page.route(CHUNK, (route) => {
      resolve();
      new Promise((answer) => (arrive = answer)).then(() => route.continue());
    });
  });
  const tab = page.locator("#tab-assumptions");
  await tab.scrollIntoViewIfNeeded();
  const top = async () => (await tab.boundingBox()).y;
  const before = await top();
  await tab.click();
  await asked;
  await page.getByRole("status").getByText("Opening …").waitFor();
  assert.equal(await top(), before);
  arrive();
});

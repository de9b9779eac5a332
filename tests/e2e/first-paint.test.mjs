// What stands in index.html is what the planner says: nobody sees figures that are not so.
import assert from "node:assert/strict";
import { BASE_URL } from "./page.mjs";
import { story } from "./story.mjs";

const WORDS = ".headline, .reason, .figure :is(dt, .number, .note), .field label, .view h3";

const words = (page) =>
  page.locator(WORDS).evaluateAll((found) => found.map((element) => element.textContent));

story("the first paint says what the planner says", async ({ page }) => {
  const still = await page.context().browser().newPage({ javaScriptEnabled: false });
  await still.goto(BASE_URL);
  assert.deepEqual(await words(still), await words(page), "run first-paint.mjs");
  await still.close();
});

for (const width of [320, 768, 1280, 1920]) {
  story(
    `nothing moves when the planner takes over at ${width} pixels`,
    async ({ page }) => {
      await page.waitForTimeout(500);
      const shift = await page.evaluate(
        () =>
          new Promise((resolve) => {
            new PerformanceObserver((list) =>
              resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)),
            ).observe({ type: "layout-shift", buffered: true });
            setTimeout(() => resolve(0), 100);
          }),
      );
      assert.ok(shift < 0.01, `${shift}`);
    },
    { viewport: { width, height: 900 } },
  );
}

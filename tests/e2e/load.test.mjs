// The page loads: quietly, without a jump, and for everybody.
import assert from "node:assert/strict";
import { expectAccessible } from "./page.mjs";
import { story } from "./story.mjs";
import { readPaint } from "./timing.mjs";

story("the page has a title and one heading that say what it is", async ({ page }) => {
  assert.match(await page.title(), /Movecast/);
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
});

for (const colorScheme of ["light", "dark"]) {
  story(
    `axe finds no barrier in ${colorScheme} colors`,
    ({ page }) => expectAccessible(page),
    { colorScheme },
  );
}

story("nothing moves while the page loads", async ({ page }) => {
  assert.equal((await readPaint(page)).layoutShift, 0);
});

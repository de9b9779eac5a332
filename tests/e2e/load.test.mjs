// The page loads: quietly, without a jump, under its policy, and for everybody.
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

story("the server sends the policy that the page states", async ({ page }) => {
  const response = await page.request.get(page.url());
  const meta = page.locator("meta[http-equiv='Content-Security-Policy']");
  const stated = (await meta.getAttribute("content")).trim().replace(/\s+/g, " ");
  assert.equal(response.headers()["content-security-policy"], stated);
  assert.doesNotMatch(stated, /'unsafe-(inline|eval)'/);
});

story("module, glue and worker are found by their hashed names", async ({ page }) => {
  const worker = await page.locator("script[data-worker]").getAttribute("data-worker");
  assert.match(worker, /^static\/worker-[0-9a-f]{16}\.js$/);
  const response = await page.request.get(new URL(worker, page.url()).href);
  assert.match(response.headers()["cache-control"], /immutable/);
});

// What a user sees when the planner itself cannot be loaded.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { BASE_URL } from "./page.mjs";

let browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser.close());

for (const missing of ["**/*.wasm", "**/movecast-*.js"]) {
  test(`a plain message appears without ${missing}`, async () => {
    const page = await browser.newPage();
    await page.route(missing, (route) => route.abort());
    await page.goto(BASE_URL);
    await page.getByRole("alert").waitFor();
    await page.close();
  });
}

test("a page without scripts says what it needs", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(BASE_URL);
  assert.match(await page.locator("body").innerText(), /JavaScript/);
  await page.close();
});

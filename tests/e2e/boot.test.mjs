// What a user sees when the planner itself cannot be loaded.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { BASE_URL } from "./page.mjs";
import { story } from "./story.mjs";

let browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser.close());

for (const missing of ["**/*.wasm", "**/movecast-*.js", "**/compile*.js"]) {
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

// A host that does not know what a wasm file is.
for (const contentType of ["application/octet-stream", "text/plain; charset=utf-8"]) {
  test(`the planner starts when its file comes as ${contentType}, in the worker too`, async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let served = 0;
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await context.route("**/movecast-*.wasm", async (route) => {
      served += 1;
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-type": contentType } });
    });
    await page.goto(BASE_URL);
    await page.waitForFunction(() => performance.getEntriesByName("movecast-ready").length);
    // The ranges come from the worker.
    await page.locator(".range").filter({ hasText: /\d to \d/ }).first().waitFor();
    assert.ok(served > 0);
    assert.deepEqual(said, []);
    await context.close();
  });
}

story("the planner starts in a browser that does not tell when it paints", async () => {}, {
  before: () => delete globalThis.PerformanceObserver,
});

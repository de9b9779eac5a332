// One story: something a user does in a page of their own, which stays quiet throughout.
import { after, before, test } from "node:test";
import { launchBrowser } from "./browser.mjs";
import { openPage } from "./page.mjs";

// A view is fetched when it is first opened.
const VIEWS = /\/static\/chunks\/[\w-]+\.(wasm|bin)$/;

let browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser.close());

// Opens the page with the options of `openPage` and lets `tell({ page, expectQuiet })` use it.
// `allowed` lists patterns of what the page may ask for once it is loaded.
//
// A story that fails is told once more on a fresh page, so that a machine that stalls for a moment
// does not hold a change up; that it was needed is said in the report, for whoever mends the race.
export function story(name, tell, { allowed = [], ...options } = {}) {
  const once = async () => {
    const opened = await openPage(browser, options);
    try {
      await tell(opened);
      opened.expectQuiet(VIEWS, ...allowed);
    } finally {
      await opened.close();
    }
  };
  test(name, async (context) => {
    try {
      await once();
    } catch (failure) {
      context.diagnostic(`told twice: ${name}: ${failure.message}`);
      await once();
    }
  });
}

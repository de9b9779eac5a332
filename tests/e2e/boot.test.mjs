// What a user sees before the planner runs, when it cannot be loaded, and when it stops.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { launchBrowser } from "./browser.mjs";
import { BASE_URL, expectAccessible, sealed } from "./page.mjs";
import { story } from "./story.mjs";

const WASM = "**/movecast-*.wasm";
const LINK = "1&n=4&.=djv0f";
const OTHER = "1&n=4&b=1250000000&.=ipy3k";
const FILES = [WASM, "**/movecast-*.js", "**/compile-*.js", "**/boot-*.js"];

let browser;

before(async () => {
  browser = await launchBrowser();
});

after(() => browser.close());

// A page of its own; `tell` may break what it likes before it opens it.
function alone(name, tell, options) {
  test(name, async () => {
    const context = await browser.newContext(options);
    try {
      await tell(await context.newPage());
    } finally {
      await context.close();
    }
  });
}

const isReady = (page) =>
  page.waitForFunction(() => performance.getEntriesByName("movecast-ready").length);
const open = (page, hash = "") => page.goto(BASE_URL + hash, { waitUntil: "commit" });
// Once the page has remembered what it opened, it does not write over what another window keeps.
const remembers = (page) => page.waitForFunction(() => localStorage.getItem("movecast.scenario"));
const card = (page) => page.locator("#boot section").last();

// Lets a file arrive with one bit turned over, counted from its end.
async function damage(page, path, fromEnd) {
  await page.route(path, async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    body[body.length - (fromEnd ?? body.length >> 1)] ^= 1;
    await route.fulfill({ response, body });
  });
}

// Every headline that is on the screen at any moment.
async function watchHeadlines(page) {
  await page.addInitScript(() => {
    window.headlines = new Set();
    const look = () => {
      const headline = document.querySelector("#app .headline");
      if (headline?.checkVisibility()) window.headlines.add(headline.textContent);
      requestAnimationFrame(look);
    };
    look();
  });
  return () => page.evaluate(() => [...window.headlines]);
}

async function expectNoAnswer(page) {
  assert.equal(await page.locator("#app").isVisible(), false);
  assert.doesNotMatch(await page.locator("body").innerText(), /31 min/);
}

for (const where of ["the address", "the browser's memory"]) {
  alone(`while a scenario from ${where} loads, the example's answer is never seen`, async (page) => {
    if (where !== "the address") {
      await open(page);
      await isReady(page);
      await remembers(page);
      await page.evaluate((link) => localStorage.setItem("movecast.scenario", JSON.stringify(link)), LINK);
    }
    const seen = await watchHeadlines(page);
    let go;
    const gone = new Promise((resolve) => (go = resolve));
    await page.route(WASM, (route) => gone.then(() => route.continue()));
    await page.goto("about:blank");
    await open(page, where === "the address" ? `#${LINK}` : "");
    await page.getByText("Loading the planner").waitFor();
    await expectNoAnswer(page);
    go();
    await isReady(page);
    await page.locator("#app .headline").waitFor();
    const headlines = await seen();
    assert.equal(headlines.length, 1);
    assert.doesNotMatch(headlines[0], /ten VMs/);
    assert.equal(await page.locator("#boot").isVisible(), false);
  });
}

alone("who comes back to an untouched example sees its answer at once", async (page) => {
  await open(page);
  await isReady(page);
  await remembers(page);
  await page.route(WASM, () => {});
  await page.reload({ waitUntil: "commit" });
  await page.locator("#app .headline").waitFor();
});

alone("a link that is followed while the example loads hides its answer", async (page) => {
  await page.route(WASM, () => {});
  await open(page);
  await page.locator("#app .headline").waitFor();
  await page.evaluate(() => (location.hash = "n=3"));
  await page.locator("#app .headline").waitFor({ state: "hidden" });
});

for (const [locale, said] of [["en-US", "Loading the planner"], ["de-DE", "Der Planer wird geladen"]]) {
  alone(`slow loading is told with how far it is (${locale})`, async (page) => {
    const session = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 50, downloadThroughput: 100_000, uploadThroughput: 100_000 };
    await session.send("Network.emulateNetworkConditions", slow);
    await open(page, `#${LINK}`);
    await page.getByText(said).waitFor();
    await page.waitForFunction(() => {
      const { value, max } = document.querySelector("#boot progress");
      return 0 < value && value < max;
    });
    await isReady(page);
    assert.equal(await card(page).isVisible(), false);
  }, { locale });
}

alone("a script that never arrives is told after a while", async (page) => {
  await page.clock.install();
  await page.route("**/boot-*.js", () => {});
  await open(page, `#${LINK}`);
  await page.clock.fastForward(10_000);
  await page.getByText("Still loading the planner").waitFor();
  await expectNoAnswer(page);
});

for (const path of FILES) {
  alone(`without ${path} that is told, nothing else is shown, and it can be loaded again`, async (page) => {
    await page.route(path, (route) => route.abort());
    await open(page, `#${LINK}`);
    await page.getByRole("alert").getByText("could not be loaded").waitFor();
    await expectNoAnswer(page);
    await expectAccessible(page);
    await page.unroute(path);
    await page.getByRole("button", { name: "Load again" }).click();
    await isReady(page);
    assert.match(sealed(page.url()), /#1&n=4&.=djv0f$/);
  });

  alone(`one bit that is turned over in ${path} is noticed, and what the browser keeps is fetched anew`, async (page) => {
    await damage(page, path);
    await open(page);
    await page.getByRole("alert").getByText("could not be loaded").waitFor();
    await expectNoAnswer(page);
    await page.unroute(path);
    await page.getByRole("button", { name: "Load again" }).click();
    await isReady(page);
  });
}

alone("damage that leaves the planner a valid module is noticed, too", async (page) => {
  await damage(page, WASM, 9);
  await open(page);
  await page.getByRole("alert").getByText(/movecast-\w+\.wasm: damaged/).waitFor();
  await expectNoAnswer(page);
});

story("a damaged chunk is told, and fetched again when that is asked for", async ({ page, noise }) => {
  const path = "**/chunks/energy-*.wasm";
  await damage(page, path);
  await page.locator("#tab-energy").click();
  await page.getByRole("alert").waitFor();
  await page.unroute(path);
  await page.getByRole("alert").getByRole("button").click();
  await page.locator("#view .chart").first().waitFor();
  assert.match(noise.splice(0).join(), /damaged/);
});

alone("opened as a file, the page says what it needs", async (page) => {
  await page.goto(pathToFileURL(join(import.meta.dirname, "../../dist/index.html")).href);
  await page.getByRole("alert").getByText("needs a web server").waitFor();
  await expectNoAnswer(page);
});

alone("a page without scripts says what it needs, and shows no answer", async (page) => {
  await page.goto(BASE_URL);
  assert.match(await page.locator("body").innerText(), /needs JavaScript/);
  await expectNoAnswer(page);
}, { javaScriptEnabled: false });

// The planner panics when the browser makes no element for it.
function refuseElements() {
  for (const name of ["createElement", "createElementNS"]) {
    const make = Document.prototype[name];
    Document.prototype[name] = function (...args) {
      if (/movecast-/.test(new Error().stack)) throw new Error("no elements");
      return make.apply(this, args);
    };
  }
}

async function makePanic(page) {
  await page.evaluate(refuseElements);
  await page.locator("#tab-energy").click();
}

alone("a panic is told, with a report, and nothing stale beside it", async (page) => {
  let loads = 0;
  page.on("load", () => (loads += 1));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, `#${LINK}`);
  await isReady(page);
  await remembers(page);
  await page.evaluate((link) => localStorage.setItem("movecast.scenario", JSON.stringify(link)), OTHER);
  await makePanic(page);
  await page.getByRole("alert").getByText("The planner has stopped").waitFor();
  await expectNoAnswer(page);
  assert.equal(await page.title(), "Movecast");

  const copy = page.getByRole("button", { name: "Copy report" });
  await copy.click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(report, /^static\/movecast-[0-9a-f]{16}\.wasm \S+\.rs:\d+:\d+ .*unreachable\nMozilla/);
  assert.doesNotMatch(report, /127\.0\.0\.1|n=4|home|root/);

  assert.equal(loads, 1, "nothing is reloaded by itself");
  await page.getByRole("button", { name: "Reload this scenario" }).click();
  await page.locator("#app .headline").waitFor();
  assert.match(sealed(page.url()), /#1&n=4&.=djv0f$/);

  await makePanic(page);
  await page.getByRole("button", { name: "Start with the example" }).click();
  await page.locator("#app .headline").waitFor();
  assert.match(await page.locator("#app .headline").innerText(), /ten VMs/);
  assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem("movecast.scenario"))), OTHER);
});

alone("a panic while the planner starts leaves a way out, in German too", async (page) => {
  await page.addInitScript(refuseElements);
  await open(page, `#${LINK}`);
  await page.getByRole("alert").getByText("stehen geblieben").waitFor();
  await expectNoAnswer(page);
  await page.getByRole("button", { name: "Mit dem Beispiel beginnen" }).waitFor();
}, { locale: "de-DE" });

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
    await isReady(page);
    // The ranges come from the worker.
    await page.locator(".range").filter({ hasText: / to \d/ }).first().waitFor();
    assert.ok(served > 0);
    assert.deepEqual(said, []);
    await context.close();
  });
}

story("the planner starts in a browser that does not tell when it paints", async () => {}, {
  before: () => delete globalThis.PerformanceObserver,
});

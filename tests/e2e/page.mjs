// Opens the page as a user would, and keeps a record of everything it should not do.
import assert from "node:assert/strict";
import { env } from "node:process";
import axe from "axe-core";

export const BASE_URL = env.BASE_URL ?? "http://127.0.0.1:8080/";

// What WCAG 2.2 AA asks for, and what axe's authors advise beyond it.
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Parts of the planner that are fetched when a view is opened.
export const CHUNK = /\/static\/chunks\/\w+-[0-9a-f]{16}\.(wasm|bin)$/;

// The views, in the order of their tabs.
export const VIEWS = [
  "timeline", "techniques", "energy", "service", "waves", "sure", "map", "compare", "learn", "evidence", "assumptions",
];

// A link up to its checksum, without what goes along with it: figures come once they are known.
export const sealed = (link) => link.match(/.*&\.=\w{5}/)[0];

// Data that views fetch when they are opened.
export const OWN_DATA = /\/static\/data\/(measured\/\w+\.csv|lessons\/\w+\.json)$/;

// Opens the page and waits until the planner runs and the network rests.
//
// Options: `hash` (the link's fragment), `cpu` (how many times slower than this machine), `before`
// (a function that runs in the page before anything else), and any of Playwright's context options,
// such as `viewport`, `colorScheme`, `locale`, `reducedMotion`.
//
// `expectQuiet(...allowed)` fails if the page has logged, thrown, broken its content security
// policy, or asked for anything since it was loaded whose address no pattern in `allowed` matches.
// Chunks of the planner are allowed, because views can only be opened by the user.
export async function openPage(browser, { hash = "", cpu = 1, before, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const noise = [];
  const loaded = new Set();
  const requested = [];

  page.on("console", (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => noise.push(`thrown: ${error.stack}`));
  page.on("requestfailed", (request) => {
    // Who leaves the page calls off what is on its way.
    const isCalledOff = request.failure()?.errorText === "net::ERR_ABORTED";
    if (!isCalledOff) noise.push(`failed: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (!response.ok()) noise.push(`${response.status()}: ${response.url()}`);
  });
  page.on("request", (request) => requested.push(request.url()));
  await page.addInitScript(() =>
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(`${violatedDirective} forbids ${blockedURI} in ${sourceFile}`),
    ),
  );

  if (before) await page.addInitScript(before);
  if (cpu !== 1) await slowDown(page, cpu);
  await page.goto(new URL(hash && `#${hash.replace(/^#/, "")}`, BASE_URL).href);
  await isReady(page);
  await page.waitForLoadState("networkidle");
  requested.splice(0).forEach((url) => loaded.add(url));

  // A worker loads once more what the page has loaded, from the browser's cache.
  const isExpected = (url) =>
    loaded.has(url) || CHUNK.test(url) || /\/worker-[0-9a-f]+\.js$/.test(url);
  const expectQuiet = (...allowed) => {
    const surprising = requested.filter(
      (url) => !isExpected(url) && !allowed.some((pattern) => pattern.test(url)),
    );
    assert.deepEqual([...noise, ...surprising.map((url) => `requested: ${url}`)], []);
  };
  return { page, noise, requested, expectQuiet, close: () => context.close() };
}

// Opens a view and waits until it has been fetched; what it fetches itself may still be on its way.
export async function openView(page, view) {
  await page.locator(`#tab-${view}`).click();
  await page.locator(`#view[aria-labelledby=tab-${view}] > :not(.is-opening)`).first().waitFor();
}

// What a button puts on the clipboard.
export async function copied(page, button, place = 0) {
  await page.evaluate(() =>
    Object.defineProperty(navigator, "clipboard", {
      configurable: true,
      value: { writeText: async (text) => void (window.copied = text) },
    }),
  );
  await page.evaluate(() => delete window.copied);
  await page.getByRole("button", { name: button, exact: true }).nth(place).click();
  return page.waitForFunction(() => window.copied).then((handle) => handle.jsonValue());
}

// Waits until the planner has started.
async function isReady(page) {
  await page.waitForFunction(() => performance.getEntriesByName("movecast-ready").length);
}

// Slows the page's processor down.
async function slowDown(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
}

// Waits until the element of that id has the focus: what is fetched before it is drawn gets it late.
export async function expectFocus(page, id) {
  const has = (wanted) => document.activeElement?.id === wanted;
  await page.waitForFunction(has, id, { timeout: 10_000 }).catch(async () => {
    assert.equal(await page.evaluate(() => document.activeElement?.id), id, "has the focus");
  });
}

// Fails if axe finds a barrier on the page as it is now, or in a part of it.
export async function expectAccessible(page, part = "html") {
  // As an expression, not as a script element, which the content security policy forbids.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ([part, values]) => window.axe.run(part, { runOnly: { type: "tag", values } }),
    [part, RULES],
  );
  const barriers = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html}`),
  );
  assert.deepEqual(barriers, []);
}

// Fails if the page can be scrolled sideways; `where` says what was open.
export async function expectNoSidewaysScroll(page, where) {
  const [content, screen] = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return [scrollWidth, clientWidth];
  });
  assert.equal(content, screen, where);
}

// Everybody: both languages, all colors, small screens, and browsers that refuse things.
import assert from "node:assert/strict";
import { OWN_DATA, VIEWS, expectAccessible, expectNoSidewaysScroll, openView } from "./page.mjs";
import { story } from "./story.mjs";

for (const locale of ["en-US", "de-DE"]) {
  for (const colorScheme of ["light", "dark"]) {
    story(
      `axe finds no barrier on any view in ${locale}, ${colorScheme}`,
      async ({ page }) => {
        for (const summary of await page.locator(".inputs .more > summary").all()) await summary.click();
        for (const tab of VIEWS) {
          await openView(page, tab);
          if (tab === "evidence") await page.locator("table.evidence").first().waitFor();
          // What is around the views stays as it is.
          await expectAccessible(page, tab === VIEWS[0] ? "html" : ".views");
        }
      },
      { locale, colorScheme, allowed: [OWN_DATA] },
    );
  }
}

story("axe finds no barrier where something is wrong", async ({ page }) => {
  await page.getByRole("textbox", { name: "Memory of each VM" }).fill("lots");
  await page.getByRole("textbox", { name: "Working set" }).fill("100 TiB");
  await expectAccessible(page);
}, { hash: "1&b=125&.=xxxxx" });

story("a German user types a decimal comma", async ({ page }) => {
  assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
  assert.match(await page.locator(".headline").innerText(), /^Jede der zehn VMs steht zu lange still/);
  const rate = page.getByRole("textbox", { name: "Bandbreite" });
  await rate.fill("1,5");
  await rate.press("Enter");
  assert.match(await rate.inputValue(), /^1,5.Gbit\/s$/);
  await page.waitForFunction(() => location.hash.includes("b=187500000"));
}, { locale: "de-DE" });

story("language and colors are remembered, and are not part of the link", async ({ page }) => {
  await page.getByRole("button", { name: "DE, Deutsch" }).click();
  await page.getByRole("button", { name: "Dunkel" }).click();
  const ground = () => page.evaluate(() => getComputedStyle(document.body.parentElement).backgroundColor);
  assert.equal(await ground(), "rgb(20, 23, 26)");
  await page.reload();
  await page.waitForFunction(() => document.documentElement.lang === "de");
  assert.equal(await ground(), "rgb(20, 23, 26)");
  assert.equal(await page.evaluate(() => location.hash), "");
});

for (const width of [320, 390, 640, 768, 1280]) {
  story(
    `nothing has to be scrolled sideways at ${width} pixels`,
    async ({ page }) => {
      for (const tab of VIEWS) {
        await openView(page, tab);
        if (tab === "evidence") await page.locator("table.evidence").first().waitFor();
        await expectNoSidewaysScroll(page, tab);
      }
    },
    { viewport: { width, height: 800 }, locale: "de-DE", allowed: [OWN_DATA] },
  );
}

story("targets are large enough", async ({ page }) => {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll("button, summary, input, a")]
      .filter((target) => target.checkVisibility())
      .map((target) => [target.className || target.textContent, target.getBoundingClientRect()])
      .filter(([, { width, height }]) => 1 < width && (width < 24 || height < 24))
      .map(([name]) => name),
  );
  assert.deepEqual(small, []);
});

story("a storage that throws does no harm", async ({ page }) => {
  await page.getByRole("textbox", { name: "VMs to move" }).fill("5");
  await page.waitForFunction(() => location.hash.includes("n=5"));
}, {
  before: () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  },
});

story("a full storage does no harm", async ({ page }) => {
  await page.getByRole("textbox", { name: "VMs to move" }).fill("5");
  await page.waitForTimeout(700);
  assert.match(await page.evaluate(() => location.hash), /n=5/);
}, {
  before: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
});

story("without workers the page works out the ranges itself", async ({ page }) => {
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".figure .range")].every((range) => /8 of 10/.test(range.innerText)),
  );
}, { before: () => delete window.Worker });

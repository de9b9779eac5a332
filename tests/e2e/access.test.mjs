// Forced colours, twice the size, and hands that are quicker than the page.
import assert from "node:assert/strict";
import { OWN_DATA, VIEWS, expectFocus, expectNoSidewaysScroll, openView } from "./page.mjs";
import { story } from "./story.mjs";

// The edge that a user sees below an element: its width where its colour is not that of the ground.
const edge = (locator) =>
  locator.evaluate((element) => {
    const { borderBlockEndWidth, borderBlockEndColor } = getComputedStyle(element);
    const ground = getComputedStyle(document.documentElement).backgroundColor;
    return borderBlockEndColor === ground ? 0 : Number.parseFloat(borderBlockEndWidth);
  });

// Whether the pixels of a canvas hold more than its ground.
const painted = (canvas) =>
  canvas.evaluate((element) => {
    const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
    const colors = new Set(new Uint32Array(data.buffer));
    return colors.size;
  });

for (const colorScheme of ["light", "dark"]) {
  story(
    `in forced colors, ${colorScheme}, what is selected has an edge of its own`,
    async ({ page }) => {
      for (const tab of VIEWS) {
        await openView(page, tab);
        assert.equal(await edge(page.locator(`#tab-${tab}`)), 3, tab);
        for (const other of await page.locator("[role=tab][aria-selected=false]").all()) {
          assert.equal(await edge(other), 0, tab);
        }
        for (const pressed of await page.locator("[aria-pressed=true]:visible").all()) {
          assert.equal(await edge(pressed), 4, tab);
        }
        for (const other of await page.locator("[aria-pressed=false]:visible").all()) {
          assert.equal(await edge(other), 1, tab);
        }
        for (const canvas of await page.locator(".picture:visible canvas").all()) {
          assert.ok(3 < (await painted(canvas)), `a chart of ${tab} is empty`);
          const [ground, text] = await canvas.evaluate((element) =>
            ["--ground", "--text"].map((name) => {
              element.style.color = `var(${name})`;
              return getComputedStyle(element).color;
            }),
          );
          assert.notEqual(ground, text, `labels of ${tab} cannot be read`);
        }
      }
      const names = page.locator(".option:has(:checked) span, .option:not(:has(:checked)) span");
      for (const name of await names.all()) {
        const chosen = await name.evaluate((span) => span.previousElementSibling.checked);
        assert.equal(await edge(name), chosen ? 3 : 0);
      }
      await openView(page, "learn");
      await page.locator(".lesson").waitFor();
      assert.equal(await edge(page.locator(".learn nav [aria-current]")), 4);
      // The focus is seen on whatever it is.
      await page.locator("#tab-learn").focus();
      for (let step = 0; step < 40; step++) {
        await page.keyboard.press("Tab");
        const outline = await page.evaluate(() => {
          const focused = document.activeElement;
          const shown = focused.matches(".option input") ? focused.nextElementSibling : focused;
          const { outlineStyle, outlineWidth } = getComputedStyle(shown);
          return [focused.outerHTML.slice(0, 80), outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth)];
        });
        if (outline[0].startsWith("<body")) break;
        assert.ok(2 <= outline[1], outline.join());
      }
    },
    { forcedColors: "active", colorScheme, reducedMotion: "reduce", allowed: [OWN_DATA] },
  );
}

story(
  "at twice the size nothing is scrolled sideways, and the focus is never hidden",
  async ({ page }) => {
    for (const tab of VIEWS) {
      await openView(page, tab);
      if (tab === "evidence") await page.locator("table.evidence").first().waitFor();
      await expectNoSidewaysScroll(page, tab);
    }
    await openView(page, "energy");
    for (const key of ["Tab", "Shift+Tab"]) {
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press(key);
        const hidden = await page.evaluate(() => {
          const focused = document.activeElement;
          if (focused === document.body || focused.closest(".verdict")) return "";
          const bar = document.querySelector(".verdict").getBoundingClientRect();
          const { top, bottom } = focused.getBoundingClientRect();
          const isBelow = bar.top <= 1 && bottom <= bar.bottom && bar.top <= top;
          return isBelow || bottom < 0 || innerHeight < top ? focused.outerHTML.slice(0, 80) : "";
        });
        assert.equal(hidden, "", `${key} ${step}`);
      }
    }
  },
  { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, allowed: [OWN_DATA] },
);

story("arrow keys pressed faster than the page is drawn all count", async ({ page }) => {
  await page.locator("#tab-timeline").focus();
  // All within one task: nothing is drawn in between.
  await page.evaluate(() => {
    for (let press = 0; press < 4; press++) {
      const event = new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true });
      document.activeElement.dispatchEvent(event);
    }
  });
  await page.locator("#tab-waves[aria-selected=true]").waitFor();
  await expectFocus(page, "tab-waves");
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowRight");
  await page.locator("#tab-timeline[aria-selected=true]").waitFor();
});

story("on a phone every tab is in sight, and short names stand beside each other", async ({ page }) => {
  const edges = await page.locator("[role=tab]").evaluateAll((tabs) =>
    tabs.map((tab) => tab.getBoundingClientRect()).map(({ left, right }) => [left, right]),
  );
  assert.equal(edges.length, VIEWS.length);
  for (const [left, right] of edges) assert.ok(0 <= left && right <= 390, `${left} ${right}`);
  await openView(page, "energy");
  const tops = await page.locator(".view .option").evaluateAll((options) =>
    options.map((option) => option.getBoundingClientRect().top),
  );
  assert.equal(new Set(tops).size, 1);
}, { viewport: { width: 390, height: 844 } });

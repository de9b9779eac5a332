// Which way of moving suits best, by what counts how much.
import assert from "node:assert/strict";
import { expectAccessible, expectNoSidewaysScroll, openView } from "./page.mjs";
import { story } from "./story.mjs";

const lead = (page) => page.locator("#view .weighed");
const names = (page) => page.locator("#view .ranks > li > b").allInnerTexts();
const slider = (page, name) => page.getByRole("slider", { name, exact: true });

story("weights turned by keyboard change the order at once and travel in the link", async ({ page }) => {
  await openView(page, "techniques");
  const before = await names(page);
  assert.ok(before.includes("Stay put") && 4 < before.length, before);
  assert.match(await lead(page).innerText(), /^With all weights alike/);
  // Only time counts: nothing is quicker than staying.
  for (const name of ["Downtime", "Slow service", "Energy", "Money", "Carbon", "Risk to memory"]) {
    await slider(page, name).press("Home");
    assert.equal(await slider(page, name).getAttribute("aria-valuetext"), "ignored", name);
  }
  assert.match(await lead(page).innerText(), /^By your weights, staying put comes first/);
  await page.waitForFunction(() => /&W=5,0,0,0,0,0,0&/.test(location.hash));
  const said = await names(page);
  await page.reload();
  await lead(page).waitFor();
  assert.deepEqual(await names(page), said);
  assert.equal(await slider(page, "Total time").inputValue(), "5");
  await page.getByRole("button", { name: "Weigh all alike" }).click();
  assert.deepEqual(await names(page), before);
  await expectAccessible(page, "#view");
});

story("every option has its reasons, and whoever leads is beaten by none", async ({ page }) => {
  await openView(page, "techniques");
  const first = page.locator("#view .ranks > li").first();
  assert.match(await first.innerText(), /Pareto front/);
  for (const option of await page.locator("#view .ranks > li").all()) {
    assert.ok(0 < (await option.locator("dd").count()), await option.innerText());
  }
});

story("was am besten passt, in schmalem Fenster, auf Deutsch und dunkel", async ({ page }) => {
  await openView(page, "techniques");
  assert.match(await lead(page).innerText(), /^Bei gleichen Gewichten liegt/);
  await slider(page, "Ausfallzeit").press("End");
  assert.match(await lead(page).innerText(), /^Nach Ihren Gewichten|^Kein|^Nichts/);
  await expectNoSidewaysScroll(page, "techniques");
  await expectAccessible(page, "#view");
}, { locale: "de-DE", colorScheme: "dark", viewport: { width: 320, height: 700 } });

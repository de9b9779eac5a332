// How sure: what nobody knows exactly, and whether it is safe all the same.
import assert from "node:assert/strict";
import { expectAccessible, expectNoSidewaysScroll, openView } from "./page.mjs";
import { story } from "./story.mjs";

const answer = (page) => page.locator("#view .sure-answer");
const settled = (page) => page.locator("#view > [aria-busy=false] .sure-answer").waitFor();

async function state(page, id, value) {
  await page.locator(id).fill(value);
  await page.locator(id).press("Enter");
}

// The newcomer's question, within four inputs.
async function newcomer(page) {
  await state(page, "#value-m", "16 GiB");
  await state(page, "#value-d", "?");
  await openView(page, "sure");
  await state(page, "#sure-within", "30 min");
  await settled(page);
}

story("I do not know the dirty rate; am I safe in 30 minutes?", async ({ page }) => {
  await newcomer(page);
  assert.match(await answer(page).innerText(), /^Safe within 30.min\? .+: \d+ of 20 draws finish in time/);
  // The same chance as dots, as a table, and what to do about it.
  await page.locator("#view .chart-foot summary").first().click();
  assert.equal(await page.locator("#view .chart-foot tbody tr").count(), 20);
  const chances = page.locator("#view .table", { hasText: "All arrive within 30" });
  assert.match(await chances.innerText(), /%/);
  assert.match(await page.locator("#view").innerText(), /What to measure first/);
  // The range and the window travel in the link.
  await page.waitForFunction(() => /&R=d:.+&V=sure\.1800/.test(location.hash));
  const said = await answer(page).innerText();
  await page.reload();
  await settled(page);
  assert.equal(await answer(page).innerText(), said);
  assert.match(await page.locator("#value-d").inputValue(), /1\.2 \/ 9\.7 \/ 46/);
});

story("without workers the same is found", async ({ page }) => {
  await newcomer(page);
  const table = page.locator("#view .table").filter({ hasText: "P10" });
  const before = await table.innerText();
  await page.waitForFunction(() => location.hash.includes("V=sure.1800"));
  await page.addInitScript(() => delete window.Worker);
  await page.reload();
  await settled(page);
  assert.equal(await page.evaluate(() => typeof Worker), "undefined");
  assert.equal(await table.innerText(), before);
});

story("a range is said at its field, and what is no range is too", async ({ page }) => {
  const field = page.locator(".field", { has: page.locator("#value-b") });
  await state(page, "#value-b", "5 to 10 Gbit/s");
  assert.match(await page.locator("#value-b").inputValue(), /^5–10.Gbit\/s$/);
  assert.match(await field.innerText(), /7\.5.Gbit\/s stands for it/);
  for (const [typed, said] of [
    ["10..5 Gbit/s", /ends are swapped/],
    ["5 / 20 / 10 Gbit/s", /between the ends/],
    ["5 Gbit/s .. 5000 Tbit", /not a unit/],
    ["5..5000 Gbit/s", /has to stay between/],
  ]) {
    await page.locator("#value-b").fill(typed);
    assert.match(await field.locator(".message").innerText(), said, typed);
  }
  await state(page, "#value-b", "1 to 2 Gbit/s");
  await page.getByRole("button", { name: "Undo" }).click();
  assert.match(await page.locator("#value-b").inputValue(), /^5–10.Gbit\/s$/);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.match(await page.locator("#value-b").inputValue(), /^\d+.[GM]bit\/s$/);
});

story("what is stated is drawn, and nothing else is shown meanwhile", async ({ page }) => {
  await newcomer(page);
  const table = page.locator("#view .table").filter({ hasText: "P10" });
  const before = await table.innerText();
  await state(page, "#value-m", "1 TiB");
  await page.waitForFunction((was) => {
    const table = [...document.querySelectorAll("#view .table")].find((of) => /P10/.test(of.innerText));
    return table && table.innerText !== was;
  }, before);
  await settled(page);
  assert.match(await answer(page).innerText(), /: No: 0 of 20|No: \d of 20|Probably not/);
});

story("where nothing is a range, luck is told and what would matter", async ({ page }) => {
  await openView(page, "sure");
  await settled(page);
  assert.match(await page.locator("#view").innerText(), /Nothing is stated as a range/);
  await expectAccessible(page, "#view");
});

story("a wave of 20 VMs whose dirty rate nobody knows, in a window of two hours", async ({ page }) => {
  await state(page, "#value-n", "20");
  await state(page, "#value-m", "16 GiB");
  await state(page, "#value-d", "?");
  await openView(page, "waves");
  const window = page.getByRole("textbox", { name: "Maintenance window" });
  await window.fill("2 h");
  await window.press("Enter");
  await page.waitForFunction(() => /&R=d:.+&wave=/.test(location.hash));
  await openView(page, "sure");
  await settled(page);
  const view = page.locator("#view");
  assert.match(await view.innerText(), /The wave’s window is 2.h/);
  assert.match(await answer(page).innerText(), /^Safe within 2.h\? .+: \d+ of 20 draws finish in time/);
  const chances = page.locator("#view .table", { hasText: "All arrive within 2" });
  assert.match(await chances.innerText(), /VMs that arrive, in nine of ten draws\s+(all|\d+ of 20)/);
  assert.match(await view.innerText(), /What to measure first/);
  // What the dirty rate does by itself.
  await page.locator("[id*=what-matters], .chart").last().waitFor();
  await expectAccessible(page, "#view");
});

story("wie sicher, in schmalem Fenster, auf Deutsch und dunkel", async ({ page }) => {
  await state(page, "#value-d", "?");
  await openView(page, "sure");
  await state(page, "#sure-within", "20 min");
  await settled(page);
  assert.match(await answer(page).innerText(), /^Sicher innerhalb von 20.min\?/);
  await expectNoSidewaysScroll(page, "sure");
  await expectAccessible(page, "#view");
  await page.locator("#sure-within").fill("bald");
  assert.match(await page.locator("#sure-within-hint").innerText(), /Schreiben Sie eine Dauer/);
  await expectAccessible(page, "#view");
}, { locale: "de-DE", colorScheme: "dark", viewport: { width: 320, height: 700 } });

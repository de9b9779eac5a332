// The map: two inputs against each other.
import assert from "node:assert/strict";
import { expectAccessible, expectNoSidewaysScroll, openView } from "./page.mjs";
import { story } from "./story.mjs";

const picture = (page) => page.getByRole("application");
const readOut = (page) => page.locator("#view .read-out");
const link = (page) => page.locator("#value-b");

story("a map is read and walked from the keyboard, and Enter goes there", async ({ page }) => {
  await openView(page, "map");
  await picture(page).waitFor();
  assert.match(await picture(page).getAttribute("aria-label"), /Your scenario: Link speed/);
  await picture(page).focus();
  // The keyboard begins where the scenario is.
  await page.keyboard.press("ArrowRight");
  const here = await readOut(page).innerText();
  await page.keyboard.press("ArrowRight");
  const faster = await readOut(page).innerText();
  await page.keyboard.press("ArrowUp");
  assert.equal(new Set([here, faster, await readOut(page).innerText()]).size, 3);
  const before = await link(page).inputValue();
  await page.keyboard.press("Enter");
  await page.waitForFunction((was) => document.querySelector("#value-b").value !== was, before);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction((was) => document.querySelector("#value-b").value === was, before);
});

story("a click on a cell goes there, and the map is told as a table", async ({ page }) => {
  await openView(page, "map");
  await picture(page).waitFor();
  const before = await link(page).inputValue();
  const { width, height } = await picture(page).boundingBox();
  await picture(page).click({ position: { x: width - 40, y: height / 2 } });
  await page.waitForFunction((was) => document.querySelector("#value-b").value !== was, before);
  // Where a cell is read out, the foot waits.
  await page.mouse.move(0, 0);
  await page.locator("#view .chart-foot summary").click();
  const rows = page.locator("#view .chart-foot tbody tr");
  assert.equal(await rows.count(), 30);
  assert.equal(await rows.first().locator("td").count(), 40);
});

story("any two inputs make a map, which a link holds", async ({ page }) => {
  await openView(page, "map");
  await page.getByRole("button", { name: "Memory × at a time" }).click();
  await page.getByLabel("What is shown").selectOption({ label: "Best technique" });
  await page.waitForFunction(() => location.hash.includes("map.m-c-best-technique"));
  await page.getByLabel("Upwards").selectOption({ label: "Link speed" });
  await page.locator("#view h3", { hasText: "Best technique" }).waitFor();
  await page.waitForFunction(() => location.hash.includes("map.m-b-best-technique"));
  await expectAccessible(page, "#view");
});

story("die Karte in schmalem Fenster, auf Deutsch", async ({ page }) => {
  await openView(page, "map");
  await picture(page).waitFor();
  assert.match(await page.locator("#view h3").innerText(), /dieser Karte konvergiert/);
  await expectNoSidewaysScroll(page, "map");
  await expectAccessible(page, "#view");
}, { locale: "de-DE", viewport: { width: 320, height: 700 } });

story("eine Karte, die ein Link nennt", async ({ page }) => {
  await page.locator("#view h3", { hasText: "Längster Stillstand" }).waitFor();
  await page.getByLabel("Von links nach rechts").waitFor();
}, { locale: "de-DE", hash: "2&p=paper&.=4k53r&V=map.b-l-downtime" });

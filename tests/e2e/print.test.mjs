// Printing: a report of one to three pages that leads back to the plan.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { sealed } from "./page.mjs";
import { story } from "./story.mjs";

// Asks for the sheet; the browser's dialog is not opened.
async function print(page) {
  await page.getByRole("button", { name: /^(Print|Drucken)$/ }).click();
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: "print" });
}

const before = () => {
  window.print = () => { window.printed = true; };
};

const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;

for (const [locale, rate] of [["en-US", "Link speed"], ["de-DE", "Bandbreite"]]) {
  story(`a planner prints a report with charts in ${locale}`, async ({ page }) => {
    const field = page.getByRole("textbox", { name: rate, exact: true });
    await field.fill("10 Gbit/s");
    await field.press("Enter");
    await page.waitForFunction(() => location.hash.includes("b="));
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".figure .range")].every((range) => /8 (of|von) 10/.test(range.innerText)),
    );
    await print(page);
    const sheet = page.locator(".sheet");
    const text = await sheet.innerText();
    assert.match(text, /Movecast \d+\.\d+\.\d+/);
    assert.match(text, new RegExp(`${rate}: 10.Gbit/s`));
    assert.ok(text.includes(sealed(page.url())), "the link stands on it");
    assert.equal(await sheet.locator("footer svg path").count(), 1);
    assert.equal(await sheet.locator("figure svg").count(), 4);
    assert.equal(await page.locator(".head").isVisible(), false);
    const printed = pages(await page.pdf({ preferCSSPageSize: true }));
    assert.ok(1 <= printed && printed <= 3, `${printed} pages`);
    // Afterwards the page is as before.
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await sheet.waitFor({ state: "detached" });
  }, { locale, before });
}

story("title, author and note stand on the print, and in no link", async ({ page }) => {
  const link = page.url();
  await page.getByRole("button", { name: "Title and note" }).click();
  await page.getByLabel("Title on the print").fill("Rack 7 moves out");
  await page.getByLabel("Author").fill("Ada");
  await page.getByLabel("Note").fill("Ask the storage team first.");
  await print(page);
  const text = await page.locator(".sheet").innerText();
  for (const own of ["Rack 7 moves out", "Ada", "Ask the storage team first."]) {
    assert.ok(text.includes(own), own);
  }
  assert.equal(page.url(), link);
}, { before });

story("the report of a wave shows who moves when", async ({ page }) => {
  await page.getByLabel("Open a file").setInputFiles({
    name: "vinfo.csv",
    mimeType: "text/csv",
    buffer: readFileSync(new URL("../import/vinfo.csv", import.meta.url)),
  });
  await page.getByRole("button", { name: "Apply what was read" }).click();
  await page.waitForFunction(() => location.hash.includes("wave="));
  await page.waitForFunction(() => !document.querySelector(".figures")?.innerText.includes("…"));
  await print(page);
  const sheet = page.locator(".sheet");
  assert.equal(await sheet.locator("figure svg").count(), 1);
  assert.ok(1 < (await sheet.locator(".schedule tbody tr").count()));
  assert.ok(pages(await page.pdf({ preferCSSPageSize: true })) <= 3);
}, { before });

story("the keyboard prints the same sheet", async ({ page }) => {
  await page.keyboard.press("Control+p");
  await page.waitForFunction(() => window.printed);
  assert.equal(await page.locator(".sheet").count(), 1);
}, { before });

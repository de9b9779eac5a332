// Printing: one sheet of paper that leads back to the plan.
import assert from "node:assert/strict";
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
  story(`a planner prints one page in ${locale}`, async ({ page }) => {
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
    assert.ok(text.includes(page.url()), "the link stands on it");
    assert.equal(await sheet.locator("svg path").count(), 1);
    assert.equal(await page.locator(".head").isVisible(), false);
    assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), 1);
    // Afterwards the page is as before.
    await page.emulateMedia({ media: "screen" });
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await sheet.waitFor({ state: "detached" });
  }, { locale, before });
}

story("the keyboard prints the same sheet", async ({ page }) => {
  await page.keyboard.press("Control+p");
  await page.waitForFunction(() => window.printed);
  assert.equal(await page.locator(".sheet").count(), 1);
}, { before });

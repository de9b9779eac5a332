// What operators have: pasted, shown, applied, and taken back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { story } from "./story.mjs";

const text = (name) => readFileSync(new URL(`../import/${name}`, import.meta.url), "utf8");

story("what domjobinfo prints is pasted, shown, applied and undone", async ({ page }) => {
  const before = await page.evaluate(() => location.hash);
  await page.getByRole("button", { name: "Paste output" }).click();
  await page.getByLabel("Output to read").fill(text("domjobinfo-completed.txt"));
  const row = page.getByRole("row", { name: /^memory 8/ });
  assert.match(await row.innerText(), /memory/);
  assert.equal(await page.evaluate(() => location.hash), before, "nothing changes unasked");
  await page.getByRole("button", { name: "Apply what was read" }).click();
  await page.waitForFunction((was) => location.hash !== was, before);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => /^2\D/.test(document.getElementById("value-m").value));
});

story("a workbook is answered with what to do instead", async ({ page }) => {
  await page.getByLabel("Open a file").setInputFiles({
    name: "RVTools.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: readFileSync(new URL("../import/vinfo.xlsx", import.meta.url)),
  });
  await page.getByRole("alert").getByText("paste them here").waitFor();
});

story("a list of machines becomes a wave", async ({ page }) => {
  await page.getByLabel("Open a file").setInputFiles({
    name: "vinfo.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text("vinfo.csv")),
  });
  await page.getByRole("button", { name: "Apply what was read" }).click();
  await page.waitForFunction(() => location.hash.includes("wave="));
});

story("what a completed move tells is shown beside what was measured, used and undone", async ({ page }) => {
  const before = await page.evaluate(() => location.hash);
  await page.getByRole("button", { name: "Paste output" }).click();
  await page.getByLabel("Output to read").fill(text("domjobinfo-completed.txt"));
  const total = page.getByRole("row", { name: /^Total time 12\.3/ });
  assert.match(await total.innerText(), /12\.[0-9]\D+$/, "with what it tells it is predicted as it was");
  assert.equal(await page.evaluate(() => location.hash), before, "nothing changes unasked");
  await page.getByRole("button", { name: "Use what this move tells" }).click();
  await page.waitForFunction(() => location.hash.includes("mm=1:"));
  assert.match(await page.locator(".verdict").innerText(), /12\.[0-9]/);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(() => /^2\D/.test(document.getElementById("value-m").value));
});

story("settings and running jobs tell no move", async ({ page }) => {
  await page.getByRole("button", { name: "Paste output" }).click();
  await page.getByLabel("Output to read").fill(text("domjobinfo-running.txt"));
  await page.getByRole("button", { name: "Apply what was read" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Use what this move tells" }).count(), 0);
});

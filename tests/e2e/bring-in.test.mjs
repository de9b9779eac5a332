// What operators have: pasted, shown, applied, and taken back.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { story } from "./story.mjs";
import { workbook } from "./xlsx.mjs";

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

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const open = (page, name, buffer) =>
  page.getByLabel("Open a file").setInputFiles({ name, mimeType: XLSX, buffer });

story("300 machines of a workbook become a wave", async ({ page, requested }) => {
  const of = (url) => /workbook-/.test(url);
  assert.ok(!requested.some(of), "what reads workbooks is not there before one comes");
  const machine = (at) => [`vm${at}`, "poweredOn", "False", 2 + (at % 3) * 2, 4096 * (1 + (at % 4)), 51200];
  const rows = [
    ["VM", "Powerstate", "Template", "CPUs", "Memory", "Provisioned MiB"],
    ...Array.from({ length: 300 }, (_, at) => machine(at)),
  ];
  await open(page, "RVTools.xlsx", workbook("vInfo", rows));
  await page.getByRole("button", { name: "Apply what was read" }).click();
  await page.waitForFunction(() => location.hash.includes("wave="));
  assert.ok(requested.some(of));
  const wave = await page.evaluate(() => new URLSearchParams(location.hash).get("wave"));
  const count = wave.split(";").slice(1).reduce((sum, group) => sum + Number(group.split(",")[1]), 0);
  assert.equal(count, 300);
});

story("a workbook as RVTools writes it is read", async ({ page }) => {
  await open(page, "RVTools.xlsx", readFileSync(new URL("../import/vinfo.xlsx", import.meta.url)));
  await page.getByRole("button", { name: "Apply what was read" }).click();
  await page.waitForFunction(() => location.hash.includes("wave="));
});

story("workbooks that list no machines, unpack to too much or are damaged say so", async ({ page }) => {
  await open(page, "bill.xlsx", workbook("Bill", [["Item", "Price"], ["a", 3]]));
  await page.getByRole("alert").getByText(/No sheet of this workbook/).waitFor();
  await open(page, "cut.xlsx", workbook("vInfo", [["VM", "Memory"]]).subarray(0, 200));
  await page.getByRole("alert").getByText(/cannot be read as one/).waitFor();
  await open(page, "large.xlsx", Buffer.concat([Buffer.from("PK\x03\x04"), Buffer.alloc(33 << 20)]));
  await page.getByRole("alert").getByText(/too large|larger|MB|MiB/).waitFor();
  assert.match(await page.locator(".headline").innerText(), /./);
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

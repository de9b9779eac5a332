// A scenario as a file: saved, opened again, and files that are none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { story } from "./story.mjs";

const vms = (page) => page.getByRole("textbox", { name: "VMs to move", exact: true });

const choose = (page, text) =>
  page.getByLabel("Open a file").setInputFiles({
    name: "scenario.json",
    mimeType: "application/json",
    buffer: Buffer.from(text),
  });

story(
  "a scenario is saved as a file and opened again",
  async ({ page }) => {
    await vms(page).fill("7");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as file" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "movecast.json");
    const text = readFileSync(await download.path(), "utf8");
    assert.equal(JSON.parse(text).vms, 7);

    await page.getByRole("button", { name: "Start over" }).click();
    assert.equal(await vms(page).inputValue(), "10");
    await choose(page, text);
    await page.waitForFunction(() => location.hash.includes("n=7"));
    assert.equal(await vms(page).inputValue(), "7");
  },
  { allowed: [/^blob:/] },
);

story("a file that is no scenario says so and changes nothing", async ({ page }) => {
  await vms(page).fill("8");
  await choose(page, "hello");
  assert.match(await page.getByRole("alert").innerText(), /not a scenario file/);
  assert.equal(await vms(page).inputValue(), "8");
});

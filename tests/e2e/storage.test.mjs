// Disks that move without memory: another platform, warm or cold, and a disk alone.
import assert from "node:assert/strict";
import { expectAccessible, openView } from "./page.mjs";
import { story } from "./story.mjs";

story("a warm migration is planned beside its cold rival, and travels in the link", async ({ page }) => {
  await page.getByRole("radio", { name: "Warm migration" }).check({ force: true });
  await page.getByText(/shut down, copied, converted and booted/).first().waitFor();
  await page.getByLabel("Disk of each VM", { exact: true }).first().waitFor();
  await page.getByLabel("Time between deltas", { exact: true }).first().waitFor();
  await page.waitForFunction(() => /t=warm/.test(location.hash));
  await openView(page, "techniques");
  await page.getByText(/A warm migration keeps the VM down for/).waitFor();
  const names = await page.locator("tbody th").allInnerTexts();
  assert.ok(names.some((name) => name.includes("Cold migration")), names.join());
  assert.ok(!names.some((name) => name.includes("Post-copy")), names.join());
  await expectAccessible(page);
});

// What an operator does next.
import assert from "node:assert/strict";
import { copied, expectAccessible, expectNoSidewaysScroll, openView } from "./page.mjs";
import { story } from "./story.mjs";

story("the plan is commands of its controller, to copy one by one", async ({ page }) => {
  await openView(page, "techniques");
  await page.getByRole("button", { name: "Show commands and settings" }).click();
  await page.getByRole("heading", { name: "Measure before" }).waitFor();
  const move = page.locator(".commands pre").filter({ hasText: "virsh migrate --live" });
  assert.match(await move.innerText(), /--copy-storage-all/);
  assert.match(await page.locator(".commands").innerText(), /round 2 begins after/);
  assert.match(await copied(page, "Copy", 0), /virsh domdirtyrate-calc/);
  await expectAccessible(page, ".commands");
});

story("Befehle in schmalem Fenster, auf Deutsch", async ({ page }) => {
  await openView(page, "techniques");
  await page.getByRole("button", { name: "Befehle und Einstellungen zeigen" }).click();
  await page.getByRole("heading", { name: "Beobachten und eingreifen" }).waitFor();
  await expectNoSidewaysScroll(page, "commands");
}, { locale: "de-DE", viewport: { width: 320, height: 700 } });

story("encryption and compression are chosen, decide, and are in the commands", async ({ page }) => {
  const link = page.locator(".inputs section", { hasText: "Link speed" }).first();
  await link.getByText("More", { exact: true }).first().click();
  await page.getByRole("combobox", { name: "Encryption" }).selectOption({ index: 1 });
  await page.getByRole("combobox", { name: "Controlled by" }).selectOption({ label: "KubeVirt" });
  await page.getByRole("combobox", { name: "Encryption" }).selectOption({ index: 0 });
  await openView(page, "techniques");
  await page.getByRole("button", { name: "Show commands and settings" }).click();
  await page.getByText("spec.configuration.migrations.disableTLS: true").waitFor();
  await page.getByRole("combobox", { name: "Encryption" }).selectOption({ index: 1 });
  await page.getByText("spec.configuration.migrations.disableTLS: true").waitFor({ state: "detached" });
});

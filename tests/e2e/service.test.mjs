// What users feel: who is affected, what it costs, and what the model says of the paper.
import assert from "node:assert/strict";
import { expectAccessible, expectNoSidewaysScroll } from "./page.mjs";
import { story } from "./story.mjs";

const MEASURED = /\/static\/data\/measured\/[\w-]+\.csv$/;

const open = (page) => page.getByRole("tab", { name: /^(Service|Dienst)$/ }).click();
const set = async (page, name, value) => {
  const field = page.getByRole("textbox", { name, exact: true });
  await field.fill(value);
  await field.press("Enter");
};

story("below the knee nobody's search is slowed; above it, on both hosts", async ({ page }) => {
  await open(page);
  await page.getByText("While the VMs run, nothing gets noticeably slower").waitFor();
  await page.getByText(/^Memory suffices/).waitFor();
  await set(page, "Working set", "1830 MiB");
  await page.getByText(/^Reading files suffers most: 2\S* times as long/).waitFor();
  await page.getByText(/^VMs at the destination \(10\) feel it too/).waitFor();
  await page.getByText(/^Memory is short: 1830.MiB are loaded/).waitFor();
  await expectAccessible(page);
});

story("a price for slow service is charged by the hour", async ({ page }) => {
  await open(page);
  await set(page, "Working set", "1830 MiB");
  assert.equal(await page.getByText(/At your price/).count(), 0);
  const users = page.getByRole("region", { name: "Users" });
  await users.getByText("More").click();
  await set(page, "Cost of slow service", "1");
  await page.getByText(/At your price that is .*EUR/).waitFor();
  await page.waitForFunction(() => /qp=1/.test(location.hash));
});

story("post-copy can lose a VM, block migration cannot", async ({ page }) => {
  await open(page);
  assert.equal(await page.getByText(/the VM is lost/).count(), 0);
  await page.getByRole("radio", { name: "Post-copy" }).check({ force: true });
  await page.getByText(/If the link is lost while memory follows/).waitFor();
});

story(
  "the paper's table and the unseen services are there in German, on a phone, in the dark",
  async ({ page }) => {
    await open(page);
    await page.getByText("Die Messungen des Papers neben diesem Modell").first().click();
    const search = page.getByRole("row", { name: /^Suche während, Set\s1/ });
    assert.match(await search.innerText(), /5,606/);
    await page.getByText("Dienste, an die nichts angepasst wurde").first().click();
    await page.getByRole("row", { name: /^Längste Lücke/ }).waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  },
  { allowed: [MEASURED], locale: "de", colorScheme: "dark", viewport: { width: 390, height: 844 } },
);

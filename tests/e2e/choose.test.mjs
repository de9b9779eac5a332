// How to move, who decides, what the guest does: chosen rather than typed.
import assert from "node:assert/strict";
import { expectAccessible } from "./page.mjs";
import { story } from "./story.mjs";

const figures = (page) => page.locator(".figure .number").allInnerTexts();
// The figures with their ranges, which a worker works out.
const settled = async (page) => {
  await page.locator(".page:not([inert]) .figures:not(.is-waiting)").waitFor();
  return page.locator(".figure :is(.number, .range)").allInnerTexts();
};
const list = (page, name) => page.getByRole("combobox", { name, exact: true });
const unfold = async (page, section) => {
  await page.locator(`section:has(#${section}-heading) > details.more > summary`).click();
};

story("every technique can be chosen and tells what becomes of the VMs", async ({ page }) => {
  const says = {
    "Pre-copy": /stands still for/,
    "Post-copy": /may stall for up to/,
    Hybrid: /may stall for up to/,
    "Block migration": /arrive after/,
    Offline: /is suspended for/,
    Respawn: /loses what was in its memory/,
    Container: /is suspended for/,
  };
  const seen = new Set();
  for (const [technique, sentence] of Object.entries(says)) {
    await page.getByRole("radio", { name: technique }).check();
    assert.match(await page.locator(".reason").innerText(), sentence, technique);
    seen.add((await figures(page)).join());
  }
  assert.equal(seen.size, Object.keys(says).length);
});

story("what a controller does not offer cannot be chosen", async ({ page }) => {
  await list(page, "Controlled by").selectOption({ label: "Xen" });
  assert.ok(await page.getByRole("radio", { name: "Post-copy" }).isDisabled());
  assert.ok(await page.getByRole("radio", { name: "Pre-copy" }).isEnabled());
});

story("a controller brings its own limits, and they survive the link", async ({ page }) => {
  await page.getByRole("radio", { name: "Pre-copy" }).check();
  await list(page, "Controlled by").selectOption({ label: "KubeVirt" });
  await unfold(page, "how");
  const limit = page.getByRole("textbox", { name: "Rate limit", exact: true });
  assert.equal(await limit.inputValue(), "none", "KubeVirt has no cap");
  assert.equal(await page.getByRole("textbox", { name: "Round limit", exact: true }).count(), 0);
  await page.waitForFunction(() => /by=kubevirt/.test(location.hash));
  const shown = await settled(page);
  await page.reload({ waitUntil: "networkidle" });
  assert.deepEqual(await settled(page), shown);
  assert.equal(await list(page, "Controlled by").inputValue(), "2");
});

story("a preset puts a measured guest in place of a working set", async ({ page }) => {
  const before = await figures(page);
  await list(page, "Preset").first().selectOption({ label: "Redis, 3000 writes a second" });
  assert.notDeepEqual(await figures(page), before);
  assert.equal(await page.getByRole("textbox", { name: "Working set", exact: true }).count(), 0);
  await page.getByText(/measured in QEMU guests/).first().waitFor();
  await unfold(page, "workload");
  await page.getByText("Measured points").click();
  const points = page.getByRole("textbox", { name: "Measured points" });
  assert.match(await points.inputValue(), /^100 ms {2}4.29 MiB\n/);
  await expectAccessible(page);
});

story("the output of calc-dirty-rate can be pasted", async ({ page }) => {
  await unfold(page, "workload");
  await page.getByText("Measured points").click();
  const points = page.getByRole("textbox", { name: "Measured points" });
  await points.fill('{"return": {"status": "measured", "dirty-rate": 30, "calc-time": 1}}');
  await page.waitForFunction(() => /u=1:31457280/.test(location.hash));
  const figuresNow = await figures(page);
  await points.fill("1 s 30 MiB\nnonsense");
  await page.getByText("Line 2 is not an interval").waitFor();
  assert.deepEqual(await figures(page), figuresNow);
  await points.fill("");
  await page.getByRole("textbox", { name: "Working set", exact: true }).waitFor();
});

story("a prepared standby is gone for less time than a cold restart", async ({ page }) => {
  await page.getByRole("radio", { name: "Respawn" }).check();
  await unfold(page, "how");
  const [, cold] = await figures(page);
  await page.locator("#list-respawn").selectOption({ label: "Prepared standby" });
  const [, prepared] = await figures(page);
  assert.ok(Number.parseFloat(prepared) < Number.parseFloat(cold) / 2, `${prepared} ${cold}`);
});

story("what does not converge says what would help, and a click applies it", async ({ page }) => {
  await page.getByRole("textbox", { name: "VMs to move", exact: true }).fill("1");
  await page.getByRole("radio", { name: "Pre-copy" }).check();
  await page.getByRole("button", { name: "What would help?" }).click();
  const changes = page.locator(".remedies li");
  await changes.filter({ hasText: /A link of .*Gbit\/s/ }).first().waitFor();
  // Each with the chance that it holds from run to run.
  for (const said of await changes.allInnerTexts()) assert.match(said, /holds in \d+.% of \d+ draws/);
  const wider = changes.filter({ hasText: /A link of/ }).getByRole("button", { name: /^Apply/ });
  await wider.click();
  // What is said is true: with that link all is as it should be.
  await page.waitForFunction(() => !document.querySelector(".remedies button[aria-expanded]"));
});

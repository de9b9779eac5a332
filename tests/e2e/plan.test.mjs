// The main job: change what is planned, and see the answer change.
import assert from "node:assert/strict";
import { expectFocus } from "./page.mjs";
import { story } from "./story.mjs";

const figures = (page) => page.locator(".figure .number").allInnerTexts();
const field = (page, name) => page.getByRole("textbox", { name, exact: true });
const slider = (page, name) => page.getByRole("slider", { name, exact: true });

// Waits until the scenario has settled in the address.
const settled = (page, before) => page.waitForFunction((hash) => location.hash !== hash, before);

story("the page opens on the paper's experiment and answers it", async ({ page }) => {
  assert.match(await page.locator(".headline").innerText(), /^Each of the ten VMs stands still for too long/);
  assert.match(await page.locator(".reason").innerText(), /ten VMs.*dirtied faster than the link/);
  const [time, downtime, cost, breakEven] = await figures(page);
  assert.match(time, /^3\d.min/);
  assert.match(downtime, /^[12].min/);
  assert.match(cost, /ct$/);
  assert.match(breakEven, /^3.h/);
});

story("every figure comes with its range", async ({ page }) => {
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".figure .range")].every((range) => /8 of 10/.test(range.innerText)),
  );
});

story("a faster link by slider changes every figure", async ({ page }) => {
  const before = await figures(page);
  const rate = slider(page, "Link speed");
  await rate.focus();
  for (let press = 0; press < 4; press += 1) await rate.press("ArrowRight");
  const after = await figures(page);
  for (const [at, figure] of after.entries()) assert.notEqual(figure, before[at]);
});

story("a faster link by typing changes every figure", async ({ page }) => {
  const before = await figures(page);
  await field(page, "Link speed").fill("10 Gbit");
  await field(page, "Link speed").press("Enter");
  assert.match(await field(page, "Link speed").inputValue(), /^10.Gbit\/s$/);
  const after = await figures(page);
  for (const [at, figure] of after.entries()) assert.notEqual(figure, before[at]);
});

story("what cannot be read says so, and the rest works on", async ({ page }) => {
  const before = await figures(page);
  const memory = field(page, "Memory of each VM");
  await memory.fill("lots");
  assert.equal(await memory.getAttribute("aria-invalid"), "true");
  const message = page.locator(`#${(await memory.getAttribute("aria-describedby")).split(" ")[0]}`);
  assert.match(await message.innerText(), /number/);
  assert.deepEqual(await figures(page), before);
  await field(page, "VMs to move").fill("5");
  assert.notDeepEqual(await figures(page), before);
  await memory.fill("4 GiB");
  assert.equal(await memory.getAttribute("aria-invalid"), null);
});

story("an unfinished number is not taken away", async ({ page }) => {
  const rate = field(page, "Link speed");
  await rate.focus();
  await page.keyboard.press("ControlOrMeta+a");
  for (const [key, text] of [["1", "1"], [".", "1."], ["5", "1.5"], ["e", "1.5e"]]) {
    await page.keyboard.press(key);
    assert.equal(await rate.inputValue(), text);
  }
});

story("a working set larger than the memory is bounded at its field", async ({ page }) => {
  await field(page, "Working set").fill("100 GiB");
  await page.getByText(/^100.GiB is more than “Memory in use”/).first().waitFor();
});

story("an edit can be taken back and made again", async ({ page }) => {
  const before = await figures(page);
  await field(page, "VMs to move").fill("40");
  await field(page, "VMs to move").press("Enter");
  const after = await figures(page);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.deepEqual(await figures(page), before);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+Shift+Z");
  assert.deepEqual(await figures(page), after);
  await page.getByRole("button", { name: /^Reset VMs to move/ }).click();
  assert.deepEqual(await figures(page), before);
});

story("the link shows the same numbers when it is opened again", async ({ page }) => {
  const hash = await page.evaluate(() => location.hash);
  await page.getByRole("radio", { name: "Post-copy" }).check({ force: true });
  await field(page, "VMs to move").fill("7");
  await settled(page, hash);
  const before = await figures(page);
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.waitForFunction(() => document.querySelector(".page:not([inert])"));
  assert.deepEqual(await figures(page), before);
  assert.equal(await field(page, "VMs to move").inputValue(), "7");
});

story("the whole job can be done from the keyboard", async ({ page }) => {
  const before = await figures(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expectFocus(page, "answer");
  const reach = async (wanted) => {
    for (let press = 0; press < 60; press += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((id) => document.activeElement.id === id, wanted)) return;
    }
    assert.fail(`${wanted} cannot be reached`);
  };
  await reach("value-b");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2.5 Gbit");
  await reach("tab-timeline");
  for (const view of ["techniques", "energy", "service", "waves", "sure", "map", "compare", "learn", "evidence", "assumptions"]) {
    await page.keyboard.press("ArrowRight");
    await expectFocus(page, `tab-${view}`);
    assert.equal(await page.getByRole("tabpanel").getAttribute("aria-labelledby"), `tab-${view}`);
  }
  assert.notDeepEqual(await figures(page), before);
}, { allowed: [/\/static\/data\/(measured\/\w+\.csv|lessons\/\w+\.json)$/] });

story("a chart is read by arrow keys", async ({ page }) => {
  await page.getByRole("img").first().focus();
  const readOut = page.locator(".read-out").first();
  const hint = await readOut.innerText();
  await page.keyboard.press("ArrowRight");
  const first = await readOut.innerText();
  assert.notEqual(first, hint);
  await page.keyboard.press("End");
  assert.notEqual(await readOut.innerText(), first);
});

story("the settled answer is announced once", async ({ page }) => {
  const status = page.locator(".verdict [role=status]");
  assert.equal(await status.innerText(), "");
  await field(page, "Planned stay").fill("1 h");
  await page.waitForFunction(() => /does not pay within/.test(document.querySelector(".verdict [role=status]").textContent));
});

story("a question opens its view, leads with its figure, and travels in the link", async ({ page }) => {
  await page.getByText("Example: ten web servers").waitFor();
  await page.getByRole("button", { name: "Does it pay, and when?" }).click();
  await page.locator("#tab-energy[aria-selected=true]").waitFor();
  assert.match(await page.locator(".figure").first().innerText(), /^Break-even time/);
  await page.locator("section[aria-labelledby=sites-heading] input").first().waitFor();
  assert.ok(await page.getByRole("textbox", { name: "Working set", exact: true }).isHidden());
  await page.waitForFunction(() => /[&]G=pay&/.test(location.hash));
  await page.reload({ waitUntil: "networkidle" });
  await page.locator(".goals [aria-pressed=true]", { hasText: "Does it pay" }).waitFor();
  await page.getByRole("button", { name: "Does it pay, and when?" }).click();
  await page.getByRole("textbox", { name: "Working set", exact: true }).waitFor();
  await field(page, "VMs to move").fill("4");
  await page.getByText("Example: ten web servers").waitFor({ state: "detached" });
});

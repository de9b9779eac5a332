// Scenarios side by side: kept, compared, opened again, and there at the next visit.
import assert from "node:assert/strict";
import { expectAccessible, expectNoSidewaysScroll } from "./page.mjs";
import { story } from "./story.mjs";

const vms = (page) => page.getByRole("textbox", { name: "VMs to move", exact: true });
const rate = (page) => page.getByRole("textbox", { name: "Link speed", exact: true });

async function open(page) {
  await page.locator("#tab-compare").click();
  await page.locator("#pin, .shelf").first().waitFor();
}

const keep = (page) => page.locator("#pin").click();

async function set(field, value) {
  await field.fill(value);
  await field.press("Enter");
}

// Keeps the paper's scenario, and its link at 10 Gbit/s beside it.
async function keepTwo(page) {
  await open(page);
  await keep(page);
  await set(rate(page), "10 Gbit/s");
  await page.locator("table.side").first().waitFor();
  await keep(page);
  await page.locator(".shelf li").nth(1).waitFor();
}

story("a planner compares two links", async ({ page }) => {
  await keepTwo(page);
  const name = page.getByRole("textbox", { name: "Name of B" });
  await set(name, "The new link");
  await page.getByRole("columnheader", { name: /The new link/ }).first().waitFor();
  const [results, inputs] = await page.locator("table.side").all();
  assert.match(await results.locator("thead").innerText(), /B\s*The new link/);
  const time = await results.getByRole("row", { name: /^Total migration time/ }).innerText();
  assert.match(time, /shorter, −\d/);
  assert.deepEqual(
    (await inputs.locator("tbody th").allInnerTexts()),
    ["Link speed"],
  );
  assert.equal(await inputs.locator("td.differs").count(), 1);
  assert.match(await page.locator(".view .picture").getAttribute("aria-label"), /B, The new link: break-even/);
  // The other way round.
  await page.getByRole("button", { name: "Make baseline: B, The new link" }).click();
  await results.getByRole("row", { name: /^Total migration time.*longer/ }).waitFor();
});

story("a planner is sent two links, compares them and prints", async ({ page }) => {
  const follow = (hash) => page.evaluate((hash) => (location.hash = hash), hash);
  // Four VMs over 1 Gbit/s; nothing of the planner's own is in the way.
  await follow("1&n=4&.=djv0f");
  await open(page);
  await keep(page);
  // Meanwhile the planner works on something else, then opens the second link, over 10 Gbit/s.
  await set(vms(page), "7");
  await page.waitForFunction(() => location.hash.includes("n=7"));
  await follow("1&n=4&b=1250000000&.=ipy3k");
  await page.getByText("You opened a link").waitFor();
  assert.equal(await vms(page).inputValue(), "4");
  await keep(page);
  await page.getByRole("textbox", { name: "Name of B" }).waitFor();
  const [results, inputs] = await page.locator("table.side").all();
  const heads = await results.locator("thead th").allInnerTexts();
  assert.deepEqual(heads.map((head) => head.split(/\s/)[0]), ["Quantity", "A", "B"]);
  const time = results.getByRole("row", { name: /^Total migration time/ });
  const [a, b] = await time.locator("td").allInnerTexts();
  assert.match(a, /^\d+ min|^\d/);
  assert.match(b, /shorter, −\d/);
  assert.deepEqual(await inputs.locator("tbody th").allInnerTexts(), ["Link speed"]);
  assert.match(await inputs.locator("td.differs").innerText(), /^10.Gbit\/s/);
  await page.waitForFunction(() =>
    [...document.querySelectorAll(".figure .range")].every((range) => /8 of 10/.test(range.innerText)),
  );
  const headline = await page.locator(".headline").innerText();
  await page.getByRole("button", { name: "Print" }).click();
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".sheet");
  const printed = await sheet.innerText();
  assert.ok(printed.includes(headline), "the verdict");
  assert.match(printed, /VMs to move: 4 \(10\)/);
  assert.match(printed, /Link speed: 10.Gbit\/s \(1.Gbit\/s\)/);
  // Links of version 1 know no bitmap that is synchronised.
  assert.match(printed, /#2&p=paper&n=4&c=10&b=1250000000&bs=0&\.=/);
  assert.equal(await sheet.locator("svg path").count(), 1, "the QR code");
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  // What the planner was working on is still there, and so is what was kept.
  await page.getByRole("button", { name: "Back to mine" }).click();
  assert.equal(await vms(page).inputValue(), "7");
  assert.equal(await page.locator(".shelf li").count(), 2);
}, { before: () => { window.print = () => { window.printed = true; }; } });

story("a kept scenario is opened again as one step that can be undone", async ({ page }) => {
  await open(page);
  await keep(page);
  await set(vms(page), "3");
  await page.getByRole("button", { name: /^Open: A/ }).click();
  assert.equal(await vms(page).inputValue(), "10");
  await page.getByRole("button", { name: "Undo" }).click();
  assert.equal(await vms(page).inputValue(), "3");
  assert.equal(await page.locator(".shelf li").count(), 1);
});

story("what is kept survives a reload, and a link leaves it alone", async ({ page }) => {
  await keepTwo(page);
  const names = () => page.locator(".shelf input").evaluateAll((all) => all.map((one) => one.value));
  const before = await names();
  assert.equal(before.length, 2);
  await page.waitForFunction(() => location.hash.includes("b="));
  await page.reload();
  await open(page);
  assert.deepEqual(await names(), before);
  await page.evaluate(() => { location.hash = "1&.=4qnwf"; });
  await page.getByText("You opened a link").waitFor();
  assert.match(await rate(page).inputValue(), /^1.Gbit/);
  assert.deepEqual(await names(), before);
  await page.getByRole("button", { name: /^Remove: A/ }).click();
  await page.waitForFunction(() => document.querySelectorAll(".shelf li").length === 1);
  assert.deepEqual(await names(), before.slice(1));
});

story("a compared set travels in the link, beside what the other one keeps", async ({ page }) => {
  await keepTwo(page);
  await set(page.getByRole("textbox", { name: "Name of B" }), "The new link");
  await page.waitForFunction(() => /&F=.*&K=.*The_new_link.*&V=compare$/.test(location.hash));
  const link = await page.evaluate(() => location.href);
  // A colleague who keeps nothing sees both.
  const names = (page) => page.locator(".shelf input").evaluateAll((all) => all.map((one) => one.value));
  const theirs = await names(page);
  const colleague = await (await page.context().browser().newContext()).newPage();
  await colleague.goto(link);
  await colleague.locator(".shelf li").nth(1).waitFor();
  assert.deepEqual(await names(colleague), theirs);
  await colleague.context().close();
  // One who keeps something of their own has it again.
  const hash = new URL(link).hash;
  await page.getByRole("button", { name: /^Remove: A/ }).click();
  await page.getByRole("button", { name: /^Remove: A/ }).click();
  await set(vms(page), "7");
  await keep(page);
  await page.locator(".shelf li").first().waitFor();
  await page.waitForTimeout(700);
  await page.evaluate((hash) => { location.hash = hash; }, hash);
  await page.getByText(/it brings scenarios to compare/).waitFor();
  assert.deepEqual(await names(page), theirs);
  await page.getByRole("button", { name: "Back to mine" }).click();
  await page.locator(".shelf li").nth(1).waitFor({ state: "detached" });
  assert.equal((await names(page)).length, 1);
});

story("four are kept, and no more", async ({ page }) => {
  await open(page);
  for (const count of ["1", "2", "3", "4"]) {
    await set(vms(page), count);
    await keep(page);
  }
  assert.equal(await page.locator(".shelf li").count(), 4);
  await set(vms(page), "5");
  await page.getByText("Four are kept.").waitFor();
  assert.equal(await page.locator("#pin").count(), 0);
});

story("another window's scenarios appear", async ({ page }) => {
  await open(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await open(other);
  await keep(other);
  await page.locator(".shelf li").waitFor();
});

for (const [kind, before] of [
  ["throws", () => {
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused", "SecurityError"); } });
  }],
  ["is full", () => {
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  }],
  ["holds nonsense", () => {
    localStorage["movecast.saved"] = '[["x"],7]';
  }],
]) {
  story(`where the storage ${kind}, scenarios are compared all the same`, async ({ page }) => {
    await keepTwo(page);
    assert.equal(await page.locator(".shelf li").count(), 2);
    // Whether they will be there again is said.
    const said = page.getByText("This browser does not keep them");
    await said.waitFor({ state: kind === "holds nonsense" ? "hidden" : "visible" });
  }, { before });
}

for (const locale of ["en-US", "de-DE"]) {
  for (const colorScheme of ["light", "dark"]) {
    story(`axe finds no barrier among scenarios in ${locale}, ${colorScheme}`, async ({ page }) => {
      await open(page);
      await expectAccessible(page);
      await keep(page);
      await set(page.getByRole("textbox", { name: /^(Link speed|Bandbreite)$/ }), "10 Gbit/s");
      await page.locator("table.side").first().waitFor();
      await keep(page);
      await set(page.getByRole("textbox", { name: /^(VMs to move|VMs, die umziehen)$/ }).first(), "3");
      await expectAccessible(page);
    }, { locale, colorScheme });
  }
}

for (const width of [320, 390, 768]) {
  story(`scenarios are not scrolled sideways at ${width} pixels`, async ({ page }) => {
    await open(page);
    await keep(page);
    await set(page.getByRole("textbox", { name: "Bandbreite", exact: true }), "10 Gbit/s");
    await keep(page);
    await expectNoSidewaysScroll(page);
  }, { viewport: { width, height: 800 }, locale: "de-DE" });
}

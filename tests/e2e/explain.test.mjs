// A figure is asked how it came about.
import assert from "node:assert/strict";
import { expectAccessible, expectFocus, expectNoSidewaysScroll, openView } from "./page.mjs";
import { story } from "./story.mjs";

const figure = (page, name) => page.getByRole("button", { name, exact: true });
const told = (page) => page.locator(".explained");

story("a number is explained by keyboard, and the focus comes back", async ({ page }) => {
  const asks = figure(page, "Downtime");
  await asks.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.className === "explained");
  assert.equal(await asks.getAttribute("aria-expanded"), "true");
  const [, value] = await page.locator(".figure .number").allInnerTexts();
  assert.equal(await told(page).locator("h3").innerText(), `Downtime: ${value}`);
  assert.match(await told(page).innerText(), /Downtime = Stop-and-copy \+ Commitment/);
  assert.ok((await told(page).innerText()).includes(`= ${value}`), "the formula ends at the figure");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await told(page).waitFor({ state: "detached" });
  await expectFocus(page, await asks.getAttribute("id"));
});

story("an explanation leads to the fields it depends on, folded ones too", async ({ page }) => {
  await figure(page, "Energy and cost").click();
  await told(page).getByRole("button", { name: "Link speed", exact: true }).click();
  await expectFocus(page, "value-b");
  const network = told(page).locator("li", { hasText: "Network" }).getByRole("button");
  await network.click();
  await expectFocus(page, "value-e");
  // What is changed there changes here, and is no longer a default.
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("0");
  await told(page).getByText("× 0 kWh/GB").waitFor();
  await told(page).getByText("set by you").waitFor();
});

story("each figure and the verdict are explained one at a time", async ({ page }) => {
  const names = ["Total migration time", "Downtime", "Energy and cost", "Break-even time"];
  for (const name of names) {
    await figure(page, name).click();
    await told(page).getByRole("heading", { name: new RegExp(`^${name}: `) }).waitFor();
    assert.equal(await told(page).count(), 1);
  }
  await figure(page, names.at(-1)).click();
  await told(page).waitFor({ state: "detached" });
  await page.getByText("How this is worked out").click();
  await figure(page, "Step by step, with inputs and sources").click();
  const headline = await page.locator(".headline").innerText();
  await told(page).getByRole("heading", { name: headline }).waitFor();
  await told(page).getByRole("button", { name: "Close" }).click();
  await told(page).waitFor({ state: "detached" });
});

story("numbers in tables explain themselves, each technique by its own", async ({ page }) => {
  await openView(page, "techniques");
  const asks = page.locator("#view").getByRole("button", { name: /, Longest stall, Post-copy$/ });
  await asks.click();
  await told(page).getByRole("heading", { name: /^Post-copy – Longest stall: / }).waitFor();
  assert.match(await told(page).innerText(), /round trip/);
  // The chosen technique is explained above at the same time; each folds by itself.
  await figure(page, "Downtime").click();
  await told(page).getByRole("heading", { name: /^Downtime: / }).waitFor();
  assert.equal(await told(page).count(), 2);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  assert.equal(await told(page).count(), 1);
  await told(page).getByRole("button", { name: "Close" }).click();
  await expectFocus(page, await asks.getAttribute("id"));
});

story("the bill explains itself in money, energy and carbon", async ({ page }) => {
  await openView(page, "energy");
  const bill = page.locator("#view table").first();
  const ask = (name) => bill.getByRole("button", { name });
  await ask(/, The move, Carbon/).click();
  assert.match(await told(page).innerText(), /Carbon = energy at the source × carbon intensity there/);
  await ask(/, Saved per hour, Energy/).click();
  assert.match(await told(page).innerText(), /Saving per hour = power of the VMs here × PUE here − /);
  await ask(/, Has paid after, Money/).click();
  await told(page).getByRole("heading", { name: /^Break-even time: / }).waitFor();
  await expectAccessible(page);
  // So does what would turn the decision, below it.
  const turns = page.locator("#view p.aside .asks").first();
  await turns.click();
  await told(page).getByRole("heading", { name: `Just pays at: ${await turns.innerText()}` }).waitFor();
  assert.match(await told(page).last().innerText(), /Price = \(what staying at the source would cost/);
  await expectAccessible(page);
});

story("numbers in sentences explain themselves where they stand, by keyboard too", async ({ page }) => {
  await openView(page, "service");
  const field = page.getByRole("textbox", { name: "Working set", exact: true });
  await field.fill("1830 MiB");
  await field.press("Enter");
  const view = page.locator("#view");
  const slower = view.getByRole("button", { name: /times, Reading files, VMs that move, during/ });
  await slower.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.className === "explained");
  const value = await slower.innerText();
  const title = new RegExp(`^Reading files, VMs that move, during the migration: ${value}$`);
  await told(page).getByRole("heading", { name: title }).waitFor();
  assert.match(await told(page).innerText(), /At its slowest: page cache 100\s%/);
  assert.match(await told(page).innerText(), /Where the formula is from\s+Fitted on the response times/);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await told(page).waitFor({ state: "detached" });
  await expectFocus(page, await slower.getAttribute("id"));
  // It unfolds below the line in which it was asked.
  const slow = view.getByRole("button", { name: /, Slow requests$/ });
  await slow.click();
  const line = view.getByRole("listitem").filter({ hasText: "Added up over all VMs" });
  await line.getByRole("heading", { name: `Slow requests: ${await slow.innerText()}` }).waitFor();
  // The focus stays where the user is when the number changes.
  await field.fill("1844 MiB");
  await field.press("Enter");
  await line.getByRole("heading", { name: /^Slow requests: / }).waitFor();
  await expectFocus(page, "value-w");
});

story("the sentence that opens a view explains its numbers", async ({ page }) => {
  const lead = page.locator("#view .lead");
  const share = lead.getByRole("button", { name: /%, Disk copy$/ });
  await share.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.className === "explained");
  const value = await share.innerText();
  assert.equal(await told(page).locator("h3").innerText(), `Disk copy, share of the time: ${value}`);
  assert.ok((await told(page).innerText()).includes(`= ${value}`), "the formula ends at the number");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await told(page).waitFor({ state: "detached" });
  await expectFocus(page, await share.getAttribute("id"));
  await lead.getByRole("button", { name: /^\d+ rounds$/ }).click();
  await told(page).getByText(/^Round 1: /).waitFor();
  await openView(page, "techniques");
  const times = lead.getByRole("button", { name: /times$/ });
  await times.click();
  await told(page).getByRole("heading", { name: `As long as the quickest: ${await times.innerText()}` }).waitFor();
  // What is the quickest itself is not held against itself.
  await page.getByRole("radio", { name: "Post-copy" }).check();
  await told(page).waitFor({ state: "detached" });
  await openView(page, "energy");
  await lead.getByRole("button", { name: /, by the hour$/ }).click();
  await told(page).getByRole("heading", { name: /^Saved per hour: / }).waitFor();
  await expectAccessible(page);
});

story("a wave, its what-ifs and each of its machines explain themselves", async ({ page }) => {
  await openView(page, "waves");
  const view = page.locator("#view");
  await view.getByRole("button", { name: /, Done after$/ }).click();
  await told(page).getByRole("heading", { name: /^Done after: / }).waitFor();
  assert.match(await told(page).innerText(), /Done = end of the last machine, VM\s\d+/);
  await told(page).getByRole("button", { name: "At a time in all", exact: true }).click();
  await expectFocus(page, "wave-la");
  // Other waves come in one after the other.
  const wider = view.getByRole("button", { name: /, Change, a link between the sites/ });
  await wider.click();
  const title = `a link between the sites of twice the rate, against the stated: ${await wider.innerText()}`;
  await told(page).getByRole("heading", { name: title }).waitFor();
  await view.getByRole("button", { name: "VM\u202f3", exact: true }).click();
  await told(page).getByRole("heading", { name: /^VM\s3, ends: / }).waitFor();
  assert.match(await told(page).last().innerText(), /requested at \+ waiting for a place \+ under way/);
  await view.getByRole("button", { name: /, The fullest host$/ }).click();
  assert.equal(await told(page).count(), 4);
  await expectAccessible(page);
});

story("what the network would take explains itself with that coefficient", async ({ page }) => {
  await openView(page, "energy");
  const row = page.locator("#view").getByRole("row", { name: /^SWDM 4/ });
  const ask = row.getByRole("button").first();
  await ask.click();
  const value = await ask.innerText();
  await told(page).getByRole("heading", { name: `0.059\u202fkWh/GB – Energy of the move: ${value}` }).waitFor();
  assert.match(await told(page).innerText(), /× 0\.059\skWh\/GB = /);
  await expectAccessible(page);
});

story(
  "what hourly prices come to explains itself, in sentences and by rule",
  async ({ page }) => {
    await openView(page, "energy");
    await page.getByLabel("Hourly prices, source").selectOption({ label: "Germany" });
    await page.getByLabel("Hourly prices, destination").selectOption({ label: "Norway, southwest" });
    const hours = page.locator(".hours");
    const half = hours.getByRole("button", { name: /, Has first paid, half of all starts$/ });
    await half.click();
    const title = `Has first paid, half of all starts: ${await half.innerText()}`;
    await hours.getByRole("heading", { name: title }).waitFor();
    const rental = hours.getByRole("row", { name: /^Move once staying/ });
    await rental.getByRole("button", { name: /, More than the best, Move once staying/ }).click();
    assert.match(await told(page).last().innerText(), /More = in all by this rule − in all by the best schedule/);
    await expectAccessible(page);
  },
  { allowed: [/\/static\/data\/prices\/[\w-]+\.csv$/] },
);

story("a difference explains itself by what each input does alone", async ({ page }) => {
  await openView(page, "compare");
  await page.getByRole("button", { name: "Keep this scenario" }).click();
  for (const [name, value] of [["Link speed", "2 Gbit"], ["Downtime limit", "100 ms"]]) {
    const field = page.getByRole("textbox", { name, exact: true });
    await field.fill(value);
    await field.press("Enter");
  }
  const ask = page.getByRole("button", { name: /, better, Total migration time, B$/ });
  await ask.click();
  await told(page).getByRole("heading", { name: /^Total migration time, B: / }).waitFor();
  const first = told(page).locator(".known li").first();
  assert.match(await first.innerText(), /^Link speed 1\sGbit\/s → 2\sGbit\/s by itself: .* shorter/);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expectFocus(page, await ask.getAttribute("id"));
});

story(
  "explanations speak German and keep to a phone's width",
  async ({ page }) => {
    for (const name of ["Gesamte Migrationszeit", "Energie und Kosten"]) {
      await figure(page, name).click();
      await told(page).getByRole("heading", { name: new RegExp(`^${name}: `) }).waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await openView(page, "service");
    for (const name of [/, Längste Stockung$/, /, Delle nach der Ankunft$/, /, Abgebrochene Versuche/]) {
      await page.locator("#view").getByRole("button", { name }).click();
      await told(page).getByRole("heading", { name: new RegExp(name.source.match(/\w+/u)[0]) }).last().waitFor();
    }
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await openView(page, "waves");
    await page.locator("#view").getByRole("button", { name: /, Fertig nach$/ }).click();
    await told(page).getByRole("heading", { name: /^Fertig nach: / }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  },
  { locale: "de-DE", colorScheme: "dark", viewport: { width: 320, height: 700 } },
);

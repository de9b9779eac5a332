// Hourly prices: when moving pays then, and the best schedule.
import assert from "node:assert/strict";
import { expectAccessible, openView } from "./page.mjs";
import { story } from "./story.mjs";

const PRICES = /\/static\/data\/prices\/[\w-]+\.csv$/;
const row = async (page, name) => {
  const cells = page.getByRole("row", { name }).getByRole("cell");
  await cells.first().waitFor();
  return (await cells.allInnerTexts()).map((text) => text.trim());
};

const choose = async (page) => {
  await openView(page, "energy");
  await page.getByLabel("Hourly prices, source").selectOption({ label: "Germany" });
  await page.getByLabel("Hourly prices, destination").selectOption({ label: "Norway, southwest" });
  await page.getByRole("row", { name: /^Best schedule/ }).waitFor();
};

story(
  "a year of hourly prices gives a schedule, what simpler rules lose, and a link",
  async ({ page }) => {
    await choose(page);
    await page.getByText(/has first paid after .* in half of all hours/).waitFor();
    const euros = (cells) => Number.parseFloat(cells[0]);
    const best = euros(await row(page, /^Best schedule/));
    const rental = euros(await row(page, /^Move once staying/));
    const stay = euros(await row(page, /^Stay put/));
    assert.ok(0 < best && best <= rental && rental < stay, `${best} ${rental} ${stay}`);
    await page.getByLabel("Most moves").selectOption("1");
    await page.waitForFunction(() => document.querySelectorAll(".hours tbody td")[1].innerText === "1");
    await page.waitForFunction(() => /sz=de-lu.*tz=no2/.test(location.hash));
    await expectAccessible(page);
  },
  { allowed: [PRICES] },
);

story(
  "prices of one's own are read, and a gap is not a price of zero",
  async ({ page }) => {
    await choose(page);
    await page.getByText("Series of your own").click();
    const own = page.getByRole("textbox", { name: "At the source", exact: true });
    await own.fill("2024-01-01T00:00Z;80\n2024-01-01T05:00Z;90");
    await page.getByText(/Before line 2, hours are missing/).waitFor();
    await own.fill("2024-01-01T00:00Z;80\n2024-01-01T01:00Z;-90");
    await page.getByText("2 hours are used.").waitFor();
    await page.getByText("Electricity and moves over 2 hours").waitFor();
  },
  { allowed: [PRICES] },
);

story(
  "a series of one's own is remembered until it is forgotten, and never in the link",
  async ({ page }) => {
    await choose(page);
    await page.getByText("Series of your own").click();
    const own = page.getByRole("textbox", { name: "At the source", exact: true });
    await own.fill("price;carbon\n80,5;300\n-1;310");
    await page.getByText("2 hours are used.").waitFor();
    // The zones are in the address once the input rests; the series never is.
    await page.waitForFunction(() => /sz=de-lu.*tz=no2/.test(location.hash));
    assert.ok(!new URL(page.url()).hash.includes("80"));
    await page.reload();
    await openView(page, "energy");
    await page.getByText("2 hours are used.").waitFor();
    assert.equal(await own.inputValue(), "price;carbon\n80,5;300\n-1;310");
    await page.getByRole("button", { name: "Forget these series" }).click();
    assert.equal(await own.inputValue(), "");
    await page.getByText("Electricity and moves over 8784 hours").waitFor();
    await page.reload();
    await openView(page, "energy");
    await page.getByRole("row", { name: /^Best schedule/ }).waitFor();
    assert.equal(await page.getByText("hours are used.").count(), 0);
  },
  { allowed: [/./] },
);

story(
  "a series works where the browser remembers nothing, and what is too long is refused, dropped or pasted",
  async ({ page }) => {
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await choose(page);
    await page.getByText("Series of your own").click();
    const own = page.getByRole("textbox", { name: "At the source", exact: true });
    const drop = (size) =>
      own.evaluate((area, size) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["80\n".repeat(size / 3)], "prices.csv"));
        area.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      }, size);
    await drop(4_500_000);
    await page.getByText("This is more than 4 MB").waitFor();
    await drop(9);
    await page.getByText("3 hours are used.").waitFor();
    // As pasted, but for the time that the browser takes to lay out so many lines.
    await own.evaluate((area) => {
      Object.defineProperty(area, "value", { value: "80\n".repeat(1_500_000), configurable: true });
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
      delete area.value;
    });
    await page.getByText("This is more than 4 MB").waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("movecast.series.source")), null);
  },
  { allowed: [PRICES] },
);

story(
  "who picks Sydney is asked for the rate of its currency, states it and sees money",
  async ({ page }) => {
    await openView(page, "energy");
    await page.getByLabel("Stundenpreise, Ursprung").selectOption({ label: "Deutschland" });
    const there = page.getByLabel("Stundenpreise, Ziel");
    await there.selectOption({ label: "Australien, New South Wales" });
    const headline = page.locator(".headline");
    const says = (text) => headline.filter({ hasText: text }).waitFor();
    // What is said first of guests that stand still for too long is that.
    await page.getByRole("radio", { name: "Post-Copy" }).check();
    await says("Ohne Wechselkurs bleibt offen");
    const rate = page.getByRole("textbox", { name: "Wechselkurs am Ziel" });
    const price = page.getByRole("textbox", { name: "Preis am Ziel" });
    assert.equal(await rate.inputValue(), "");
    assert.match(await price.inputValue(), /AUD\/kWh$/);
    await page.getByText(/^Geben Sie an, wie viele AUD 1 EUR wert sind/).first().waitFor();
    await page.getByText("Das ist die Vorgabe in EUR; geben Sie es in AUD an.").first().waitFor();
    // Time, downtime and energy need no rate, and carbon by the hour does not either.
    const figures = page.locator(".figures .number");
    assert.match((await figures.allInnerTexts()).join("|"), /s\|.*s\|–\|–$/);
    await page.getByRole("radio", { name: "CO₂" }).check();
    await page.getByText(/^Emissionen der VMs und Umzüge über/).waitFor();
    await page.getByRole("radio", { name: "Geld" }).check();
    await expectAccessible(page);

    await rate.fill("1,65");
    await price.fill("0,08 EUR");
    await page.getByText(/„EUR“ ist hier keine Einheit/).waitFor();
    await price.fill("0,08 AUD");
    await price.blur();
    await says("Der Umzug spart");
    await page.getByText(/Australien: Australian Energy Market Operator/).waitFor();
    await page.getByRole("row", { name: /^Bester Plan/ }).waitFor();
    assert.match((await figures.allInnerTexts())[2], /ct|EUR/);
    await page.waitForFunction(() => /tm=AUD.*tr=1\.65/.test(location.hash));

    await page.getByText("Eigene Reihen").click();
    const own = page.getByRole("textbox", { name: "Am Ziel", exact: true });
    await own.fill("USD/MWh\n80\n-5");
    await page.getByText(/^Diese Preise sind in USD, und der Standort rechnet in AUD/).waitFor();
    await own.fill("AUD/MWh\n80\n-5");
    await page.getByText("2 Stunden gelten.").waitFor();
  },
  { allowed: [PRICES], locale: "de-DE" },
);

story("the network's coefficient decides, side by side", async ({ page }) => {
  await openView(page, "energy");
  const hours = async (name) => (await row(page, name))[1];
  assert.match(await hours(/^Hosts only/), /min|h/);
  assert.match(await hours(/^SWDM 4/), /d/);
});

story(
  "the sun is followed over fourteen zones within limits",
  async ({ page }) => {
    await choose(page);
    await page.getByLabel(/^Follow the sun/).check();
    await page.getByRole("row", { name: /^Best schedule/ }).waitFor();
    await page.getByLabel("Shortest stay").selectOption({ label: "A week" });
    await page.getByRole("row", { name: /^Best schedule/ }).waitFor();
  },
  { allowed: [PRICES], viewport: { width: 390, height: 844 }, colorScheme: "dark" },
);

story(
  "carbon and energy are counted as money is, with hourly intensities of one's own",
  async ({ page }) => {
    await choose(page);
    await page.getByRole("radio", { name: "Carbon" }).check();
    await page.getByText(/Emissions of VMs and moves over/).waitFor();
    assert.match((await row(page, /^Best schedule/))[0], /k?g$/);
    await page.getByText("Series of your own").click();
    const own = page.getByRole("textbox", { name: "At the destination", exact: true });
    await own.fill("time;carbon;PUE\n2024-01-01T00:00Z;30;1,2\n2024-01-01T01:00Z;900;1,2");
    await page.getByText(/Emissions of VMs and moves over 2 hours/).waitFor();
    await page.getByRole("radio", { name: "Energy" }).check();
    await page.getByText(/Energy of VMs and moves over 2 hours/).waitFor();
    assert.match((await row(page, /^Best schedule/))[0], /Wh$/);
  },
  { allowed: [PRICES] },
);

story("each site has hosts of its own", async ({ page }) => {
  const list = page.getByLabel("Server at the source");
  await list.evaluate((element) => element.closest("details")?.setAttribute("open", ""));
  const there = page.getByLabel("Server at the destination");
  assert.equal(await there.inputValue(), "0");
  await list.selectOption({ label: "Dell R720 (E5-2670)" });
  await page.waitForFunction(() => /ps=r720/.test(location.hash));
  assert.equal(await page.getByLabel("Host at full load").count(), 0);
  await there.selectOption({ label: "Linear, as stated" });
  await page.waitForFunction(() => /ps=r720.*pd=linear|pd=linear.*ps=r720/.test(location.hash));
  await page.getByLabel("Host at full load").first().waitFor();
  await page.getByText("How this is worked out").first().click();
  await page.getByText(/Power of hosts: at the source Dell R720/).first().waitFor();
});

story("work that guests do later is an item of the bill where it is asked for", async ({ page }) => {
  const tick = page.getByLabel("Bill work that guests do later");
  await tick.evaluate((element) => element.closest("details")?.setAttribute("open", ""));
  await openView(page, "energy");
  await page.getByRole("tabpanel").getByText("As a table").nth(1).click();
  await page.getByRole("row", { name: /^Network/ }).first().waitFor();
  const later = page.getByRole("row", { name: /^Work done later/ });
  assert.equal(await later.count(), 0);
  await tick.check();
  await later.waitFor();
  await page.waitForFunction(() => /pw=on/.test(location.hash));
});

story("a country’s price is that of the consumer who takes so much", async ({ page }) => {
  const country = page.getByLabel("Country of the source");
  await country.evaluate((element) => element.closest("details")?.setAttribute("open", ""));
  const band = page.getByLabel("Electricity used there, source");
  assert.equal(await country.inputValue(), "6");
  await band.selectOption({ label: "2–20 GWh a year (ID)" });
  await page.waitForFunction(() => /sp=0\.208/.test(location.hash));
  await country.selectOption({ label: "Czechia" });
  await page.waitForFunction(() => /sp=0\.175/.test(location.hash));
  const names = await band.locator("option").allInnerTexts();
  assert.deepEqual([names.length, names[0]], [6, "Household, 2.5–5 MWh a year, all taxes"]);
});

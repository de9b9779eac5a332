// Predicted against measured, computed in the page.
import assert from "node:assert/strict";
import { openView } from "./page.mjs";
import { story } from "./story.mjs";

const OWN_DATA = /\/static\/data\/measured\/\w+\.csv$/;

story(
  "the evidence is fetched and predicted when it is asked for",
  async ({ page }) => {
    await openView(page, "evidence");
    await page.getByText(/measured migrations, each predicted/).waitFor();
    const row = page.getByRole("row", { name: /^all together/ });
    const cells = await row.getByRole("cell").allInnerTexts();
    assert.equal(cells[0], "204");
    const [median, ninety] = cells[1].split("/").map((text) => Number.parseFloat(text));
    assert.ok(0.5 < median && median < 3 && ninety < 12, cells[1]);
    const textbook = page.getByRole("row", { name: /^Memory over bandwidth/ });
    const [error] = await textbook.getByRole("cell").allInnerTexts();
    assert.ok(10 < Number.parseFloat(error), error);
    await page.getByRole("tabpanel").getByRole("button", { name: "Downtime", exact: true }).click();
    await page.getByText(/^Downtime: half of \d+ predictions/).first().waitFor();
    await page.getByText("Published medians of others").first().click();
    assert.ok(50 < (await page.locator(".published tbody tr").count()));
  },
  { allowed: [OWN_DATA] },
);

story(
  "without its files the evidence says so and tries again",
  async ({ page }) => {
    // As if the network were gone, without a failed request that the browser would log.
    await page.evaluate(() => {
      const fetched = window.fetch;
      window.fetch = (path) =>
        /measured/.test(path) ? Promise.reject(new TypeError("offline")) : fetched(path);
      window.mend = () => (window.fetch = fetched);
    });
    await openView(page, "evidence");
    await page.getByText(/could not be fetched/).waitFor();
    assert.match(await page.locator(".headline").innerText(), /stands still/);
    await page.evaluate(() => window.mend());
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText(/measured migrations, each predicted/).waitFor();
  },
  { allowed: [OWN_DATA] },
);

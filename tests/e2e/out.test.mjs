// What leaves the page: tables as CSV and over the clipboard, charts as pictures, a wave as a calendar.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { copied, expectAccessible, openView } from "./page.mjs";
import { story } from "./story.mjs";

// What a button saves: name and bytes.
async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

const named = (page, name) => page.getByRole("button", { name });

story("a chart is saved with its title, the scenario and the link in it", async ({ page }) => {
  const title = await page.locator(".chart h3").first().innerText();
  const [name, bytes] = await saved(page, () => named(page, "SVG, Save as picture").first().click());
  const svg = bytes.toString("utf8");
  const unescaped = (text) => text.replaceAll("&gt;", ">").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
  const part = (tag) => unescaped(svg.split(`<${tag}>`)[1].split(`</${tag}>`)[0]);
  assert.equal(name, "movecast-timeline.svg");
  assert.equal(part("title"), title);
  const link = part("desc").split("\n").at(-1);
  assert.match(part("desc"), /Scenario: .*VMs to move 10/);
  assert.match(part("desc"), /Source: Movecast \d/);
  // The link is written in the picture as well, and opens the same answer.
  const drawn = unescaped(svg.split("</desc>")[1]).replace(/<[^>]*>/g, "").replace(/\s/g, "");
  assert.ok(drawn.includes(link), `${link} is drawn`);
  const answer = await page.locator("#answer").innerText();
  await page.goto(link);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName("movecast-ready").length);
  assert.equal(await page.locator("#answer").innerText(), answer);
});

story("a chart is saved as a picture in pixels", async ({ page }) => {
  const [name, bytes] = await saved(page, () => named(page, "PNG, Save as picture").first().click());
  assert.equal(name, "movecast-timeline.png");
  assert.equal(bytes.subarray(1, 4).toString(), "PNG");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const { width: shown } = await page.locator(".picture").first().boundingBox();
  assert.ok(2 * shown < width && height < width, `${width} x ${height}`);
});

for (const [locale, table, copy, separator] of [
  ["en-US", "Typical run", "Copy", ","], ["de-DE", "Üblicher Lauf", "Kopieren", ";"],
]) {
  story(`a table is saved and copied by keyboard in ${locale}`, async ({ page }) => {
    await openView(page, "techniques");
    const name = await page.locator("#tab-techniques").innerText();
    const csv = named(page, `CSV, ${name}`);
    await csv.focus();
    const [file, bytes] = await saved(page, () => page.keyboard.press("Enter"));
    const lines = bytes.toString("utf8").trimEnd().split("\r\n");
    assert.match(file, /^movecast-\w+\.csv$/);
    assert.ok(lines[0].startsWith("\ufeff"), "spreadsheets see that it is UTF-8");
    assert.equal(lines[0].split(separator).length, 7, lines[0]);
    assert.equal(lines.length, 1 + (await page.locator(".compare tbody tr").count()));
    assert.ok(await page.getByText(table).first().isVisible());
    const text = await copied(page, `${copy}, ${name}`);
    assert.equal(text.split("\r\n")[0].split("\t").length, 7, text);
    await page.getByText(locale === "de-DE" ? "Kopiert" : "Copied", { exact: true }).waitFor();
    await expectAccessible(page, "#view");
  }, { locale });
}

story("every table of every view can be saved and copied", async ({ page }) => {
  for (const view of ["techniques", "energy", "service", "waves", "evidence", "assumptions"]) {
    await openView(page, view);
    await page.locator("#view table").first().waitFor({ state: "attached" });
    const bare = await page.evaluate(() =>
      [...document.querySelectorAll("#view table")].filter(
        (table) => table.closest(".table")?.nextElementSibling?.className !== "takes",
      ).length,
    );
    assert.equal(bare, 0, view);
  }
}, { allowed: [/\/static\/data\//] });

story("a wave is saved as a calendar and as a schedule of all its machines", async ({ page }) => {
  await openView(page, "waves");
  await page.getByLabel("The wave begins").fill("2027-01-15T22:00");
  const [name, bytes] = await saved(page, () => named(page, "Save as calendar").click());
  const lines = bytes.toString("utf8").split("\r\n");
  assert.equal(name, "movecast-wave.ics");
  assert.equal(lines[0], "BEGIN:VCALENDAR");
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75), "lines are folded");
  assert.ok(lines.includes("DTSTART:20270115T220000Z"), "by this computer's clock");
  assert.ok(lines.some((line) => line.startsWith("URL:http")));
  const [, table] = await saved(page, () => named(page, "CSV, Machine by machine").click());
  const rows = table.toString("utf8").trimEnd().split("\r\n");
  assert.match(rows[0], /^\ufeffgroup,number,memory_bytes,/);
  assert.equal(rows.length, 1 + 10);
}, { timezoneId: "UTC" });

// Many machines at once: stated in a table, planned in a worker, shared as a link.
import assert from "node:assert/strict";
import { OWN_DATA, copied, expectAccessible, openView } from "./page.mjs";
import { story } from "./story.mjs";

const open = (page) => page.getByRole("tab", { name: /Waves|Wellen/ }).click();
const lead = (page, text) => page.locator(".wave-lead .lead", { hasText: text }).waitFor({ timeout: 30_000 });

const paste = async (page, text) => {
  await page.getByText(/Paste from a spreadsheet|Aus einer Tabelle einfügen/).first().click();
  await page.locator("#wave-paste").fill(text);
};

story("a planner pastes groups, sets limits, and shares the wave as a link", async ({ page }) => {
  await open(page);
  await lead(page, "10 of 10 VMs");
  await paste(page, "name\tvms\tmemory\tworkload\nweb\t30\t2-4 GiB\tIdle\ndb\t2\t8\t200 MiB @ 5 MiB/s");
  await page.getByRole("button", { name: "Take these groups" }).click();
  await lead(page, "of 32 VMs");
  await page.getByText(/In all 32 VMs with 106\sGiB of memory/).waitFor();
  await page.getByLabel("Limits of").selectOption({ label: "KubeVirt" });
  await page.getByText(/parallelMigrationsPerCluster 5/).waitFor();
  await page.waitForFunction(() => /&wave=listed,.*;web,30,/.test(location.hash));
  const hash = new URL(page.url()).hash;
  await page.getByRole("button", { name: "Start over" }).click();
  await page.waitForFunction(() => !/wave=/.test(location.hash));
  await page.evaluate((hash) => (location.hash = hash), hash);
  await lead(page, "of 32 VMs");
  await expectAccessible(page);
});

story(
  "Zeilen, die nicht lesbar sind, werden genannt, und Rückgängig holt die alte Welle zurück",
  async ({ page }) => {
    await open(page);
    await lead(page, "10 von 10 VMs");
    await paste(page, "Gruppe;VMs;Speicher\nA;5;1,5 GiB\nB;viele;2 GiB");
    await page.getByText("Zeile 3: VMs ist nicht lesbar.").waitFor();
    await page.getByRole("button", { name: "Diese Gruppen übernehmen" }).click();
    await lead(page, "von 5 VMs");
    await page.getByText(/5 VMs mit 7,5\sGiB Speicher/).waitFor();
    await page.getByRole("button", { name: "Rückgängig" }).click();
    await lead(page, "10 von 10 VMs");
    await expectAccessible(page);
  },
  { locale: "de" },
);

story("a cell that cannot be read says so and changes nothing", async ({ page }) => {
  await open(page);
  const memory = page.getByLabel("Memory 1");
  await memory.fill("lots");
  await memory.press("Tab");
  await page.getByText("cannot be read").waitFor();
  await memory.fill("1-3 GiB");
  await memory.press("Tab");
  await page.getByText(/10 VMs with 20\sGiB/).waitFor();
  assert.equal(await page.getByText("cannot be read").count(), 0);
});

story("ten thousand machines keep the page answering, and their list is windowed", async ({ page }) => {
  await open(page);
  await page.getByRole("radio", { name: "Pre-copy", exact: true }).check({ force: true });
  const cell = page.getByLabel("VMs 1");
  await cell.fill("10000");
  await cell.press("Tab");
  // What is typed elsewhere is taken while the wave is planned.
  const other = page.getByLabel("Hosts at the destination");
  await other.fill("10");
  await other.press("Tab");
  await page.getByRole("textbox", { name: "Hosts at the source" }).fill("10");
  await page.getByRole("textbox", { name: "Hosts at the source" }).press("Tab");
  await lead(page, "of 10000 VMs");
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Go on" }).waitFor();
  const rows = page.locator(".rows tbody tr");
  assert.ok((await rows.count()) < 60);
  await page.locator(".rows").evaluate((list) => (list.scrollTop = list.scrollHeight));
  await page.getByRole("rowheader", { name: /10000$/ }).waitFor();
  assert.ok((await rows.count()) < 60);
});

story("who misses the window, and what the number at a time and the order have to do with it", async ({ page }) => {
  await open(page);
  await page.getByRole("radio", { name: "Pre-copy", exact: true }).check({ force: true });
  await paste(page, "name\tvms\tmemory\tworkload\nlarge\t1\t64 GiB\tIdle\nsmall\t20\t2 GiB\tIdle");
  await page.getByRole("button", { name: "Take these groups" }).click();
  const state = async (label, value) => {
    const cell = page.getByRole("textbox", { name: label });
    await cell.fill(value);
    await cell.press("Tab");
  };
  await state("At a time in all", "1");
  await state("Maintenance window", "10 min");
  await page.getByText(/are late for the window of 10\smin: \d+ were still waiting for a place/).waitFor();
  const rows = page.locator(".rows tbody tr:not([aria-hidden])");
  await page.getByLabel("Show", { exact: true }).selectOption("late or not there");
  const late = await rows.count();
  assert.ok(0 < late && late < 21);
  await page.getByText(/Best is shortest first: \d+ are late, in the worst order \d+\./).waitFor();
  await page.getByRole("link", { name: "OSIC 2017, Nova: more at once is slower." }).click();
  await lead(page, "of 12 VMs");
  await page.getByText(/One at a time is best/).first().waitFor();
  await page.getByText(/At most 1 at a time may leave a host/).waitFor();
  await page.getByRole("link", { name: "The paper: more at a time is faster." }).click();
  await lead(page, "of 10 VMs");
  await page.getByText(/Preparation \(9.3\ss for each machine\) overlaps/).waitFor();
  await expectAccessible(page);
});

story("a wave that a task locks can be read and not changed", async ({ page }) => {
  await openView(page, "learn");
  await page.getByRole("button", { name: "For teachers" }).click();
  await page.getByLabel("Title").fill("Two at a time?");
  await page.getByText("Lock or hide fields").click();
  await page.getByLabel("Waves: machines, hosts and limits: Lock").check();
  const link = await copied(page, "Copy link to the task");
  await page.evaluate((link) => (location.hash = new URL(link).hash), link);
  await page.getByRole("heading", { name: "Two at a time?" }).waitFor();
  await open(page);
  await lead(page, "10 of 10 VMs");
  await page.getByRole("group", { name: "Locked for this task" }).getByLabel("At a time in all").waitFor();
  assert.ok(await page.getByLabel("Memory 1").isDisabled());
  assert.ok(await page.getByLabel("Limits of").isDisabled());
  await expectAccessible(page);
  await page.getByRole("button", { name: "Work on your own copy" }).click();
  await page.waitForFunction(() => !document.querySelector("#wave-la").matches(":disabled"));
}, { allowed: [OWN_DATA] });

story("a window too short for any VM says so at its field", async ({ page }) => {
  await openView(page, "waves");
  const window = page.getByRole("textbox", { name: "Maintenance window" });
  await window.fill("2 s");
  await window.press("Enter");
  await page.getByText(/^Too short for any VM: the quickest move takes/).waitFor();
  await window.fill("none");
  await window.press("Enter");
  await page.getByText(/^Too short for any VM/).waitFor({ state: "detached" });
});

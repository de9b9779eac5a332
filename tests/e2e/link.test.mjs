// Links that do not work, and links beside work of one's own.
import assert from "node:assert/strict";
import { OWN_DATA, openView } from "./page.mjs";
import { story } from "./story.mjs";

const VMS = { name: "VMs to move", exact: true };

const vms = (page) => page.getByRole("textbox", VMS).inputValue();

const changeHash = (page, hash) => page.evaluate((to) => { location.hash = to; }, hash);

for (const [kind, hash, says] of [
  ["damaged", "1&b=125&.=xxxxx", /damaged/],
  ["newer", "3&b=125&.=xxxxx", /newer version/],
  ["foreign", "section-2", /no scenario/],
]) {
  story(
    `a ${kind} link says so and shows nothing else`,
    async ({ page }) => {
      assert.match(await page.getByRole("alert").innerText(), says);
      assert.equal(await vms(page), "10");
      await page.getByRole("button", { name: "Dismiss" }).click();
      assert.equal(await page.getByRole("alert").count(), 0);
    },
    { hash },
  );
}

story("a link never takes the place of one's own work unasked", async ({ page }) => {
  // A colleague's link.
  await page.getByRole("textbox", VMS).fill("3");
  await page.waitForFunction(() => location.hash.includes("n=3"));
  const link = await page.evaluate(() => location.hash);
  // Work of one's own.
  await page.getByRole("textbox", VMS).fill("77");
  await page.waitForFunction(() => location.hash.includes("n=77"));
  await page.waitForTimeout(600);

  await changeHash(page, link);
  await page.getByText("You opened a link").waitFor();
  assert.equal(await vms(page), "3");
  await page.getByText(/From yours to the link’s: VMs to move/).waitFor();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.locator("#tab-compare[aria-selected=true]").waitFor();
  await page.getByRole("row", { name: /^VMs to move/  }).waitFor();
  await page.waitForTimeout(700);
  assert.match(await page.evaluate(() => localStorage["movecast.scenario"]), /n=77/);
  await page.getByRole("button", { name: "Back to mine" }).click();
  assert.equal(await vms(page), "77");
});

// The checksum of links, as src/share/link.rs has it.
function checksum(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  hash %= 36 ** 5;
  return Array.from({ length: 5 }, (_, at) => (Math.floor(hash / 36 ** at) % 36).toString(36)).join("");
}

const seen = (sealed, numbers) => `${sealed}&F=${numbers}${checksum(sealed + numbers)}`;

story(
  "what the author of a link saw is told where this version says otherwise, until an edit",
  async ({ page }) => {
    const line = page.getByText(/From what the author of the link saw/);
    await line.waitFor();
    assert.match(await line.innerText(), /Total migration time 30.min → 3/);
    assert.doesNotMatch(await line.innerText(), /Downtime/);
    await page.getByRole("textbox", VMS).fill("9");
    await line.waitFor({ state: "detached" });
  },
  { hash: seen("2&p=paper&.=4k53r", "1800000.103871.1392.44.12862.") },
);

story(
  "nothing is told where the author saw the same",
  async ({ page }) => {
    await page.locator("#tab-waves").click();
    await page.locator("#tab-waves[aria-selected=true]").waitFor();
    assert.equal(await page.getByText(/From what the author/).count(), 0);
  },
  { hash: seen("2&p=paper&.=4k53r", "1907169.103871.1392.44.12862.") },
);

story("the last scenario is there again at the next visit", async ({ page }) => {
  await page.getByRole("textbox", VMS).fill("12");
  await page.waitForFunction(() => /n=12/.test(localStorage["movecast.scenario"]));
  const again = await page.context().newPage();
  await again.goto(page.url().split("#")[0]);
  await again.waitForFunction(() => document.querySelector(".page:not([inert])"));
  assert.equal(await vms(again), "12");
});

story("a link opens at its view, a lesson has an address, and a reload stays there", async ({ page }) => {
  await openView(page, "waves");
  await page.waitForFunction(() => /&V=waves$/.test(location.hash));
  await page.reload();
  await page.locator("#tab-waves[aria-selected=true]").waitFor();
  await openView(page, "learn");
  await page.getByRole("button", { name: /^The 80 % memory knee/ }).click();
  await page.waitForFunction(() => /&V=learn\.knee$/.test(location.hash));
  await page.reload();
  await page.getByText(/Up to 80 % a search takes/).waitFor();
}, { allowed: [OWN_DATA, /./] });

story("a long link says that a file is safer", async ({ page }) => {
  await openView(page, "learn");
  await page.getByRole("button", { name: "For teachers" }).click();
  await page.getByLabel("Note").fill("ü".repeat(500));
  await page.getByRole("button", { name: "Copy link to the task" }).click();
  await page.getByText(/characters: some mailers/).waitFor();
}, { allowed: [OWN_DATA], permissions: ["clipboard-read", "clipboard-write"] });

story("the link can be copied", async ({ page }) => {
  await page.getByRole("button", { name: "Copy link" }).click();
  await page.getByRole("button", { name: "Link copied" }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /#2&p=paper&\.=/);
}, { permissions: ["clipboard-read", "clipboard-write"] });

story("where there is no clipboard, the link can be copied by hand", async ({ page }) => {
  await page.getByRole("button", { name: "Copy link" }).click();
  assert.match(await page.getByRole("textbox", { name: "Copy this link" }).inputValue(), /#2&p=paper&\.=/);
}, { before: () => Object.defineProperty(navigator, "clipboard", { value: undefined }) });

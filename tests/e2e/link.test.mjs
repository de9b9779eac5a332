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

// One move as a film: played, stepped through, taken back, scrubbed.
import assert from "node:assert/strict";
import { expectAccessible, expectNoSidewaysScroll } from "./page.mjs";
import { story } from "./story.mjs";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const now = async (page) => (await page.locator(".player .now").innerText()).replace(/\s+/g, " ");
const amounts = (page) => page.locator(".player .amounts").innerText();
const forward = (page) => button(page, "On to the next stage");
const back = (page) => button(page, "Back to the previous stage");

async function watch(page) {
  await button(page, "Watch this move step by step").click();
  await page.locator(".player canvas").waitFor();
}

// The one that is told here.
const preCopy = (page) => page.getByRole("radio", { name: /^Pre-copy/i }).check();

const picture = (page) =>
  page.locator(".player canvas").evaluate((canvas) => canvas.toDataURL());

story("a move starts paused, plays, and rests where it is paused", async ({ page }) => {
  await preCopy(page);
  await watch(page);
  const first = await now(page);
  assert.match(first, /^Pre-migration · the guest runs at the source/);
  await page.waitForTimeout(200);
  assert.equal(await now(page), first);
  await button(page, "4×").click();
  await button(page, "Play").click();
  await page.waitForFunction(() => /^Round [23]/.test(document.querySelector(".player .now").innerText));
  await button(page, "Pause").click();
  const rested = await now(page);
  await page.waitForTimeout(200);
  assert.equal(await now(page), rested);
  assert.match(await page.locator(".player [role=status]").innerText(), /Sent so far: /);
  await button(page, "Play").click();
  // While it plays, nothing is announced.
  assert.equal(await page.locator(".player [role=status]").innerText(), "");
  await page.waitForFunction(() =>
    /the guest runs at the destination/.test(document.querySelector(".player .now").innerText),
  );
  await button(page, "Play").waitFor();
  assert.match(await amounts(page), /Not sent yet\s+0.MiB/);
});

story("stepping back shows what was there before", async ({ page }) => {
  await watch(page);
  const seen = [];
  for (let step = 0; step < 4; step += 1) {
    seen.push([await now(page), await amounts(page), await picture(page)]);
    await forward(page).click();
  }
  assert.equal(new Set(seen.map(([said]) => said)).size, seen.length);
  for (const before of seen.reverse()) {
    await back(page).click();
    assert.deepEqual([await now(page), await amounts(page), await picture(page)], before);
  }
  await expectAccessible(page);
});

story("the slider is moved by keyboard and says where it is", async ({ page }) => {
  await preCopy(page);
  await watch(page);
  const slider = page.getByRole("slider", { name: "Moment of the move" });
  await slider.focus();
  await page.keyboard.press("End");
  assert.match(await slider.getAttribute("aria-valuetext"), /^Commitment, .* of /);
  assert.match(await now(page), /the guest runs at the destination/);
  await page.keyboard.press("Home");
  await page.keyboard.press("PageUp");
  assert.match(await slider.getAttribute("aria-valuetext"), /^Round 1, /);
});

story("after a handover pages come by faults, and another technique starts anew", async ({ page }) => {
  await page.getByRole("radio", { name: "Post-copy" }).check();
  await watch(page);
  await page.getByRole("slider", { name: "Moment of the move" }).press("End");
  assert.match(await amounts(page), /Fetched by faults\s+≈.[1-9]/);
  await page.getByRole("radio", { name: "Offline" }).check();
  await page.waitForFunction(() => /^Pre-migration/.test(document.querySelector(".player .now").innerText));
  await page.getByRole("radio", { name: "Respawn" }).check();
  await page.locator(".player").waitFor({ state: "detached" });
});

story(
  "who asks for less motion steps through instead",
  async ({ page }) => {
    await preCopy(page);
    await watch(page);
    assert.equal(await button(page, "Play").count(), 0);
    await forward(page).click();
    await forward(page).click();
    assert.match(await now(page), /^Round 1/);
    await page.getByText("Your system asks for less motion").waitFor();
  },
  { reducedMotion: "reduce" },
);

story(
  "the player speaks German and keeps to a phone's width",
  async ({ page }) => {
    await preCopy(page);
    await button(page, "Diesen Umzug Schritt für Schritt ansehen").click();
    await button(page, "Weiter zur nächsten Phase").click();
    await button(page, "Weiter zur nächsten Phase").click();
    assert.match(await now(page), /^Runde 1 · der Gast läuft am Ursprung/);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  },
  { locale: "de-DE", colorScheme: "dark", viewport: { width: 320, height: 700 } },
);

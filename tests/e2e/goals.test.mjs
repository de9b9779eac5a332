// What is asked decides what is answered first, where nothing is wrong.
import assert from "node:assert/strict";
import { story } from "./story.mjs";

const headline = (page) => page.locator(".headline");
const ask = (page, question) => page.locator(".goals").getByRole("button", { name: question }).click();

// One quiet guest of 16 GiB over a fast link.
async function stateOne(page) {
  const fill = async (name, text) => {
    const field = page.getByRole("textbox", { name, exact: true });
    await field.fill(text);
    await field.press("Enter");
  };
  await page.getByRole("radio", { name: "Pre-copy", exact: true }).check({ force: true });
  await fill("VMs to move", "1");
  await fill("Memory of each VM", "16 GiB");
  await fill("Link speed", "10 Gbit/s");
  await fill("Dirty page rate", "100 MB/s");
}

story("each question is answered by the headline", async ({ page }) => {
  await ask(page, "Will it converge?");
  await stateOne(page);
  await headline(page).getByText(/^It converges: the VM arrives after [\d.]+\ss and stands still for/).waitFor();
  assert.match(await page.locator(".reason").innerText(), /saves/);
  await ask(page, "Compare techniques");
  await headline(page).getByText(/^Pre-copy, your choice, /).waitFor();
  await ask(page, "Empty a host in time");
  await headline(page).getByText(/^The VM arrives after/).waitFor();
  await ask(page, "Does it pay, and when?");
  await headline(page).getByText(/^Moving saves|^Stay put/).waitFor();
});

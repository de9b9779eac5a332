// Writes what the page shows before the planner runs into index.html: the default scenario as the
// planner itself renders it, in English. Run it on a served bundle when that has changed:
//   BASE_URL=http://127.0.0.1:8080/ node first-paint.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { openPage } from "./page.mjs";

const index = join(import.meta.dirname, "../../index.html");
const [begin, end] = ["<!-- first paint -->", "<!-- end of first paint -->"];

const browser = await launchBrowser();
const { page } = await openPage(browser, { viewport: { width: 1280, height: 800 } });
const markup = await page.evaluate(() => {
  const root = document.getElementById("app").cloneNode(true);
  const live = [...document.querySelectorAll("#app input")];
  for (const [at, input] of [...root.querySelectorAll("input")].entries()) {
    // Values are properties, which markup does not show.
    input.setAttribute("value", live[at].value);
    input.toggleAttribute("checked", live[at].checked);
    if (live[at].type === "radio") input.removeAttribute("value");
  }
  for (const range of root.querySelectorAll(".range")) range.textContent = "Working out the range …";
  for (const later of root.querySelectorAll(".remedies")) later.textContent = "";
  for (const canvas of root.querySelectorAll("canvas")) {
    for (const drawn of ["width", "height", "style"]) canvas.removeAttribute(drawn);
  }
  for (const spoken of root.querySelectorAll("[role=status], .printed")) spoken.textContent = "";
  // Nothing on it works yet.
  root.firstElementChild.inert = true;
  return root.innerHTML;
});
// As what a returning visitor has stored, if nothing was changed.
await page.waitForFunction(() => localStorage.getItem("movecast.scenario"));
const scenario = await page.evaluate(() => JSON.parse(localStorage.getItem("movecast.scenario")));
await browser.close();

const lines = markup
  .replaceAll(/<!--.*?-->/g, "")
  .replaceAll(/(?=<(header|main|section|figure|div class="(field|verdict|figure|picture|table)))/g, "\n");
const text = readFileSync(index, "utf8");
const [head, tail] = [text.split(begin)[0], text.split(end)[1]];
const named = head.replace(/data-first="[^"]*"/, `data-first="${scenario.replaceAll("&", "&amp;")}"`);
writeFileSync(index, `${named}${begin}${lines}\n${end}${tail}`);

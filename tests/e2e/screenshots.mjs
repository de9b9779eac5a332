// Takes pictures of the page at four widths, in light and dark.
// Arguments: [fragment of a link] [language], for example: node screenshots.mjs '#1&bw=25' de
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { argv, env } from "node:process";
import { launchBrowser } from "./browser.mjs";
import { openPage } from "./page.mjs";

const [hash = "", locale = "en"] = argv.slice(2);
const folder = env.SCREENSHOTS ?? join(import.meta.dirname, "../../target/screenshots");
const VIEWPORTS = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
try {
  for (const viewport of VIEWPORTS) {
    for (const colorScheme of ["light", "dark"]) {
      const { page, close } = await openPage(browser, { hash, locale, viewport, colorScheme });
      const path = join(folder, `${viewport.width}-${colorScheme}-${locale}.png`);
      await page.screenshot({ path, fullPage: true });
      console.log(path);
      await close();
    }
  }
} finally {
  await browser.close();
}

// Learning and teaching: predict, then see; tasks in links; the page inside another page.
import assert from "node:assert/strict";
import { BASE_URL, copied, expectAccessible, expectFocus, expectNoSidewaysScroll } from "./page.mjs";
import { story } from "./story.mjs";

const LESSONS = /\/static\/data\/lessons\/(en|de)\.json$/;
const PRICES = /\/static\/data\/prices\/[\w-]+\.csv$/;
const GIB = 1024 ** 3;

const open = async (page) => {
  await page.locator("#tab-learn").click();
  await page.locator(".lesson").waitFor();
};

story("a student does a lesson by keyboard only", async ({ page }) => {
  await page.locator("#tab-timeline").focus();
  for (const tab of ["techniques", "energy", "service", "waves", "sure", "map", "compare", "learn"]) {
    await page.keyboard.press("ArrowRight");
    await page.locator(`#tab-${tab}[aria-selected=true]`).waitFor();
  }
  const reach = async (selector) => {
    for (let step = 0; step < 60; step++) {
      if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`${selector} cannot be reached`);
  };
  await page.locator(".lesson").waitFor();
  await reach(".learn nav li:nth-child(2) button");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Why pre-copy may never end" }).waitFor();
  assert.equal(await page.locator("#reveal").count(), 0, "the answer stays hidden");
  await reach(".lesson form input[type=radio]");
  await page.keyboard.press("Space");
  await reach(".lesson form input[name=reason]");
  await page.keyboard.type("four times is a lot");
  await page.keyboard.press("Enter");
  const reveal = page.locator("#reveal");
  await reveal.waitFor();
  await expectFocus(page, "reveal");
  const said = await reveal.innerText();
  assert.match(said, /You predicted\s+Yes: four times the pause is plenty\s+The model says\s+No/);
  assert.match(said, /Your reason\s+four times is a lot/);
  assert.match(said, /stands still for 1\d(\.\d)?.s/);
  await reach("#reveal > button");
  await page.keyboard.press("Enter");
  await page.locator(".task h2").waitFor();
  await page.waitForFunction(() => location.hash.includes("t=pre"));
  await page.locator("#tab-timeline[aria-selected=true]").waitFor();
  await page.keyboard.press("Control+z");
  await page.waitForFunction(() => !document.querySelector(".task"));
}, { allowed: [LESSONS] });

story("a number is compared with the computed one, and the prediction is remembered", async ({ page }) => {
  await open(page);
  await page.getByLabel("Your prediction (MiB)").fill("many");
  await page.getByRole("button", { name: "Commit my prediction" }).click();
  await page.getByText("Type a number").waitFor();
  await page.getByLabel("Your prediction (MiB)").fill("1000 MiB");
  await page.getByRole("button", { name: "Commit my prediction" }).click();
  await page.getByText("Off by a factor of 20.").waitFor();
  assert.match(
    await page.locator("#reveal").innerText(),
    /You predicted\s+1000.MiB\s+The model says\s+50.MiB/,
  );
  await page.waitForTimeout(100);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName("movecast-ready").length);
  await open(page);
  await page.locator("#reveal").waitFor();
  await page.getByText("1 of 10 done").waitFor();
  await page.getByRole("button", { name: "Predict again" }).click();
  await page.waitForTimeout(100);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName("movecast-ready").length);
  await open(page);
  assert.equal(await page.locator("#reveal").count(), 0, "what was taken back stays so");
}, { allowed: [LESSONS, /./] });

story("the lesson on hourly prices fetches them once they are needed", async ({ page }) => {
  await open(page);
  await page.locator(".learn nav li:last-child button").click();
  await page.getByLabel("Your prediction (h)").fill("24");
  await page.getByRole("button", { name: "Commit my prediction" }).click();
  await page.getByText(/Half of all starts have paid after \d+/).waitFor();
}, { allowed: [LESSONS, PRICES] });

story("the lesson on the knee compares services and opens the view that shows them", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: /^The 80 % memory knee/ }).click();
  await page.getByText(/Up to 80 % a search takes 1(\.0\d)? times as long/).waitFor();
  await page.getByLabel(/^One and a half times/).check();
  await page.getByRole("button", { name: "Commit my prediction" }).click();
  await page.getByText(/^Your prediction was right/).waitFor();
  const ratio = await page.getByRole("row", { name: /^90 %/ }).locator("td").nth(4).innerText();
  assert.ok(1.8 < Number.parseFloat(ratio) && Number.parseFloat(ratio) < 2.4, ratio);
  await page.getByRole("button", { name: "Open in the planner" }).click();
  await page.locator("#tab-service[aria-selected=true]").waitFor();
  await expectFocus(page, "task-title");
  await page.getByText("Memory suffices").waitFor();
}, { allowed: [LESSONS] });

story("without a storage, lessons work all the same", async ({ page }) => {
  await open(page);
  await page.getByLabel("Your prediction (MiB)").fill("50");
  await page.getByRole("button", { name: "Commit my prediction" }).click();
  await page.getByText("Well judged").waitFor();
  await page.locator("#tab-energy").click();
  await open(page);
  await page.getByText("Well judged").waitFor();
}, {
  allowed: [LESSONS],
  before: () => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("refused", "SecurityError");
      },
    });
  },
});

story("a teacher makes a locked link, a student opens it", async ({ page }) => {
  await page.getByRole("textbox", { name: "VMs to move" }).fill("3");
  await open(page);
  await page.getByRole("button", { name: "For teachers" }).click();
  await page.getByLabel("Title").fill("Übung <b>1</b>");
  await page.getByLabel("Note").fill("Only the link may change.\n<img src=x onerror=alert(1)>");
  await page.getByLabel("Question").fill("How long?");
  await page.getByLabel("Cover the answer").check();
  await page.getByText("Lock or hide fields").click();
  await page.getByLabel("Memory of each VM: Lock").check();
  await page.getByLabel("Price at the source: Hide").check();
  const link = await copied(page, "Copy link to the task");

  // The student has never been here.
  await page.evaluate(() => localStorage.clear());
  await page.goto("about:blank");
  await page.goto(link);
  await page.getByRole("heading", { name: "Übung <b>1</b>" }).waitFor();
  assert.equal(await page.locator(".task b, .task img").count(), 0, "text is text");
  assert.equal(await page.locator(".verdict").count(), 0, "the answer is covered");
  assert.equal(await page.getByRole("textbox", { name: "Price at the source" }).count(), 0);
  const memory = page.getByRole("textbox", { name: "Memory of each VM" });
  assert.ok(await memory.isDisabled());
  await page.getByRole("group", { name: "Locked for this task" }).first().waitFor();
  await page.getByLabel("Preset").first().selectOption({ index: 5 });
  await expectAccessible(page);
  await page.getByLabel("Your prediction").fill("half an hour");
  await page.keyboard.press("Enter");
  await page.locator(".verdict").waitFor();
  await expectFocus(page, "answer");
  await page.getByText("half an hour").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Work on your own copy" }).click();
  assert.ok(await memory.isEnabled());
  await memory.fill("3 GiB");
  await page.waitForFunction((gib) => location.hash.includes(`m=${3 * gib}`), GIB);
  assert.doesNotMatch(await page.evaluate(() => location.hash), /&T=/);
}, { allowed: [/./] });

story("inside another page it posts its height and stores nothing", async ({ page }) => {
  await page.route("**/around.html", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<iframe width="800" height="300"></iframe>`,
    }),
  );
  await page.goto("about:blank");
  await page.goto(new URL("around.html", BASE_URL).href);
  await page.evaluate(() => {
    window.heights = [];
    localStorage.clear();
    addEventListener("message", ({ data }) => data.type === "movecast-height" && window.heights.push(data.height));
    document.querySelector("iframe").src = "./?embed=de";
  });
  const frame = page.frameLocator("iframe");
  await frame.locator(".verdict").waitFor();
  assert.ok(await frame.locator(".head").isHidden());
  await page.waitForFunction(() => 500 < window.heights.at(-1));
  const before = await page.evaluate(() => window.heights.at(-1));
  await frame.locator("#tab-learn").click();
  await frame.getByRole("heading", { name: "Was eine dirty page ist" }).waitFor();
  await frame.getByLabel("Ihre Vorhersage (MiB)").fill("50");
  await frame.getByRole("button", { name: "Vorhersage abgeben" }).click();
  await frame.locator("#reveal").waitFor();
  await page.waitForFunction((before) => window.heights.at(-1) !== before, before);
  await page.waitForTimeout(700);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
}, { allowed: [/./] });

story("a task about users and a wave is worked on inside another page, and print keeps its secret", async ({ page }) => {
  await page.locator("#tab-waves").click();
  await page.getByText(/Paste from a spreadsheet/).first().click();
  await page.locator("#wave-paste").fill("name\tvms\tmemory\tworkload\nweb\t30\t2-4 GiB\tIdle");
  await page.getByRole("button", { name: "Take these groups" }).click();
  await page.getByRole("textbox", { name: "Slow from" }).fill("3");
  await page.getByRole("region", { name: "Users" }).getByText("More").click();
  await page.getByRole("textbox", { name: "Reading files" }).fill("5 s");
  await open(page);
  await page.getByRole("button", { name: "For teachers" }).click();
  await page.getByLabel("Question").fill("How long is the wave?");
  await page.getByLabel("Cover the answer").check();
  await page.getByText("Lock or hide fields").click();
  await page.getByLabel("Slow from (times): Lock").check();
  await page.getByLabel("Reading files: Hide").check();
  const link = await copied(page, "Copy link for a learning platform");
  assert.match(link, /\?embed#2&p=paper&.*wave=[^&]*;web,30,.*&L=qx&H=qr&P=1/);

  await page.route("**/around.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe width="800" height="600"></iframe>` }),
  );
  await page.goto("about:blank");
  await page.goto(new URL("around.html", BASE_URL).href);
  await page.evaluate((link) => {
    localStorage.clear();
    window.heights = [];
    addEventListener("message", ({ data }) => data.type === "movecast-height" && window.heights.push(data.height));
    document.querySelector("iframe").src = link;
  }, link);
  const frame = page.frameLocator("iframe");
  await frame.getByText("How long is the wave?").waitFor();
  assert.equal(await frame.locator(".verdict, .figures, .views").count(), 0, "the answer is covered");
  assert.ok(await frame.getByRole("textbox", { name: "Slow from" }).isDisabled());
  await frame.getByRole("region", { name: "Users" }).getByText("More").click();
  assert.equal(await frame.getByRole("textbox", { name: "Reading files" }).count(), 0);
  assert.equal(await frame.getByRole("textbox", { name: "Writing files" }).count(), 1);
  await frame.getByLabel("Your prediction").press("Control+p");
  await page.waitForFunction(() => window.printed);
  await page.emulateMedia({ media: "print" });
  assert.equal(await frame.locator(".sheet, .verdict, .figures").count(), 0, "nor is it printed");
  await page.emulateMedia({ media: "screen" });
  await frame.getByLabel("Your prediction").fill("an hour");
  await frame.getByLabel("Your prediction").press("Enter");
  await frame.locator(".verdict").waitFor();
  await frame.locator("#tab-waves").click();
  await frame.locator(".wave-lead .lead", { hasText: "of 30 VMs" }).waitFor({ timeout: 30_000 });
  // What is hidden is not printed either.
  await page.evaluate(() => delete window.printed);
  await frame.locator("#tab-waves").press("Control+p");
  await page.waitForFunction(() => window.printed);
  const sheet = await frame.locator(".sheet").textContent();
  assert.match(sheet, /Slow from \(times\): 3/);
  assert.doesNotMatch(sheet, /Reading files/);
  await page.waitForFunction(() => 500 < window.heights.at(-1));
  await page.waitForTimeout(700);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
}, {
  allowed: [/./],
  before: () => {
    window.print = () => { window.top.printed = true; };
  },
});

for (const locale of ["en-US", "de-DE"]) {
  for (const colorScheme of ["light", "dark"]) {
    story(`axe finds no barrier in Learn in ${locale}, ${colorScheme}`, async ({ page }) => {
      await open(page);
      await expectAccessible(page, ".views");
      await page.locator(".lesson form input").first().fill("12");
      await page.locator(".lesson form button").click();
      await page.locator("#reveal").waitFor();
      await page.locator(".lesson details > summary").first().click();
      await expectAccessible(page, ".views");
      for (let part = 1; part < 4; part++) {
        await page.locator(".learn > .switch button").nth(part).click();
        const fields = page.locator(".author summary");
        if (await fields.count()) await fields.click();
        await expectAccessible(page, ".views");
      }
    }, { locale, colorScheme, allowed: [LESSONS] });
  }
}

for (const width of [320, 390, 1280]) {
  story(`nothing in Learn has to be scrolled sideways at ${width} pixels`, async ({ page }) => {
    await open(page);
    await page.locator(".lesson form input").first().fill("12");
    await page.locator(".lesson form button").click();
    await page.locator("#reveal").waitFor();
    for (let part = 0; part < 4; part++) {
      await page.locator(".learn > .switch button").nth(part).click();
      await expectNoSidewaysScroll(page, `part ${part}`);
    }
  }, { viewport: { width, height: 800 }, locale: "de-DE", allowed: [LESSONS] });
}

story("an answer is judged only by what its teacher accepts", async ({ page }) => {
  await open(page);
  await page.getByRole("button", { name: "For teachers" }).click();
  await page.getByLabel("Question").fill("Which one?");
  const free = await copied(page, "Copy link to the task");
  await page.getByLabel("Accepted answer").fill("*yes\nno");
  const closed = await copied(page, "Copy link to the task");
  await page.goto("about:blank");
  await page.goto(free);
  await page.getByLabel("Your prediction").fill("half an hour");
  await page.keyboard.press("Enter");
  await page.locator(".task", { hasText: "You predicted: half an hour" }).waitFor();
  assert.equal(await page.locator(".task .said strong", { hasText: /right|not the answer/ }).count(), 0);
  await page.goto("about:blank");
  await page.goto(closed);
  await page.getByLabel("Your prediction").selectOption("no");
  await page.getByRole("button", { name: "Commit my prediction" }).click();
  await page.locator(".task", { hasText: "That is not the answer that was asked for." }).waitFor();
}, { allowed: [LESSONS] });

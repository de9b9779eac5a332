// Stands in the page itself and runs before anything is shown: nothing of it can fail to arrive. It
// decides whether the answer in this file is the one that is asked for, and says what goes on while
// the planner loads, when it cannot, and when it stops. `data-boot` tells the styles.
{
  const page = document.documentElement;
  const query = new URLSearchParams(location.search);
  const embed = query.get("embed");
  if (embed !== null) page.dataset.embed = embed;

  // As the planner reads it; embedded, it remembers nothing.
  const remembered = (key) => {
    try {
      return embed === null ? JSON.parse(localStorage.getItem(`movecast.${key}`)) : null;
    } catch {
      return null;
    }
  };
  const { language, colors } = remembered("preferences") ?? {};
  if (colors) page.dataset.colors = colors;
  const german = /^de/i.test(embed || language || navigator.language);
  const pick = (en, de) => (german ? de : en);

  // What is asked for, and the scenario whose answer this file holds.
  const { first } = page.dataset;
  const look = () => {
    const asked = location.hash.slice(1) || remembered("scenario") || first;
    page.dataset.boot = asked === first ? "first" : "other";
  };
  const isLoading = () => ["first", "other"].includes(page.dataset.boot);
  for (const event of ["hashchange", "storage"]) addEventListener(event, () => isLoading() && look());
  look();

  const again = [pick("Load again", "Neu laden"), async ({ target }) => {
    target.disabled = true;
    // Past the browser's cache, which may hold what arrived damaged; but not for ever.
    const files = [...document.querySelectorAll("script[src], link[href]")];
    const fetched = files.map((file) => fetch(file.src || file.href, { cache: "reload" }));
    await Promise.race([Promise.allSettled(fetched), new Promise((done) => setTimeout(done, 5000))]);
    location.reload();
  }];
  // It may have stopped at the view that the link opens: without it the scenario is the same.
  const reopen = () => {
    history.replaceState(null, "", location.href.replace(/&V=[\w.-]*$/, ""));
    location.reload();
  };
  const afresh = [pick("Start with the example", "Mit dem Beispiel beginnen"), () => {
    history.replaceState(null, "", `#${first}`);
    location.reload();
  }];
  const copy = [pick("Copy report", "Bericht kopieren"), async ({ target }) => {
    const report = document.querySelector("#boot pre");
    getSelection().selectAllChildren(report);
    try {
      await navigator.clipboard.writeText(report.textContent);
      target.textContent = pick("Copied", "Kopiert");
    } catch {
      target.textContent = pick("Selected: press Ctrl+C", "Markiert: Strg+C drücken");
    }
  }];

  const says = {
    loading: [
      pick("Loading the planner …", "Der Planer wird geladen …"),
      pick("Movecast computes in your browser; this takes a moment.",
        "Movecast rechnet in Ihrem Browser; das dauert einen Moment."),
    ],
    slow: [
      pick("Still loading the planner …", "Der Planer wird noch geladen …"),
      pick("The connection is slow, or a file is stuck. If the bar does not move, load again.",
        "Die Verbindung ist langsam, oder eine Datei hängt fest. Bewegt sich der Balken nicht, laden Sie neu."),
      again,
    ],
    failed: [
      pick("The planner could not be loaded", "Der Planer konnte nicht geladen werden"),
      pick("A file did not arrive, or not as it was sent. Your scenario is untouched. If loading again does not help, try a current version of Firefox, Chrome, Edge or Safari.",
        "Eine Datei kam nicht an, oder nicht so, wie sie gesendet wurde. Ihr Szenario ist unberührt. Hilft Neuladen nicht, versuchen Sie eine aktuelle Version von Firefox, Chrome, Edge oder Safari."),
      again, copy,
    ],
    file: [
      pick("The planner needs a web server", "Der Planer braucht einen Webserver"),
      pick("Browsers do not load it from a file. Any server will do, for example: python3 -m http.server",
        "Browser laden ihn nicht aus einer Datei. Jeder Server genügt, zum Beispiel: python3 -m http.server"),
    ],
    stopped: [
      pick("The planner has stopped", "Der Planer ist stehen geblieben"),
      pick("This is a fault in Movecast, not in what you entered. No figures are shown, since they might be wrong. Your scenario is kept, perhaps without your last change.",
        "Das ist ein Fehler in Movecast, nicht in Ihrer Eingabe. Es werden keine Zahlen gezeigt, denn sie könnten falsch sein. Ihr Szenario ist erhalten, vielleicht ohne Ihre letzte Änderung."),
      [pick("Reload this scenario", "Dieses Szenario neu laden"), reopen], afresh, copy,
    ],
  };

  // Shows the newest, as soon as the page has got that far.
  let now = [];
  const say = (...news) => {
    now = news;
    show();
  };
  const show = () => {
    const card = document.querySelector("#boot section");
    if (!card) return void setTimeout(show, 50);
    const [what, report] = now;
    const [title, text, ...buttons] = says[what];
    const isFault = !["loading", "slow"].includes(what);
    card.lang = pick("en", "de");
    card.hidden = false;
    card.role = isFault ? "alert" : "status";
    card.querySelector("h2").textContent = title;
    card.querySelector("p").textContent = text;
    card.querySelector("progress").hidden = isFault;
    card.querySelector("pre").textContent = report ?? "";
    card.querySelector("div").replaceChildren(
      ...buttons.map(([name, act]) => {
        const button = Object.assign(document.createElement("button"), { type: "button", onclick: act });
        button.textContent = name;
        return button;
      }),
    );
    if (isFault) card.focus();
  };

  // A fault takes the place of everything else. The report names the build, the fault and the
  // browser; no scenario, and no address.
  const fault = (what, why) => {
    page.dataset.boot = what;
    if (what === "stopped") page.dataset.stopped = "";
    const build = document.querySelector("link[as=fetch]")?.href ?? "";
    say(what, [`${build} ${why}`.replaceAll(new URL(".", location).href, ""), navigator.userAgent].join("\n"));
  };
  // Yew writes to the console what is said of a panic. Of that, where it happened, without what the
  // message holds and where the build was made.
  let place = "";
  const write = console.error;
  console.error = (...said) => {
    write(...said);
    place ||= /^panicked at/.test(said[0]) && said[0].match(/([^/\s]+\/)?src\/(?!.*\bsrc\/)\S+:\d+:\d+/)?.[0];
  };
  const hear = (error, why) => {
    // What Rust calls a panic ends the module.
    const isPanic = error?.name === "RuntimeError";
    if (isPanic || (!isLoading() && /\/movecast-\w+\.(js|wasm)/.test(error?.stack))) {
      if (!("stopped" in page.dataset)) fault("stopped", `${place || ""} ${why}`);
    } else if (isLoading()) fault("failed", why);
  };
  addEventListener("error", ({ target, error, message }) => {
    if (target === window) hear(error, message);
    else if (isLoading() && target.matches("script, [rel=stylesheet]")) fault("failed", target.src || target.href);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => hear(reason, String(reason)));

  if (location.protocol === "file:") fault("file", "");
  else say("loading");
  setTimeout(() => isLoading() && say("slow"), 10_000);
}

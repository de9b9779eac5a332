// The package as its users get it: packed, installed elsewhere, imported. `cargo xtask test package`
// runs it with the package's folder in PACKAGE and the command line in MOVECAST_CLI.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { env } from "node:process";
import { pathToFileURL } from "node:url";

const home = mkdtempSync(join(tmpdir(), "movecast-package-"));
after(() => rmSync(home, { recursive: true }));

function run(program, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", ...options });
  assert.equal(status, 0, `${program} ${args.join(" ")}: ${stderr}`);
  return stdout;
}

const [packed] = JSON.parse(run("npm", ["pack", env.PACKAGE, "--json"], { cwd: home }));
writeFileSync(join(home, "package.json"), JSON.stringify({ private: true, type: "module" }));
run("npm", ["install", "--offline", "--no-audit", "--no-fund", packed.filename], { cwd: home });
writeFileSync(join(home, "use.js"), 'export { plan } from "movecast";\n');
const { plan } = await import(pathToFileURL(join(home, "use.js")));

const printed = (scenario, ...args) =>
  JSON.parse(run(env.MOVECAST_CLI, ["plan", ...args], { input: JSON.stringify(scenario) }));

test("the package holds the planner, its types and its licences, and no page", () => {
  const names = packed.files.map(({ path }) => path).sort();
  assert.deepEqual(names, [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "browser.js", "index.d.ts", "node.js",
    "package.json", "plan.js", "planner.js", "planner_bg.wasm",
  ]);
  assert.deepEqual(readdirSync(join(home, "node_modules")).filter((name) => name[0] !== "."), ["movecast"]);
});

test("it plans what the command line plans, to the last bit", () => {
  const scenarios = [
    { preset: "paper" },
    { preset: "blank" },
    { memory: "64 GiB", "dirty-page-rate": "900 MB/s", "link-speed": "25 Gbit/s", controller: "kubevirt" },
    { memory: 17179869184, "link-speed": "5..10 Gbit/s", vms: 3 },
  ];
  for (const scenario of scenarios) assert.deepEqual(plan(scenario), printed(scenario));
  assert.deepEqual(plan({}, { lang: "de" }), printed({}, "--lang", "de"));
});

test("a value that makes no sense is an Error that names its input", () => {
  for (const [scenario, name] of [
    [{ memory: "lots" }, "memory"],
    [{ controller: "vax" }, "controller"],
    [{ "link-speed": {} }, "link-speed"],
    [undefined, "scenario"],
  ]) {
    const names = (error) => error instanceof Error && error.message.includes(name);
    assert.throws(() => plan(scenario), names, name);
  }
  assert.throws(() => plan({}, { lang: "fr" }), /^RangeError: lang/);
  assert.equal(plan({}).verdict.kind, "arrives", "and the next scenario is planned");
});

test("names that mean nothing and values that are cut are heard of", () => {
  const notices = [];
  plan({ memroy: "1 GiB", memory: "99 TiB" }, { onNotice: (notice) => notices.push(notice) });
  assert.match(notices.join("\n"), /memroy.*memory\?\nmemory: 99 TiB/s);
});

// Every scenario file that the command line writes fits the schema that it prints, as a validator of
// others (ajv) reads it. `cargo xtask test schema` runs it with the command line in MOVECAST_CLI.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { env } from "node:process";
import Ajv from "ajv/dist/2020.js";

// What the command line writes; complaints about what does not matter are none of a schema's.
function written(args, input = "") {
  const { status, stdout, stderr } = spawnSync(env.MOVECAST_CLI, args, { input, encoding: "utf8" });
  assert.equal(status, 0, `${args.join(" ")}: ${stderr}`);
  return JSON.parse(stdout);
}

const schema = written(["schema"]);
const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

const scenario = (...assignments) =>
  written(["plan", "--format", "scenario", ...assignments.flatMap((one) => ["--set", one])]);

function fits(file, what) {
  assert.ok(validate(file), `${what}: ${JSON.stringify(validate.errors)}`);
}

const inputs = Object.entries(schema.properties);
const choices = inputs.filter(([, { enum: options }]) => options);
const isSet = ([name]) => !["movecast", "preset", "order"].includes(name);

test("every controller's, technique's and option's scenario file fits the schema", () => {
  const set = choices.filter(isSet);
  assert.ok(set.some(([name]) => name === "controller"), "controllers are among them");
  for (const [name, { enum: options }] of set) {
    for (const option of options.filter((option) => typeof option === "string")) {
      fits(scenario(`${name}=${option}`), `${name}=${option}`);
    }
  }
});

test("every workload preset's scenario file fits the schema, under every controller", () => {
  const { workload, controller } = schema.properties;
  assert.ok(workload.examples.length > 3);
  for (const preset of workload.examples) {
    for (const by of controller.enum.filter((option) => option !== null)) {
      fits(scenario(`controller=${by}`, `workload=${preset}`), `${preset} under ${by}`);
    }
  }
});

test("what both presets and stored scenarios state fits the schema", () => {
  for (const preset of schema.properties.preset.enum) {
    const file = written(["plan", "--format", "scenario"], JSON.stringify({ preset }));
    fits(file, preset);
  }
  const wave = JSON.parse(readFileSync("../break/wave-beyond-a-year.json", "utf8"));
  fits(wave, "a file with a wave");
});

test("what is planned fits the schema of plans, which holds that of scenarios", () => {
  const formats = { double: true, uint32: true };
  const schema = written(["schema", "plan"]);
  const fitsPlan = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, formats }).compile(schema);
  for (const scenario of [{ preset: "paper" }, { preset: "blank" }, { "link-speed": "1..10 Gbit/s" }]) {
    const plan = written(["plan"], JSON.stringify(scenario));
    assert.ok(fitsPlan(plan), JSON.stringify(fitsPlan.errors));
    assert.ok(!fitsPlan({ ...plan, total_time_s: "long" }));
  }
});

test("what is no scenario does not fit", () => {
  for (const wrong of [{ memory: -5 }, { controller: "vax" }, { "link-speed": [] }, [], "memory"]) {
    assert.ok(!validate(wrong), JSON.stringify(wrong));
  }
});

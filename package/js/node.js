// For Node.js: the planner is read from the file beside this one.
import { readFileSync } from "node:fs";
import { initSync } from "./planner.js";

initSync({ module: readFileSync(new URL("./planner_bg.wasm", import.meta.url)) });

export { plan } from "./plan.js";

// Loads the planner in a module worker; the planner finds out by itself that it is in one.
import { compile } from "./compile.js";
import init from "./movecast.js";

await init({ module_or_path: compile(new URL("./movecast.wasm", import.meta.url)) });

// Loads the planner in a module worker; the planner finds out by itself that it is in one.
import init from "./movecast.js";

await init({ module_or_path: new URL("./movecast.wasm", import.meta.url) });

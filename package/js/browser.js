// For browsers, and for bundlers that know `new URL(…, import.meta.url)`: the planner is fetched.
import init from "./planner.js";

await init({ module_or_path: new URL("./planner_bg.wasm", import.meta.url) });

export { plan } from "./plan.js";

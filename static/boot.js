// Loads the planner and starts it; says so on the page if that fails.
try {
  const { default: init } = await import("./movecast.js");
  await init({ module_or_path: new URL("./movecast.wasm", import.meta.url) });
  performance.mark("movecast-ready");
} catch (error) {
  console.error(error);
  document.getElementById("boot-failed")?.removeAttribute("hidden");
}

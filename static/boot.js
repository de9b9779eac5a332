// Loads the planner and starts it; says so on the page if that fails.
// Embedded (`?embed`, or `?embed=de`): no head, no storage, and the page around learns the height.
const embed = new URLSearchParams(location.search).get("embed");
if (embed !== null) {
  document.documentElement.dataset.embed = embed;
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) parent.postMessage({ type: "movecast-height", height: (told = height) }, "*");
  }).observe(document.body);
}

try {
  const { default: init } = await import("./movecast.js");
  await init({ module_or_path: new URL("./movecast.wasm", import.meta.url) });
  performance.mark("movecast-ready");
} catch (error) {
  console.error(error);
  document.getElementById("boot-failed")?.removeAttribute("hidden");
}

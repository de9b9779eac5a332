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
  // Imported here, where it is noticed if one of them does not arrive.
  const compiled = import("./compile.js").then(({ compile }) =>
    compile(new URL("./movecast.wasm", import.meta.url)),
  );
  const [module, { default: init }] = await Promise.all([
    compiled,
    import("./movecast.js"),
    painted(),
  ]);
  await init({ module_or_path: module });
  performance.mark("movecast-ready");
} catch (error) {
  console.error(error);
  document.getElementById("boot-failed")?.removeAttribute("hidden");
}

// Until the answer that came with the page is on the screen: the planner is busy while it starts.
function painted() {
  return new Promise((done) => {
    // A page in the background is not painted, and some browsers do not tell.
    setTimeout(done, 500);
    globalThis.PerformanceObserver &&
      new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  });
}

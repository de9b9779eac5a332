// Loads the planner and starts it. What fails, the page tells: see inline/first.js.
const page = document.documentElement;
if ("embed" in page.dataset) {
  // Embedded (`?embed`, or `?embed=de`), the page around learns the height.
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== told) parent.postMessage({ type: "movecast-height", height: (told = height) }, "*");
  }).observe(document.body);
}

// Imported here, where it is noticed if one of them does not arrive.
const compiled = import("./compile.js").then(({ compile }) =>
  compile(new URL("./movecast.wasm", import.meta.url), (bytes) => {
    document.querySelector("progress").value = bytes;
  }),
);
const [module, { default: init }] = await Promise.all([
  compiled,
  import("./movecast.js"),
  painted(),
]);
await init({ module_or_path: module });
page.dataset.boot = "ready";
performance.mark("movecast-ready");

// Until the answer that came with the page is on the screen: the planner is busy while it starts.
function painted() {
  return new Promise((done) => {
    // A page in the background is not painted, and some browsers do not tell.
    setTimeout(done, 500);
    globalThis.PerformanceObserver &&
      new PerformanceObserver(done).observe({ type: "paint", buffered: true });
  });
}

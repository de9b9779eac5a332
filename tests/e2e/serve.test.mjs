// What the server of `cargo xtask serve` sends, and what it keeps to itself.
import assert from "node:assert/strict";
import { Agent, request } from "node:http";
import { test } from "node:test";
import { BASE_URL } from "./page.mjs";

// Asks for a path exactly as it is written; a browser would tidy it first.
function ask(path, options = {}) {
  const { hostname, port } = new URL(BASE_URL);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, ...options }, async (response) => {
      const text = (await response.toArray()).join("");
      resolve({ status: response.statusCode, headers: response.headers, text });
    })
      .on("error", reject)
      .end();
  });
}

test("the policy comes as a header too, and has no holes", async () => {
  const { headers, text } = await ask("/");
  const [, stated] = text.match(/"Content-Security-Policy" content="([^"]*)"/);
  const policy = headers["content-security-policy"];
  assert.equal(policy, stated.trim().replace(/\s+/g, " "));
  assert.doesNotMatch(policy, /'unsafe-(inline|eval)'/);
});

test("module, glue, styles and worker have names that may be kept for ever", async () => {
  const { headers, text } = await ask("/");
  assert.equal(headers["cache-control"], "no-cache");
  for (const name of ["movecast.wasm", "movecast.js", "app.css", "boot.js", "worker.js"]) {
    const [stem, extension] = name.split(".");
    const [path] = text.match(new RegExp(`static/${stem}-[0-9a-f]{16}\\.${extension}`));
    const file = await ask(`/${path}`, { headers: { "Accept-Encoding": "gzip, br" } });
    assert.match(file.headers["cache-control"], /immutable/);
    assert.equal(file.headers["content-encoding"], "br");
  }
});

test("nothing outside the bundle is served", async () => {
  for (const path of ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "//etc/passwd", "/static", "/none"]) {
    assert.equal((await ask(path)).status, 404, path);
  }
  assert.equal((await ask("/", { method: "POST" })).status, 405);
});

test("however many connections are kept open, each of them is answered", async () => {
  for (const count of [8, 16, 32, 64]) {
    const agent = new Agent({ keepAlive: true });
    const patient = () => ({ agent, signal: AbortSignal.timeout(20_000) });
    try {
      const answers = await Promise.all(Array.from({ length: count }, () => ask("/", patient())));
      for (const { status } of answers) assert.equal(status, 200);
    } finally {
      agent.destroy();
    }
  }
});

// Compiles the planner, whatever MIME type the host gives it: only the right one may be compiled
// while it arrives, any other is compiled from its bytes.
export async function compile(address, heard) {
  const response = await fetch(address);
  const bytes = whole(address, response.clone(), heard);
  const compiled = response.headers.get("Content-Type") === "application/wasm"
    ? WebAssembly.compileStreaming(response)
    : bytes.then(WebAssembly.compile);
  return (await Promise.all([compiled, bytes]))[0];
}

// The bytes of a file if they arrived as they were sent: its name holds the start of their SHA-256.
// Browsers tell that only to pages that were served securely. `heard` learns how many there are yet.
export async function whole(address, response, heard) {
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const pieces = [];
  let length = 0;
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    heard?.(length += value.length);
  }
  const bytes = await new Blob(pieces).arrayBuffer();
  const sum = await crypto.subtle?.digest("SHA-256", bytes);
  const start = sum && new DataView(sum).getBigUint64(0).toString(16).padStart(16, 0);
  if (start && !`${address}`.includes(start)) throw new Error(`${address}: damaged`);
  return bytes;
}


import { whole } from "./compile.js";

// Parts of the planner that were split off, each fetched when it is first asked for. A file holds
// modules one after the other, of these lengths; all use the planner's memory and function table.
const chunk = (address, ...lengths) => {
    let loaded;
    let cache;
    const load = async () => {
        const file = new URL(address, import.meta.url);
        const bytes = await whole(file, await fetch(file, { cache }));
        let from = 0;
        for (const length of lengths) {
            const module = bytes.slice(from, from += length);
            await WebAssembly.instantiate(module, { __wasm_split: wasm });
        }
    };
    // What failed is tried again when it is asked for again, past what the browser's cache holds.
    return () => loaded ??= load().catch((error) => {
        loaded = undefined;
        cache = "reload";
        throw error;
    });
};
const loader = (...chunks) => async (callback, data) => {
    let found = true;
    await Promise.all(chunks.map((load) => load())).catch((error) => {
        console.error(error);
        found = false;
    });
    wasm.__indirect_function_table.get(callback)(data, found);
};

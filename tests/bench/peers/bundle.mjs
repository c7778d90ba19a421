// Pages and libraries of the peers, bundled and made small.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const FOLDER = fileURLToPath(new URL("page/", import.meta.url));
const WASM = fileURLToPath(new URL("node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm", import.meta.url));

/** What is imported of each library, for the size of its download. */
const LIBRARIES = {
  indexeddb: "",
  dexie: `export { Dexie } from "dexie"`,
  rxdb: `export { createRxDatabase } from "rxdb/plugins/core"; export { replicateRxCollection } from "rxdb/plugins/replication"; export { getRxStorageDexie } from "rxdb/plugins/storage-dexie"`,
  pouchdb: `export { default } from "pouchdb-browser"`,
  replicache: `export { Replicache } from "replicache"`,
  sqlite: `export { default } from "@sqlite.org/sqlite-wasm"`,
};

/** Scripts of all pages by file name. */
export async function bundles(names) {
  const pages = names.map(async (name) => [`${name}.js`, await bundled({ entryPoints: [`${FOLDER}start.mjs`], alias: { peer: `${FOLDER}${name}.mjs` } })]);
  const worker = bundled({ entryPoints: [`${FOLDER}sqlite-worker.mjs`] });
  return { ...Object.fromEntries(await Promise.all(pages)), "sqlite-worker.js": await worker };
}

/** Bytes of a library's download, minified and by Brotli. */
export async function downloadOf(name) {
  const script = await bundled({ stdin: { contents: LIBRARIES[name], resolveDir: FOLDER } });
  return small(script) + (name === "sqlite" ? small(readFileSync(WASM)) : 0);
}

async function bundled(entry) {
  const made = await build({ ...entry, bundle: true, minify: true, write: false, format: "esm", target: "es2022", logLevel: "error" });
  return Buffer.from(made.outputFiles[0].contents);
}

function small(bytes) {
  return bytes.length && brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

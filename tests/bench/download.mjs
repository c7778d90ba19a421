// How much has to come over the line before the app runs.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const FOLDER = "dist";

/** Sizes of the build in bytes: all files, and the WASM alone. */
export async function download() {
  const names = await readdir(FOLDER, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile() && !entry.parentPath.includes(".stage"));
  const sizes = await Promise.all(files.map((entry) => sizesOf(join(entry.parentPath, entry.name))));
  const sum = (some) => some.reduce((total, { raw, gzip, brotli }) => ({
    raw: total.raw + raw,
    gzip: total.gzip + gzip,
    brotli: total.brotli + brotli,
  }), { raw: 0, gzip: 0, brotli: 0 });
  return { all: sum(sizes), wasm: sum(sizes.filter(({ path }) => path.endsWith(".wasm"))) };
}

async function sizesOf(path) {
  const bytes = await readFile(path);
  // Pictures are compressed already.
  if (path.endsWith(".png")) return { path, raw: bytes.length, gzip: bytes.length, brotli: bytes.length };
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return { path, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes, quality).length };
}

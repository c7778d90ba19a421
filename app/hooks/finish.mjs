// Trunk's last step: gives the service worker the list of the build's files, and
// every file its security and caching headers.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

const staging = process.env.TRUNK_STAGING_DIR;
const HASHED = /-[0-9a-f]{16}(_bg)?\.\w+$/;
const NOT_KEPT = new Set(["/sw.js", "/_headers"]);

// 'self' stands for the socket of this origin too, in all browsers that we support.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join("; ");

const HEADERS = {
  "Content-Security-Policy": POLICY,
  "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "Cache-Control": "no-cache",
};

const files = digests();
const hashed = Object.keys(files).filter((path) => HASHED.test(path));
writeServiceWorker();
writeHeaders();

function digests() {
  const paths = readdirSync(staging, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(staging, join(entry.parentPath, entry.name))}`)
    .filter((path) => !NOT_KEPT.has(path))
    .sort();
  return Object.fromEntries(paths.map((path) => [address(path), digest(path)]));
}

/** The page itself is kept at the address under which it is served. */
function address(path) {
  return path === "/index.html" ? "/" : path;
}

function digest(path) {
  return `sha256-${createHash("sha256").update(readFileSync(join(staging, path))).digest("base64")}`;
}

function writeServiceWorker() {
  const path = join(staging, "sw.js");
  const source = readFileSync(path, "utf8");
  const version = createHash("sha256").update(source).update(JSON.stringify(files)).digest("hex").slice(0, 16);
  writeFileSync(path, `const build = ${JSON.stringify({ version, files, hashed }, null, 1)};\n${source}`);
}

function writeHeaders() {
  const everywhere = Object.entries(HEADERS).map(([name, value]) => `  ${name}: ${value}`);
  const forever = hashed.flatMap((path) => [path, "  ! Cache-Control", "  Cache-Control: public, max-age=31536000, immutable"]);
  writeFileSync(join(staging, "_headers"), ["/*", ...everywhere, ...forever, ""].join("\n"));
}

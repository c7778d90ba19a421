// One server for all peers: their pages, and the endpoints that they pull from and push to.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { Feed } from "./feed.mjs";

const WASM = fileURLToPath(new URL("node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm", import.meta.url));
const TYPES = { js: "text/javascript", wasm: "application/wasm" };

/** Serves bundles, and feeds over a book that can be exchanged. */
export class Server {
  #feeds = new Map();

  static async open(bundles) {
    const server = new Server();
    server.files = { ...bundles, "sqlite3.wasm": readFileSync(WASM) };
    server.http = createServer((incoming, outgoing) => server.#answer(incoming, outgoing));
    server.http.listen(0, "localhost");
    await once(server.http, "listening");
    server.url = `http://localhost:${server.http.address().port}`;
    return server;
  }

  /** From now on every peer gets these records, unchanged. */
  serve(book) {
    this.book = book;
    this.#feeds.clear();
  }

  /** What a peer sees. */
  feed(name) {
    if (!this.#feeds.has(name)) this.#feeds.set(name, new Feed(this.book));
    return this.#feeds.get(name);
  }

  /** A peer begins anew. */
  forget(name) {
    this.#feeds.delete(name);
  }

  close() {
    this.http.close();
    this.http.closeAllConnections();
  }

  async #answer(incoming, outgoing) {
    const { pathname, searchParams } = new URL(incoming.url, this.url);
    const [, place, name, verb] = pathname.split("/");
    if (place === "feed") {
      const body = verb === "push" ? this.feed(name).push(await json(incoming)) : this.feed(name).pull(numbers(searchParams));
      outgoing.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip", "content-length": body.length }).end(body);
    } else if (place === "page") {
      outgoing.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>${name}</title><ul></ul><script type="module" src="/file/${name}.js"></script>`);
    } else {
      this.#file(name, outgoing);
    }
  }

  #file(name, outgoing) {
    const body = this.files[name];
    const headers = { "content-type": TYPES[name?.split(".").at(-1)] ?? "text/plain", "cache-control": "max-age=86400" };
    outgoing.writeHead(body ? 200 : 404, headers).end(body);
  }
}

function numbers(parameters) {
  return Object.fromEntries([...parameters].map(([name, value]) => [name, Number(value)]));
}

async function json(incoming) {
  const pieces = [];
  for await (const piece of incoming) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces));
}

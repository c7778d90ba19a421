// The line between a browser and the Worker: an HTTP proxy that can be cut, slowed and made to lie.

import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { passOn } from "./faults.mjs";
import { carrySocket, outward } from "./line-socket.mjs";
import { randomOf } from "./random.mjs";

/** A line of its own origin to the Worker at an address. */
export class Line {
  /** Everything that went through: method, path, status, bytes both ways, and JSON where it was some. */
  log = [];
  /** Every answer of the Worker, with the method and the path that it was for. */
  answers = [];
  /** Rules, the first that fits is used: `{ path, method, times, fault }`. */
  #rules = [];
  #isCut = false;
  #quality = { bytesPerSecond: Infinity, delayMs: 0, hangShare: 0 };
  #free = { up: 0, down: 0 };
  #sockets = new Set();

  constructor(target, seed = 1) {
    this.target = new URL(target);
    this.random = randomOf(seed);
    this.server = createServer((incoming, outgoing) => this.#carry(incoming, outgoing));
    this.server.on("upgrade", (incoming, near) => this.#upgrade(incoming, near));
    this.server.on("connection", (socket) => this.#connected(socket));
  }

  /** Opens a line to the Worker. */
  static async open(target, seed) {
    const line = new Line(target, seed);
    line.server.listen(0, "localhost");
    await once(line.server, "listening");
    line.url = `http://localhost:${line.server.address().port}`;
    return line;
  }

  /** From now on nobody answers. */
  cut() {
    this.#isCut = true;
    this.#dropSockets();
  }

  /** The line is back. */
  restore() {
    this.#isCut = false;
  }

  /** Makes the line slow; without values it is quick again. */
  slow({ bytesPerSecond = Infinity, delayMs = 0, hangShare = 0 } = {}) {
    this.#quality = { bytesPerSecond, delayMs, hangShare };
  }

  get isSlow() {
    return this.#quality.bytesPerSecond !== Infinity;
  }

  /** Does something else with requests to a path, a number of times. */
  spoil(path, fault, { times = Infinity, method } = {}) {
    const rule = { path, fault, times, method, used: 0 };
    this.#rules.push(rule);
    return rule;
  }

  /** Forgets all rules. */
  mend() {
    this.#rules = [];
  }

  async close() {
    this.cut();
    this.server.close();
  }

  #connected(socket) {
    if (this.#isCut) return socket.destroy();
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => this.#sockets.delete(socket));
  }

  #dropSockets() {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #carry(incoming, outgoing) {
    const exchange = new Exchange(this, incoming, outgoing);
    try {
      await exchange.read();
      await this.travel("up", exchange.body.length);
      if (this.random() < this.#quality.hangShare) return;
      const rule = this.#rules.find((rule) => rule.used < rule.times && exchange.fits(rule));
      if (rule) rule.used += 1;
      await (rule?.fault ?? passOn)(exchange);
    } catch {
      // The browser or the Worker went away, which a line does not mind.
      exchange.drop();
    }
  }

  /** A line that spoils requests to a path carries no WebSocket there. */
  async #upgrade(incoming, near) {
    await this.travel("up", 0);
    if (this.#rules.some(({ path }) => incoming.url.startsWith(path))) near.destroy();
    else if (this.random() >= this.#quality.hangShare) carrySocket(this, incoming, near);
  }

  /** Notes a WebSocket that was asked for. */
  note({ url, method }, status) {
    const { pathname } = new URL(url, "http://localhost");
    const nothing = Buffer.alloc(0);
    this.log.push({ method, path: pathname, status, sent: nothing, received: nothing });
  }

  /** Waits as long as bytes take that share the line with all others. */
  async travel(way, bytes) {
    const { bytesPerSecond, delayMs } = this.#quality;
    const begin = Math.max(Date.now(), this.#free[way]);
    this.#free[way] = begin + (bytes / bytesPerSecond) * 1000;
    const wait = this.#free[way] - Date.now() + delayMs / 2;
    if (wait > 1) await sleep(wait);
  }

  /** Sends bytes in pieces, as fast as the line is. */
  async carryDown(outgoing, bytes) {
    const size = this.isSlow ? 1_400 : Math.max(bytes.length, 1);
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      await this.travel("down", piece.length);
      outgoing.write(piece);
    }
  }
}

/** One request and what becomes of it. */
class Exchange {
  constructor(line, incoming, outgoing) {
    Object.assign(this, { line, incoming, outgoing, body: Buffer.alloc(0) });
    this.path = new URL(incoming.url, "http://localhost").pathname;
  }

  async read() {
    const pieces = [];
    for await (const piece of this.incoming) pieces.push(piece);
    this.body = Buffer.concat(pieces);
  }

  fits({ path, method }) {
    return this.path.startsWith(path) && (method ?? this.incoming.method) === this.incoming.method;
  }

  /** Lets the Worker answer. */
  async forward() {
    const options = outward(this.incoming, this.line.target);
    // Only a slow line needs the Worker to compress; readable answers are easier to spoil.
    if (!this.line.isSlow) options.headers["accept-encoding"] = "identity";
    const asked = ask(options);
    asked.end(this.body);
    const [answer] = await once(asked, "response");
    const pieces = [];
    for await (const piece of answer) pieces.push(piece);
    const given = { status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces) };
    this.line.answers.push({ method: this.incoming.method, path: this.path, answer: given });
    return given;
  }

  /** Hands an answer to the browser. */
  async send({ status, headers, body }) {
    this.line.log.push({ method: this.incoming.method, path: this.path, status, sent: this.body, received: body });
    const { "transfer-encoding": _, ...rest } = headers;
    this.outgoing.writeHead(status, { ...rest, "content-length": body.length });
    await this.line.carryDown(this.outgoing, body);
    this.outgoing.end();
  }

  /** Hands over the first part of an answer and hangs up. */
  sendPart({ status, headers, body }, share) {
    const { "transfer-encoding": _, ...rest } = headers;
    this.outgoing.writeHead(status, { ...rest, "content-length": body.length });
    this.outgoing.write(body.subarray(0, Math.floor(body.length * share)), () => this.drop());
  }

  /** Hangs up. */
  drop() {
    this.incoming.socket.destroy();
  }
}

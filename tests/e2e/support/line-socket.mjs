// A WebSocket that goes over a line: as slow as the line is, and gone when it is cut.

import { request as ask } from "node:http";

/** A request as the Worker is to be asked it. */
export function outward({ method, url, headers }, { host, hostname, port, origin }) {
  const own = headers.origin ? { origin } : {};
  return { hostname, port, method, path: url, headers: { ...headers, ...own, host } };
}

/** Asks the Worker for a WebSocket and carries what is said on it both ways. */
export function carrySocket(line, incoming, near) {
  if (near.destroyed) return;
  const asked = ask(outward(incoming, line.target));
  // Whoever asked may be gone before there is an answer, and then nothing may stay open.
  near.once("close", () => asked.destroy());
  asked.once("error", () => near.destroy());
  asked.once("response", ({ statusCode: status }) => {
    line.note(incoming, status);
    near.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
  });
  asked.once("upgrade", ({ headers }, far, head) => {
    if (near.destroyed) return far.destroy();
    line.note(incoming, 101);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("")}\r\n`);
    far.unshift(head);
    far.on("error", () => {});
    far.once("close", () => near.destroy());
    near.once("close", () => far.destroy());
    relay(line, "up", near, far);
    relay(line, "down", far, near);
  });
  asked.end();
}

async function relay(line, way, from, to) {
  try {
    for await (const piece of from) {
      await line.travel(way, piece.length);
      to.write(piece);
    }
  } catch {
    // One of the two went away, which a line does not mind.
  }
}

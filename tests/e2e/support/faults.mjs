// What a line can do to one request, for `Line.spoil`.

import { setTimeout as sleep } from "node:timers/promises";

/** The request never reaches the Worker. */
export async function dropRequest(exchange) {
  exchange.drop();
}

/** The Worker does it, and nobody hears so. */
export async function loseAnswer(exchange) {
  await exchange.forward();
  exchange.drop();
}

/** The Worker gets it twice at the same time. */
export async function duplicate(exchange) {
  const [first] = await Promise.all([exchange.forward(), exchange.forward()]);
  await exchange.send(first);
}

/** The Worker gets it again after it has answered. */
export async function repeat(exchange) {
  await exchange.forward();
  await exchange.send(await exchange.forward());
}

/** The answer comes late. */
export function delay(ms) {
  return async (exchange) => {
    await sleep(ms);
    await exchange.send(await exchange.forward());
  };
}

/** The answer stops half-way. */
export async function halfBody(exchange) {
  exchange.sendHalf(await exchange.forward());
}

/** The answer is from our server but its text is not. */
export async function garbage(exchange) {
  const answer = await exchange.forward();
  const body = Buffer.from(answer.body.toString("latin1").replace(/[{}:]/g, "\u00a7"), "latin1");
  await exchange.send({ ...answer, body });
}

/** A gateway answers that the service is unavailable. */
export async function unavailable(exchange) {
  await exchange.send({ status: 503, headers: { "retry-after": "1" }, body: Buffer.from("upstream connect error") });
}

/** The sign-in page of a hotel's network, with status 200. */
export async function portalPage(exchange) {
  const body = Buffer.from("<!doctype html><title>Wi-Fi</title><h1>Silakan masuk</h1>");
  await exchange.send({ status: 200, headers: { "content-type": "text/html" }, body });
}

/** The same network sends the browser elsewhere. */
export async function portalRedirect(exchange) {
  await exchange.send({ status: 302, headers: { location: "http://wifi.invalid/login" }, body: Buffer.alloc(0) });
}

/** Nobody ever answers. */
export async function hang() {}

/** The Worker is of an older version, to which the field `note` means nothing. */
export async function olderServer(exchange) {
  // The length stays, since the headers name it.
  const said = exchange.body.toString("latin1").replace(/"schema":\d/, '"schema":9').replaceAll('"note"', '"nota"');
  exchange.body = Buffer.from(said, "latin1");
  await exchange.send(await exchange.forward());
}

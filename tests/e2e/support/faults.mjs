// What a line can do to one request, for `Line.spoil`.

import { setTimeout as sleep } from "node:timers/promises";

/** None: the Worker is asked and answers. */
export async function passOn(exchange) {
  await exchange.send(await exchange.forward());
}

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
export const halfBody = cutAt(0.5);

/** The line breaks after a share of the answer. */
export function cutAt(share) {
  return async (exchange) => exchange.sendPart(await exchange.forward(), share);
}

/** A share of the answer comes and looks whole. */
export function shorten(share) {
  return async (exchange) => {
    const answer = await exchange.forward();
    await exchange.send({ ...answer, body: answer.body.subarray(0, Math.floor(answer.body.length * share)) });
  };
}

/** Bits of the answer are turned until it can no longer be read: what still can is kept out by TLS. */
export function flipBits(random) {
  return async (exchange) => {
    const answer = await exchange.forward();
    const body = Buffer.from(answer.body);
    if (body.length === 0) return exchange.drop();
    while (isJson(body)) body[Math.floor(random() * body.length)] ^= 1 << Math.floor(random() * 8);
    await exchange.send({ ...answer, body });
  };
}

/** An answer that the Worker gave to an earlier request of the same kind comes instead of one. */
export function stale(random) {
  return async (exchange) => {
    const earlier = exchange.line.answers.filter(({ answer, ...of }) => answer.status === 200 && exchange.fits(of));
    if (earlier.length === 0) return exchange.drop();
    await exchange.send(earlier[Math.floor(random() * earlier.length)].answer);
  };
}

function isJson(body) {
  try {
    return JSON.parse(body.toString()) !== undefined;
  } catch {
    return false;
  }
}

/** The answer is from our server but its text is not. */
export async function garbage(exchange) {
  const answer = await exchange.forward();
  const body = Buffer.from(answer.body.toString("latin1").replace(/[{}:]/g, "\u00a7"), "latin1");
  await exchange.send({ ...answer, body });
}

/** A gateway answers that the service is unavailable. */
export const unavailable = gateway(503, 1);

/** A gateway answers with a status, and says after how many seconds to ask again or does not. */
export function gateway(status, retryAfter) {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return (exchange) => exchange.send({ status, headers, body: Buffer.from("upstream connect error") });
}

/** Our own Worker answers that it has too much to do. */
export function overloaded(status, retryAfter) {
  const headers = { "x-relasi": "1", "content-type": "application/json", "retry-after": String(retryAfter) };
  return (exchange) => exchange.send({ status, headers, body: Buffer.from('{"code":"busy"}') });
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

/** The same network says what it wants in the words of RFC 6585. */
export async function portalStatus(exchange) {
  const body = Buffer.from("<!doctype html><title>Wi-Fi</title><h1>Silakan masuk</h1>");
  await exchange.send({ status: 511, headers: { "content-type": "text/html" }, body });
}

/** Nobody ever answers. */
export async function hang() {}

/** The Worker is of an older version, to which the field `note` means nothing. */
export async function olderServer(exchange) {
  exchange.body = reworded(exchange.body, (said) => said.replace(/"schema":\d/, '"schema":9').replaceAll('"note"', '"nota"'));
  await passOn(exchange);
}

/** The app is of an older version, whose requests the Worker no longer understands. */
export async function tooOldApp(exchange) {
  exchange.body = reworded(exchange.body, (said) => said.replace(/"protocol":\d/, '"protocol":0'));
  await passOn(exchange);
}

/** The app is of an older version, which knows neither the kind `interaction` nor the field `note`. */
export async function olderApp(exchange) {
  const answer = await exchange.forward();
  const body = reworded(answer.body, (said) => said.replaceAll('"interaction"', '"interaktion"').replaceAll('"note"', '"nota"'));
  await exchange.send({ ...answer, body });
}

/** The same with other words of the same length, since the headers name it. */
function reworded(body, change) {
  return Buffer.from(change(body.toString("latin1")), "latin1");
}

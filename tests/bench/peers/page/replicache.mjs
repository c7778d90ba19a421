// Replicache. Keys begin with the branch, as a scan by prefix needs no index. It works on what lies in
// memory and persists when idle; so that durable means the same for all, that is asked for and awaited.

import { ReplicacheImpl } from "replicache/impl";
import { edited, fetchPage, matches, push as send } from "./pages.mjs";

let replicache;
let line;
let taken = 0;
let more = false;
let running;

/** Opens the database. Nothing is pulled before a line is given. */
export async function open() {
  const mutators = { edit: async (tx, { key, note }) => tx.set(key, edited(await tx.get(key), note)) };
  replicache = new ReplicacheImpl({ name: "bench", logLevel: "error", mutators, puller, pusher, pullInterval: null, pushDelay: 3_600_000 });
  takeTurns();
  await replicache.clientGroupID;
}

/** Pulls everything. */
export async function firstSync(given) {
  const inMemory = await pullAll(given);
  await persist();
  return { inMemory };
}

/** Pulls what is new. */
export const catchUp = firstSync;

/** Saves an edit, in memory first, and waits until it is kept. */
export async function saveOne(record, note) {
  const began = performance.now();
  await replicache.mutate.edit({ key: keyOf(record), note });
  const inMemory = performance.now() - began;
  await persist();
  return { inMemory };
}

/** Saves an edit without waiting for the disk. */
export async function mutate(record, note) {
  await replicache.mutate.edit({ key: keyOf(record), note });
}

/** Keeps what lies in memory. */
export async function persist() {
  await running;
  await replicache.persist();
}

/** Sends what was edited; a pull then tells that it was taken. */
export async function push(given) {
  line = given;
  taken = 0;
  await replicache.push({ now: true });
  await pullAll(given);
  return taken;
}

/** The first 50 of the list. */
export function firstRows() {
  return replicache.query((tx) => tx.scan({ limit: 50 }).values().toArray());
}

/** All records of a branch. */
export function branchRows(branch) {
  return replicache.query((tx) => tx.scan({ prefix: `${branch} ` }).values().toArray());
}

/** How many records match, and the first 50 of them. */
export async function search(letters) {
  const all = await replicache.query((tx) => tx.scan().values().toArray());
  const found = all.filter((record) => matches(record, letters));
  return { count: found.length, rows: found.slice(0, 50) };
}

/** Lets our runs of persisting and those of its own timer share one, as it fails on a second. */
function takeTurns() {
  const original = replicache.persist.bind(replicache);
  replicache.persist = () => (running ??= original().finally(() => (running = undefined)));
}

async function pullAll(given) {
  line = given;
  const began = performance.now();
  do await replicache.pull({ now: true });
  while (more);
  return performance.now() - began;
}

function keyOf({ h, f, i }) {
  return `${h} ${f.name} ${i}`;
}

async function puller({ cookie }) {
  const httpRequestInfo = { httpStatusCode: 200, errorMessage: "" };
  if (!line) return { httpRequestInfo, response: { cookie, lastMutationIDChanges: {}, patch: [] } };
  const { rows, cursor, more: rest, marks } = await fetchPage(line.url, cookie?.cursor ?? 0, line.limit);
  more = rest;
  const patch = rows.map((value) => ({ op: "put", key: keyOf(value), value }));
  return { httpRequestInfo, response: { cookie: { order: (cookie?.order ?? 0) + 1, cursor }, lastMutationIDChanges: marks, patch } };
}

async function pusher({ mutations }) {
  taken += await send(line.url, mutations.map(({ clientID, id, args }) => ({ client: clientID, id, ...args })));
  return { httpRequestInfo: { httpStatusCode: 200, errorMessage: "" } };
}

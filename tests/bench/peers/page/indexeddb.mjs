// IndexedDB without a library: a row per key, one index.

import { edited, matches, pull, push as send } from "./pages.mjs";

const NAME = "bench";
let database;

/** Opens the database. */
export async function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("records", { keyPath: "i" }).createIndex("list", ["h", "f.name"]);
    request.result.createObjectStore("outbox", { autoIncrement: true });
    request.result.createObjectStore("meta");
  };
  database = await settled(request);
}

/** Pulls everything. */
export function firstSync(line) {
  return pullSince(line, 0);
}

/** Pulls what is new. */
export async function catchUp(line) {
  return pullSince(line, await settled(database.transaction("meta").objectStore("meta").get("cursor")));
}

function pullSince(line, since) {
  return pull(line, since, ({ rows, cursor }) => {
    const transaction = database.transaction(["records", "meta"], "readwrite", { durability: "relaxed" });
    const records = transaction.objectStore("records");
    for (const row of rows) records.put(row);
    transaction.objectStore("meta").put(cursor, "cursor");
    return finished(transaction);
  });
}

/** Saves an edit and what is to be sent of it. */
export async function saveOne({ i }, note) {
  const transaction = database.transaction(["records", "outbox"], "readwrite", { durability: "strict" });
  const records = transaction.objectStore("records");
  const found = records.get(i);
  found.onsuccess = () => {
    records.put(edited(found.result, note));
    transaction.objectStore("outbox").put({ record: i, fields: { note } });
  };
  await finished(transaction);
}

/** Sends the outbox and empties it. */
export async function push({ url }) {
  const outbox = () => database.transaction("outbox", "readwrite").objectStore("outbox");
  const taken = await send(url, await settled(outbox().getAll()));
  await settled(outbox().clear());
  return taken;
}

/** The first 50 of the list. */
export function firstRows() {
  return settled(list().getAll(null, 50));
}

/** All records of a branch. */
export function branchRows(branch) {
  return settled(list().getAll(IDBKeyRange.bound([branch], [branch, []])));
}

/** How many records match, and the first 50 of them. */
export async function search(letters) {
  const found = (await settled(list().getAll())).filter((record) => matches(record, letters));
  return { count: found.length, rows: found.slice(0, 50) };
}

function list() {
  return database.transaction("records").objectStore("records").index("list");
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

// Dexie as its documentation has it: bulkPut in a transaction, a compound index.

import { Dexie } from "dexie";
import { edited, matches, pull, push as send } from "./pages.mjs";

const relaxed = connection({ chromeTransactionDurability: "relaxed" });
const strict = connection({ chromeTransactionDurability: "strict" });

function connection(options) {
  const made = new Dexie("bench", options);
  made.version(1).stores({ records: "i, [h+f.name]", outbox: "++", meta: "" });
  return made;
}

/** Opens the database. */
export async function open() {
  await relaxed.open();
}

/** Pulls everything. */
export function firstSync(line) {
  return pullSince(line, 0);
}

/** Pulls what is new. */
export async function catchUp(line) {
  return pullSince(line, await relaxed.meta.get("cursor"));
}

function pullSince(line, since) {
  return pull(line, since, ({ rows, cursor }) =>
    relaxed.transaction("rw", relaxed.records, relaxed.meta, async () => {
      await relaxed.records.bulkPut(rows);
      await relaxed.meta.put(cursor, "cursor");
    }));
}

/** Saves an edit and what is to be sent of it. */
export function saveOne({ i }, note) {
  return strict.transaction("rw", strict.records, strict.outbox, async () => {
    await strict.records.put(edited(await strict.records.get(i), note));
    await strict.outbox.add({ record: i, fields: { note } });
  });
}

/** Sends the outbox and empties it. */
export async function push({ url }) {
  const taken = await send(url, await relaxed.outbox.toArray());
  await relaxed.outbox.clear();
  return taken;
}

/** The first 50 of the list. */
export function firstRows() {
  return relaxed.records.orderBy("[h+f.name]").limit(50).toArray();
}

/** All records of a branch. */
export function branchRows(branch) {
  return relaxed.records.where("[h+f.name]").between([branch, Dexie.minKey], [branch, Dexie.maxKey]).toArray();
}

/** How many records match, and the first 50 of them. */
export async function search(letters) {
  // Reading all at once and filtering then is faster than a filter on a cursor.
  const found = (await relaxed.records.orderBy("[h+f.name]").toArray()).filter((record) => matches(record, letters));
  return { count: found.length, rows: found.slice(0, 50) };
}

// RxDB on its Dexie storage, pulling and pushing by its replication.

import { createRxDatabase } from "rxdb/plugins/core";
import { replicateRxCollection } from "rxdb/plugins/replication";
import { getRxStorageDexie } from "rxdb/plugins/storage-dexie";
import { fetchPage, push as send } from "./pages.mjs";

const text = { type: "string", maxLength: 200 };
const SCHEMA = {
  version: 0,
  primaryKey: "i",
  type: "object",
  properties: {
    i: { type: "string", maxLength: 36 },
    h: { type: "string", maxLength: 36 },
    f: { type: "object", properties: { name: text, code: text, phones: { type: "object" } }, required: ["name"] },
    k: text, s: text, p: text, v: { type: "number" }, t: { type: "number" }, x: { type: "object" }, w: { type: "object" },
  },
  required: ["i", "h", "f"],
  indexes: [["h", "f.name"]],
};
let collection;

/** Opens the database. */
export async function open() {
  const database = await createRxDatabase({ name: "bench", storage: getRxStorageDexie(), multiInstance: false });
  ({ records: collection } = await database.addCollections({ records: { schema: SCHEMA } }));
}

/** Pulls everything. */
export function firstSync(line) {
  return replicate(line, { pull: pulling(line) });
}

/** Pulls what is new. */
export function catchUp(line) {
  return replicate(line, { pull: pulling(line) });
}

/** Saves an edit; what is to be sent RxDB finds out by itself. */
export async function saveOne({ i }, note) {
  const record = await collection.findOne(i).exec();
  await record.incrementalModify((data) => ({ ...data, v: data.v + 1, f: { ...data.f, note } }));
}

/** Sends what was edited. Answers how many were sent. */
export async function push(line) {
  let taken = 0;
  const handler = async (rows) => {
    taken += await send(line.url, rows);
    return [];
  };
  await replicate(line, { push: { batchSize: 500, handler } });
  return taken;
}

/** Lets it note that what was pulled needs no push. */
export const settle = push;

/** The first 50 of the list. */
export function firstRows() {
  return rows({ sort: [{ h: "asc" }, { "f.name": "asc" }], limit: 50 });
}

/** All records of a branch. */
export function branchRows(h) {
  return rows({ selector: { h }, sort: [{ h: "asc" }, { "f.name": "asc" }] });
}

/** How many records match, and the first 50 of them. */
export async function search(letters) {
  const $regex = letters.replace(/\W/g, "\\$&");
  const paths = ["f.name", "f.code", "f.phones.p1.number", "f.phones.p2.number"];
  const found = await collection.find({ selector: { $or: paths.map((path) => ({ [path]: { $regex, $options: "i" } })) } }).exec();
  return { count: found.length, rows: found.slice(0, 50).map((record) => record.toMutableJSON()) };
}

async function rows(query) {
  const found = await collection.find(query).exec();
  return found.map((record) => record.toMutableJSON());
}

function pulling({ url, limit }) {
  const handler = async (checkpoint, batchSize) => {
    const { rows, cursor } = await fetchPage(url, checkpoint?.cursor ?? 0, batchSize);
    return { documents: rows.map((row) => ({ ...row, _deleted: false })), checkpoint: { cursor } };
  };
  return { batchSize: limit, handler };
}

async function replicate({ url }, ways) {
  const errors = [];
  const state = replicateRxCollection({ collection, replicationIdentifier: url, live: false, ...ways });
  state.error$.subscribe((error) => errors.push(error));
  await state.awaitInitialReplication();
  if (errors.length) throw errors[0];
}

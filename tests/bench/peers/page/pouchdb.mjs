// PouchDB: bulkDocs, and ids that begin with the branch, which its documentation holds faster than an index.

import PouchDB from "pouchdb-browser";
import { edited, matches, pull, push as send } from "./pages.mjs";

let database;

/** Opens the database. */
export async function open() {
  database = new PouchDB("bench", { revs_limit: 1 });
  await database.info();
}

/** Pulls everything. */
export function firstSync(line) {
  return pull(line, 0, async ({ rows, cursor }) => {
    await put(rows.map((row) => ({ ...row, _id: keyOf(row) })));
    await note("_local/pulled", { cursor });
  });
}

/** Pulls what is new. */
export async function catchUp(line) {
  const { cursor: since } = await database.get("_local/pulled");
  return pull(line, since, async ({ rows, cursor }) => {
    const { rows: held } = await database.allDocs({ keys: rows.map(keyOf) });
    await put(rows.map((row, at) => ({ ...row, _id: keyOf(row), _rev: held[at].value?.rev })));
    await note("_local/pulled", { cursor });
  });
}

/** Saves an edit; what is to be sent its feed of changes knows. */
export async function saveOne(record, note) {
  await database.put(edited(await database.get(keyOf(record)), note));
}

/** Notes that everything until now has been sent. */
export async function settle() {
  const { update_seq: seq } = await database.info();
  await note("_local/pushed", { seq });
}

/** Sends what was edited since, and notes how far. */
export async function push({ url }) {
  const { seq: since } = await database.get("_local/pushed");
  const { results, last_seq: seq } = await database.changes({ since, include_docs: true });
  const taken = await send(url, results.map(({ doc }) => doc));
  await note("_local/pushed", { seq });
  return taken;
}

/** The first 50 of the list. */
export async function firstRows() {
  return docs(await database.allDocs({ include_docs: true, limit: 50 }));
}

/** All records of a branch. */
export async function branchRows(branch) {
  return docs(await database.allDocs({ include_docs: true, startkey: `${branch} `, endkey: `${branch} \ufff0` }));
}

/** How many records match, and the first 50 of them. */
export async function search(letters) {
  const found = docs(await database.allDocs({ include_docs: true })).filter((record) => matches(record, letters));
  return { count: found.length, rows: found.slice(0, 50) };
}

function keyOf({ h, f, i }) {
  return `${h} ${f.name} ${i}`;
}

function docs({ rows }) {
  return rows.map(({ doc }) => doc);
}

async function put(rows) {
  const failed = (await database.bulkDocs(rows)).find(({ error }) => error);
  if (failed) throw new Error(JSON.stringify(failed));
}

async function note(_id, values) {
  const held = await database.get(_id).catch(() => ({}));
  await database.put({ ...held, _id, ...values });
}

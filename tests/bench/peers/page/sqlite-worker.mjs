// The official SQLite on opfs-sahpool: WAL with an exclusive lock, one index that covers list and search.

import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { pull, push as send } from "./pages.mjs";

const SCHEMA = `
  PRAGMA locking_mode = exclusive; PRAGMA journal_mode = wal; PRAGMA cache_size = -65536; PRAGMA temp_store = memory;
  CREATE TABLE IF NOT EXISTS record(id TEXT PRIMARY KEY, home TEXT, name TEXT, search TEXT, doc TEXT) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS list ON record(home, name, search);
  CREATE TABLE IF NOT EXISTS outbox(seq INTEGER PRIMARY KEY, doc TEXT);
  CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID`;
const PUT = "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)";
const FOUND = "FROM record INDEXED BY list WHERE instr(search, ?)";
let database;

const verbs = {
  async open() {
    const sqlite3 = await sqlite3InitModule({ locateFile: () => "/file/sqlite3.wasm" });
    const pool = await sqlite3.installOpfsSAHPoolVfs({ name: "opfs-sahpool" });
    database = new pool.OpfsSAHPoolDb("/bench");
    database.exec(SCHEMA);
  },
  firstSync: (line) => pullSince(line, 0),
  catchUp: (line) => pullSince(line, database.selectValue("SELECT value FROM meta WHERE key = 'cursor'")),
  saveOne(id, note) {
    database.exec("PRAGMA synchronous = full");
    database.transaction(() => {
      database.exec({ sql: "UPDATE record SET doc = json_set(doc, '$.f.note', ?, '$.v', doc ->> '$.v' + 1) WHERE id = ?", bind: [note, id] });
      database.exec({ sql: "INSERT INTO outbox(doc) VALUES (?)", bind: [JSON.stringify({ record: id, fields: { note } })] });
    });
  },
  async push(url) {
    const taken = await send(url, database.selectValues("SELECT doc FROM outbox ORDER BY seq").map((doc) => JSON.parse(doc)));
    database.exec("DELETE FROM outbox");
    return taken;
  },
  firstRows: () => texts("SELECT doc FROM record INDEXED BY list ORDER BY home, name LIMIT 50"),
  branchRows: (branch) => texts("SELECT doc FROM record INDEXED BY list WHERE home = ? ORDER BY name", branch),
  search(letters) {
    const ids = database.selectValues(`SELECT id ${FOUND} LIMIT 50`, [letters]);
    const count = ids.length < 50 ? ids.length : database.selectValue(`SELECT count(*) ${FOUND}`, [letters]);
    return { count, rows: texts("SELECT doc FROM record WHERE id IN (SELECT value FROM json_each(?))", JSON.stringify(ids)) };
  },
};

function pullSince(line, since) {
  return pull(line, since, ({ rows, cursor }) => {
    database.exec("PRAGMA synchronous = normal");
    database.transaction(() => putAll(rows, cursor));
  });
}

function putAll(rows, cursor) {
  const put = database.prepare(PUT);
  try {
    for (const row of rows) put.bind([row.i, row.h, row.f.name, letters(row.f), JSON.stringify(row)]).stepReset();
  } finally {
    put.finalize();
  }
  database.exec({ sql: "INSERT OR REPLACE INTO meta VALUES ('cursor', ?)", bind: [cursor] });
}

function letters({ name, code, phones }) {
  const numbers = Object.values(phones ?? {}).map(({ number }) => number);
  return [name.toLowerCase(), code.toLowerCase(), ...numbers].join("\n");
}

function texts(sql, ...bind) {
  return `[${database.selectValues(sql, bind.length ? bind : undefined).join(",")}]`;
}

onmessage = async ({ data: { number, verb, words } }) => {
  try {
    postMessage({ number, answer: await verbs[verb](...words) });
  } catch (error) {
    postMessage({ number, error: String(error) });
  }
};

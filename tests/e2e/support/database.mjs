// Plain SQL over the database in which the local runtime keeps D1.

import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const REPORT = "worker/hub/reports/orders.sql";

/** Rows of a query. */
export function query(sql) {
  const path = process.env.RELASI_DATABASE;
  if (!path) throw new Error("RELASI_DATABASE is not set; run `cargo xtask test journeys`, which names it.");
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** Orders, their lines and what they come to by the report over the views: all, and orders by type. */
export function ordersOf(branch, currency) {
  const rows = query(readFileSync(REPORT, "utf8")).filter((row) => row.branch === branch && row.currency === currency);
  const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
  return {
    all: { documents: sum("orders"), lines: sum("lines"), net: sum("net") },
    types: Object.fromEntries(rows.map((row) => [row.type, row.orders])),
  };
}

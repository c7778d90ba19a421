// Plain SQL over the database in which the local runtime keeps D1.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const REPORTS = new URL("../../../worker/hub/reports/", import.meta.url);

/** Rows of a query, with the values of its parameters. */
export function query(sql, values = {}) {
  const path = process.env.RELASI_DATABASE;
  if (!path) throw new Error("RELASI_DATABASE is not set; run `cargo xtask test journeys`, which names it.");
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    return database.prepare(sql).all(values);
  } finally {
    database.close();
  }
}

/** The rows of a report that people are given, with the values that it asks for. */
export function report(name, values) {
  return query(readFileSync(new URL(`${name}.sql`, REPORTS), "utf8"), values);
}

/** Orders, their lines and what they come to by the report over the views: all, and orders by type. */
export function ordersOf(branch, currency) {
  const rows = report("orders").filter((row) => row.branch === branch && row.currency === currency);
  const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
  return {
    all: { documents: sum("orders"), lines: sum("lines"), net: sum("net") },
    types: Object.fromEntries(rows.map((row) => [row.type, row.orders])),
  };
}

/** How many changes say this text and were applied, were not, and how many records show it. */
export function heldBy(text) {
  const count = (where) => query(`SELECT count(*) AS n FROM ${where} LIKE $like`, { like: `%${text}%` })[0].n;
  return {
    applied: count("change WHERE code IS NULL AND body"),
    refused: count("change WHERE code IS NOT NULL AND body"),
    shown: count("record WHERE doc"),
  };
}

/** Sees to it that each of these texts was applied once, and that nothing with it was refused. */
export function assertAppliedOnce(texts) {
  for (const text of texts) {
    const { applied, refused } = heldBy(text);
    assert.deepEqual([text, applied, refused], [text, 1, 0]);
  }
}

/** Texts of which the server has no applied change. */
export function missing(texts) {
  return texts.filter((text) => heldBy(text).applied === 0);
}

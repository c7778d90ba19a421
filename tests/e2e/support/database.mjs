// The database behind the sample company, read by the queries that people are given.

import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

const REPORTS = new URL("../../../worker/hub/reports/", import.meta.url);

/** The rows of a report, with the values that it asks for. */
export function report(name, values = {}) {
  const file = process.env.RELASI_DATABASE;
  if (!file) throw new Error("RELASI_DATABASE is not set; run `cargo xtask test journeys`, which makes the database.");
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database.prepare(readFileSync(new URL(`${name}.sql`, REPORTS), "utf8")).all(values);
  } finally {
    database.close();
  }
}

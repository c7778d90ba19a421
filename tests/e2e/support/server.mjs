// What the server holds, read in its database and not through anything of ours.

import { DatabaseSync } from "node:sqlite";

const VARIABLE = "RELASI_DATABASE";

/** How many changes say this text and were applied, were not, and how many records show it. */
export function heldBy(text) {
  const like = `%${text}%`;
  return {
    applied: count("change WHERE body LIKE ? AND code IS NULL", like),
    refused: count("change WHERE body LIKE ? AND code IS NOT NULL", like),
    shown: count("record WHERE doc LIKE ?", like),
  };
}

/** Texts of which the server has no applied change. */
export function missing(texts) {
  return texts.filter((text) => heldBy(text).applied === 0);
}

function count(where, ...values) {
  return withDatabase((database) => database.prepare(`SELECT count(*) AS n FROM ${where}`).get(...values).n);
}

// A connection for each question sees what was committed until then and holds nothing up.
function withDatabase(ask) {
  const path = process.env[VARIABLE];
  if (!path) throw new Error(`${VARIABLE} is not set; run \`cargo xtask test journeys\`, which starts the Worker.`);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 10_000 });
  try {
    return ask(database);
  } finally {
    database.close();
  }
}

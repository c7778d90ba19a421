// Records that nobody who is measured may see, put straight into the server's database, as bringing them in
// by pushes would take long. They lie there as others do, but their sums are wrong: no device may pull them.

import { DatabaseSync } from "node:sqlite";

const AT_ONCE = 50_000;
// As random as ids are, since it is by them that rows are spread over the pages.
const ID = `lower(printf('%s-%s-4%s-8%s-%s', hex(randomblob(4)), hex(randomblob(2)),
  substr(hex(randomblob(2)), 2), substr(hex(randomblob(2)), 2), hex(randomblob(6))))`;

const STEPS = [
  `CREATE TEMP TABLE copied AS
     WITH RECURSIVE times(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM times LIMIT $times)
     SELECT record.id AS old, ${ID} AS id, row_number() OVER () AS at
     FROM times CROSS JOIN record JOIN feed_row ON feed_row.record = record.id AND feed_row.feed = $feed
     WHERE record.kind = 'customer' LIMIT $count`,
  `INSERT INTO record SELECT copied.id, kind, copied.id, version, hash, replace(doc, old, copied.id)
   FROM copied JOIN record ON record.id = old`,
  `INSERT INTO feed_row SELECT feed, id, head + at, 0 FROM copied JOIN feed ON feed = $feed`,
  `UPDATE feed SET head = head + $count, count = count + $count WHERE feed = $feed`,
  // Said by the device that came last, which is gone by now.
  `INSERT INTO change SELECT replica.number, mark + at, copied.id, hash, NULL, NULL, replace(body, old, copied.id)
   FROM copied JOIN change ON record = old AND change.code IS NULL
   JOIN replica ON replica.number = (SELECT max(number) FROM replica)
   GROUP BY copied.id`,
  `UPDATE replica SET mark = mark + $count WHERE number = (SELECT max(number) FROM replica)`,
  "DROP TABLE copied",
];

/** Copies customers of a branch until the database holds so many records. */
export function fill(branch, records) {
  const database = new DatabaseSync(process.env.RELASI_DATABASE, { timeout: 60_000 });
  try {
    database.exec("PRAGMA cache_size = -2000000; PRAGMA temp_store = MEMORY");
    const held = () => database.prepare("SELECT count(*) AS held FROM record").get().held;
    for (let missing = records - held(); missing > 0; missing = records - held()) copy(database, `branch:${branch}`, Math.min(missing, AT_ONCE));
  } finally {
    database.close();
  }
}

function copy(database, feed, count) {
  const words = { feed, count, times: AT_ONCE };
  database.exec("BEGIN IMMEDIATE");
  for (const step of STEPS) {
    const named = Object.entries(words).filter(([name]) => step.includes(`$${name}`));
    database.prepare(step).run(Object.fromEntries(named));
  }
  database.exec("COMMIT");
}

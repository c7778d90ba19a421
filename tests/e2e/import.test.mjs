// The import of customers: every line accounted for, once, and back again.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { randomOf } from "./support/random.mjs";
import { journey } from "./support/journey.mjs";

const REAL = "../shared/data/customers.csv";

journey("the customers of a table arrive once, reach head office and can be put away", async (stage) => {
  const { text, rows } = await table();
  const file = { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  const [mks, pusat] = await stage.people("mks", "pusat");
  await mks.visit("/settings/import");
  await mks.import.choose(file);
  await watchFrames(mks.page);
  const report = await mks.import.run(120_000);
  const longest = await longestFrame(mks.page);
  assert.deepEqual(report, { total: rows, created: rows, restored: 0, existing: 0, failed: 0, empty: 0 });
  assert.ok(longest < 500, `the page stood still for ${longest} ms`);
  await mks.frame.synced(90_000);

  await pusat.frame.go("customers");
  await pusat.customers.search("Pelanggan 17850");
  await pusat.frame.eventually("head office has them", () => pusat.customers.named("Pelanggan 17850").first().isVisible(), 60_000);
  await pusat.customers.named("Pelanggan 17850").first().click();
  await pusat.card.shows(/nama belum ada/i);

  await mks.visit("/settings/import");
  await mks.import.choose(file);
  const again = await mks.import.run();
  assert.deepEqual(again, { total: rows, created: 0, restored: 0, existing: rows, failed: 0, empty: 0 });
}, { limitMs: 240_000 });

journey("lines that cannot be read are named, and an import is undone", async (stage) => {
  const mks = await stage.person("mks");
  const text = "Nama;Telepon;Email\nSatu Impor;0811 700 1;satu@uji.id\n;;\nDua Impor;0811 700 1002;bukan alamat\nTiga Impor;0811 700 1003;\n";
  await mks.visit("/settings/import");
  await mks.import.choose({ name: "sedikit.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const report = await mks.import.run();
  const accounted = report.created + report.existing + report.restored + report.failed + report.empty;
  assert.equal(accounted, report.total);
  assert.ok(report.failed > 0 && report.created > 0, JSON.stringify(report));
  await mks.import.undo();
  await mks.frame.synced();
  await mks.frame.go("customers");
  await mks.customers.search("Tiga Impor");
  await mks.customers.rows.first().waitFor({ state: "detached" });
});

/** The real customers; an equivalent table where they are absent. */
async function table() {
  const text = await readFile(REAL, "utf8").catch(() => generated());
  return { text, rows: text.trimEnd().split("\n").length - 1 };
}

function generated() {
  console.log(`${REAL} is absent: a generated table takes its place.`);
  const random = randomOf(1);
  const line = (_, at) => `${13_479 + at},Indonesia,2011-01-18,2011-12-07,${Math.ceil(random() * 9)},${Math.round(random() * 9e6)}.0`;
  return ["CustomerID,Country,FirstOrder,LastOrder,Orders,Revenue", ...Array.from({ length: 4_372 }, line)].join("\n");
}

/** Begins to measure how long the page does not draw. */
async function watchFrames(page) {
  await page.evaluate(() => {
    let before = performance.now();
    window.longestFrame = 0;
    requestAnimationFrame(function next(now) {
      window.longestFrame = Math.max(window.longestFrame, now - before);
      before = now;
      requestAnimationFrame(next);
    });
  });
}

async function longestFrame(page) {
  return Math.round(await page.evaluate(() => window.longestFrame));
}

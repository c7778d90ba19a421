// The import of orders: every line accounted for by type, repaired by hand where it cannot be
// read, once and not twice, on every device, and back again.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { ordersOf, query } from "./support/database.mjs";
import { settles } from "./support/eventually.mjs";
import { journey } from "./support/journey.mjs";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const LINES = [
  "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6.0,2010-12-01 08:26:00,2.55,17850.0,United Kingdom",
  "536365,71053,WHITE METAL LANTERN,6.0,2010-12-01 08:26:00,3.39,17850.0,United Kingdom",
  "536365,71053,WHITE METAL LANTERN,6.0,2010-12-01 08:26:00,3.39,17850.0,United Kingdom",
  "536366,22633,HAND WARMER UNION JACK,6.0,2010-12-01 08:28:00,1.85,17850.0,United Kingdom",
  "C536379,D,Discount,-1.0,2010-12-01 09:41:00,27.5,14527.0,United Kingdom",
  "536544,21773,DECORATIVE ROSE BATHROOM BOTTLE,1.0,2010-12-01 14:32:00,2.51,,United Kingdom",
  "536545,21134,,1.0,2010-12-01 14:32:00,0.0,,United Kingdom",
  "536589,21777,,-10.0,2010-12-01 16:50:00,0.0,,United Kingdom",
  "A563186,B,Adjust bad debt,1.0,2011-08-12 14:51:00,-11062.06,,United Kingdom",
];
// 15.30 + 20.34 + 20.34 + 11.10 - 27.50 + 2.51 + 0 + 0 - 11,062.06 pounds, in pence.
const NET = 5598 + 1110 - 2750 + 251 - 1_106_206;
const ALL = { documents: 7, lines: LINES.length, net: NET };
const WALK_IN = "Penjualan tanpa pelanggan";

journey("orders of a file come in by type without a line, reach other devices and go back", async (stage) => {
  const [mks, second, pusat] = await stage.people("mks", "mks", "pusat");
  const file = table("penjualan.csv", LINES);
  // Opened from what the device keeps, as on every day but the first.
  await mks.appKept();
  await mks.visit("/settings/import/orders");
  mks.line.cut();
  await mks.importOrders.choose(file);
  await mks.importOrders.currency("GBP");
  assert.deepEqual(await mks.importOrders.survey(), { lines: LINES.length, failed: 0 });
  const types = await mks.importOrders.types();
  assert.deepEqual(types, { sale: 4, return: 1, correction: 1, bad_debt: 1 });
  assert.deepEqual(await mks.importOrders.surveyed(), ALL);
  const report = await mks.importOrders.run();
  assert.deepEqual(report, { all: ALL, created: ALL });

  // Without a line the orders are in the list and on the card of their customer.
  await mks.frame.go("customers");
  await mks.customers.search("17850");
  await mks.customers.openFirst();
  await mks.card.shows(/Pesanan 536365 · Diterima · £\s?55,98/);
  await mks.openCustomer(WALK_IN);
  await mks.card.shows(/Pesanan 536544 · Diterima · £\s?2,51/);
  await mks.card.shows(/A563186 .*11\.062,06/);
  mks.line.restore();
  await mks.frame.synced(60_000);

  // Plain SQL over D1 and the dashboard come to what the report says.
  assert.deepEqual(ordersOf("MKS", "GBP"), { all: ALL, types });
  await mks.frame.go("sales");
  await mks.report.open();
  await mks.report.period("");
  await mks.report.currency("GBP");
  for (const table of ["months", "customers"]) {
    await settles(`what the dashboard says of ${table}`, () => mks.report.total(table), NET);
  }

  for (const other of [second, pusat]) {
    await other.frame.go("sales");
    await other.orders.period("");
    await other.orders.search("536365");
    await other.frame.eventually("the order is there", async () => (await other.orders.rows.count()) === 1, 30_000);
    await other.orders.rows.first().click();
    await other.page.getByText("WHITE METAL LANTERN").nth(1).waitFor();
  }

  // The same file once more changes nothing.
  await mks.importOrders.open();
  await mks.importOrders.another(file);
  await mks.importOrders.currency("GBP");
  await mks.importOrders.survey();
  assert.deepEqual(await mks.importOrders.run(), { all: ALL, existing: ALL });

  // The undo of a second run takes back what it made, and leaves what the first one did.
  const more = table("penjualan.csv", [...LINES, "536999,22633,HAND WARMER UNION JACK,2.0,2010-12-03 08:28:00,1.85,17850.0,United Kingdom"]);
  await mks.importOrders.another(more);
  await mks.importOrders.currency("GBP");
  await mks.importOrders.survey();
  const grown = await mks.importOrders.run();
  assert.deepEqual([grown.existing, grown.created], [ALL, { documents: 1, lines: 1, net: 370 }]);
  await mks.importOrders.undo();
  await mks.frame.synced(60_000);
  await mks.frame.go("sales");
  await mks.orders.period("");
  await mks.orders.search("5369");
  await mks.orders.rows.first().waitFor({ state: "detached" });
  await mks.orders.search("536365");
  await settles("orders that were there before", () => mks.orders.rows.count(), 1);
}, { limitMs: 240_000 });

journey("an import is undone after a reload, brought back by the next one and undone again", async (stage) => {
  const mks = await stage.person("mks");
  const number = unique("U").replace(" ", "-");
  const name = `${number}.csv`;
  const line = (document, customer, price) => `${number}-${document},OLI-1,Oli,2,2026-11-23,${price},${customer},`;
  const file = table(name, [line(1, `${number}A`, 1_000), line(2, `${number}A`, 500), line(3, `${number}B`, 250)]);
  const all = { documents: 3, lines: 3, net: 3_500 };
  await mks.importOrders.open();
  await mks.importOrders.choose(file);
  await mks.importOrders.survey();
  assert.deepEqual(await mks.importOrders.run(), { all, created: all });
  await settlesAt(mks, number, { orders: 3, customers: 2 });

  await mks.restart("/settings/import/orders");
  assert.match(await mks.importOrders.undoRemembered(name), /^3 pesanan dan 2 pelanggan .*Makassar/);
  await settlesAt(mks, number, { orders: 0, customers: 0 });
  await mks.frame.synced(60_000);
  assert.deepEqual(stored(number), { orders: 0, customers: 0 });

  await mks.importOrders.open();
  await mks.importOrders.choose(file);
  await mks.importOrders.survey();
  assert.deepEqual(await mks.importOrders.run(), { all, restored: all });
  await settlesAt(mks, number, { orders: 3, customers: 2 });
  await mks.frame.synced(60_000);
  assert.deepEqual(stored(number), { orders: 3, customers: 2 });

  // Only this device knows which run took them back, and it still does after a reload.
  await mks.visit("/settings/import/orders");
  assert.match(await mks.importOrders.undoRemembered(name), /^3 pesanan dan 2 pelanggan /);
  await settlesAt(mks, number, { orders: 0, customers: 0 });

  // A file that was wrong comes in right the next time.
  const right = table(name, [line(1, `${number}A`, 1_500), line(2, `${number}A`, 500), line(3, `${number}B`, 250)]);
  const better = { documents: 3, lines: 3, net: 4_500 };
  await mks.importOrders.open();
  await mks.importOrders.choose(right);
  await mks.importOrders.survey();
  assert.deepEqual(await mks.importOrders.run(), { all: better, restored: better });
  await settlesAt(mks, number, { orders: 3, customers: 2 });
  await mks.importOrders.open();
  await mks.importOrders.another(right);
  await mks.importOrders.survey();
  assert.deepEqual(await mks.importOrders.run(), { all: better, existing: better });
}, { limitMs: 240_000 });

journey("lines that cannot be read are put right in the table, in English too", async (stage) => {
  const mks = await stage.person("mks");
  await mks.frame.go("settings");
  await mks.settings.language("en");
  await mks.importOrders.open();
  const number = unique("R").replace(" ", "-");
  const lines = [
    `${number},OLI-1,Oil,2,23/11/2026,"1.250,50",,`,
    `${number},OLI-2,Oil,two,23/11/2026,"1.000,00",,`,
    `${number}-B,OLI-2,Oil,3,24/11/2026,"1.000,00",,`,
  ];
  await mks.importOrders.choose(table(`${number}.csv`, lines));
  assert.deepEqual(await mks.importOrders.survey(), { lines: 3, failed: 1 });
  await mks.page.getByText(/Quantity: /).first().waitFor();
  // The whole document waits, so that no order lacks anything.
  const first = await mks.importOrders.run();
  assert.deepEqual(first.all, { documents: 1, lines: 1, net: 3_000 });
  await mks.page.getByText(/1 document is not in/).waitFor();

  await mks.importOrders.another(table(`${number}.csv`, lines));
  await mks.importOrders.survey();
  await mks.importOrders.fix(3, "Quantity", "1,5");
  assert.deepEqual(await mks.importOrders.survey(), { lines: 3, failed: 0 });
  const { created, existing } = await mks.importOrders.run();
  // 2 × 1,250.50 and 1.5 × 1,000 rupiah.
  assert.deepEqual([created, existing], [{ documents: 1, lines: 2, net: 4_001 }, { documents: 1, lines: 1, net: 3_000 }]);
});

journey("an import that was stopped goes on where it stood, also on another day, and is undone whole", async (stage) => {
  const mks = await stage.person("mks");
  const number = unique("S").replace(" ", "-");
  const name = `${number}.csv`;
  const line = (_, at) => `${number}-${at},OLI-1,Oli,1,2026-11-23,1000,${number},`;
  const file = table(name, Array.from({ length: 4_000 }, line));
  const all = { documents: 4_000, lines: 4_000, net: 4_000_000 };
  await mks.importOrders.open();
  await mks.importOrders.choose(file);
  await mks.importOrders.survey();
  assert.match(await mks.importOrders.stopWhenUnderWay(), /^Kira-kira [1-9]\d* (dtk|mnt) lagi$/);
  // What it has made so far can be taken back at once, and comes again.
  await mks.importOrders.undoRemembered(name);
  await mks.importOrders.stopWhenUnderWay();
  await mks.restart("/settings/import/orders");
  await mks.importOrders.remembered(`${name} belum selesai`).waitFor();
  await mks.importOrders.choose(file);
  await mks.importOrders.survey();
  const report = await mks.importOrders.run();
  assert.deepEqual(report.all, all);
  const { created, restored } = report;
  assert.equal(created.documents + restored.documents, all.documents);
  assert.ok(restored.documents > 0, "what the first part took back counts as taken back");
  await mks.importOrders.undo();
  await settlesAt(mks, number, { orders: 0, customers: 0 });
}, { limitMs: 300_000 });

/** Orders and customers in the lists whose number or code begins so. */
async function imported(person, number) {
  await person.frame.go("sales");
  await person.orders.period("");
  await person.orders.search(number);
  await person.page.getByTestId("order-search").waitFor();
  const orders = await person.orders.rows.count();
  await person.frame.go("customers");
  await person.customers.search(number);
  await person.customers.searchField.waitFor();
  return { orders, customers: await person.customers.rows.count() };
}

/** The same as the views over D1 hold it. */
function stored(number) {
  const [{ orders }] = query(`SELECT count(*) AS orders FROM sales_order WHERE document LIKE '${number}%'`);
  const [{ customers }] = query(`SELECT count(*) AS customers FROM customer WHERE name LIKE '%${number}%'`);
  return { orders, customers };
}

function settlesAt(person, number, expected) {
  return settles("what is there of the import", () => imported(person, number), expected);
}

function table(name, lines) {
  return { name, mimeType: "text/csv", buffer: Buffer.from([HEADER, ...lines].join("\n")) };
}

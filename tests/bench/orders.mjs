// Imports half a million real lines of orders, and measures the book of the branch before and after:
// node tests/bench/orders.mjs. Beside the times it compares what the orders come to by the report of
// the import, by the dashboard, by a customer's card, and by plain SQL over D1.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { amountOf } from "../e2e/pages/report.mjs";
import { EMAILS, PASSWORD } from "../e2e/support/company.mjs";
import { stranger } from "./stranger.mjs";
import { median, percentile, print, short } from "./table.mjs";

const PACKED = "../shared/data/online_retail.csv.xz";
const REPORT = "worker/hub/reports/orders.sql";
// The customer of the file who bought most; those without a code are no customers. The lines are
// summed once, as plain views are worked out anew wherever they are named.
const BEST = `
  WITH summed AS MATERIALIZED (SELECT order_id, sum(amount) AS amount FROM order_line GROUP BY order_id)
  SELECT sold.customer_id AS id, count(*) AS orders, sum(iif(sold.type = 'return', -summed.amount, summed.amount)) AS net
  FROM sales_order AS sold JOIN summed ON summed.order_id = sold.id JOIN customer ON customer.id = sold.customer_id
  WHERE sold.currency = 'GBP' AND customer.name LIKE 'Pelanggan %'
  GROUP BY sold.customer_id ORDER BY net DESC LIMIT 1`;
const SOURCE = "ritel";
const ROUNDS = 5;
const LONG_MS = 1_800_000;
const IDLE_MS = 10_000;

const rows = [];
if (existsSync(PACKED)) await measure();
else console.log(`${PACKED} is absent: the import of orders is not measured.`);

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), "relasi-orders-"));
  try {
    const before = await measureBook(await signedIn("mks"));
    const file = unpack(folder);
    const head = await signedIn("mks");
    const report = await measureImport(head, file);
    await compareFigures(head, report);
    await head.device.dispose();
    const second = await measureFirstSync();
    compareBooks(before, await measureBook(second));
    print(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function unpack(folder) {
  const file = join(folder, `${SOURCE}.csv`);
  const { status, error } = spawnSync("xz", ["-dc", PACKED], { stdio: ["ignore", openSync(file, "w"), "inherit"] });
  assert.equal(status, 0, `xz cannot unpack ${PACKED}: ${error}`);
  return file;
}

/** From the choice of the file until every order is on the server. */
async function measureImport(head, file) {
  await head.visit("/settings/import/orders");
  const began = Date.now();
  await head.importOrders.choose(file);
  const lines = await head.importOrders.survey();
  rows.push({ what: `orders: reading ${short(lines.lines)} lines, s`, relasi: seconds(began) });
  await head.importOrders.currency("GBP");
  await head.importOrders.survey();
  await head.page.evaluate(() => window.bench.tasks.splice(0));
  const started = Date.now();
  const report = await head.importOrders.run(LONG_MS);
  rows.push({ what: `orders: importing ${short(report.all.documents)} documents, s`, relasi: seconds(started) });
  rows.push({ what: "orders: longest task of the page while importing, ms", relasi: short(await longestTask(head)) });
  await head.frame.synced(LONG_MS);
  rows.push({ what: "orders: from the start until all is on the server, s", relasi: seconds(started) });
  rows.push({ what: "orders: longest task of the page until then, ms", relasi: short(await longestTask(head)) });
  rows.push({ what: "orders: most memory of the tab and its worker, MB", relasi: short(await peakMemory(head)) });
  assert.equal(report.created.documents, report.all.documents);
  return report;
}

/** The same figures by four ways. Amounts are pence. */
async function compareFigures(head, report) {
  const sql = query(readFileSync(REPORT, "utf8")).filter((row) => row.branch === "MKS" && row.currency === "GBP");
  const sum = (name) => sql.reduce((total, row) => total + row[name], 0);
  assert.deepEqual({ documents: sum("orders"), lines: sum("lines"), net: sum("net") }, report.all, "the report of the import is what D1 holds");

  await head.visit("/sales/report");
  await head.report.period("");
  await head.page.getByTestId("field-currency").selectOption("GBP");
  await head.frame.eventually("the dashboard comes to it", async () => (await head.report.total("months")) === report.all.net, 60_000);
  assert.equal(await head.report.total("customers"), report.all.net, "the customers of the dashboard come to it");

  const [best] = query(BEST);
  const ids = await head.report.customers.evaluateAll((rows) => rows.map((row) => row.dataset.id));
  const amounts = await head.report.amounts(head.report.customers);
  assert.equal(amounts[ids.indexOf(best.id)], best.net, "the dashboard and D1 agree on the best customer");
  await head.visit(`/customers/${best.id}?show=orders`);
  assert.deepEqual(await ordersOnCard(head), { orders: best.orders, net: best.net }, "so does the card");
  rows.push({ what: "orders: value of the import, by report, dashboard and SQL, GBP", relasi: (report.all.net / 100).toFixed(2) });
}

/** How many orders the open card shows, and what they come to. */
async function ordersOnCard(person) {
  await person.card.appears();
  const all = person.page.locator("#timeline > section > button");
  if (await all.isVisible()) await all.click();
  const titles = await person.page.locator(".tl > li > strong").allInnerTexts();
  const net = (title) => amountOf(title.split("·").at(-1)) * (title.startsWith("Retur") ? -1 : 1);
  return { orders: titles.length, net: titles.reduce((sum, title) => sum + net(title), 0) };
}

/** A second device of the branch, empty, until it holds everything. */
async function measureFirstSync() {
  const person = await stranger();
  let bytes = 0;
  const session = await person.page.context().newCDPSession(person.page);
  await session.send("Network.enable");
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await person.signIn.email.fill(EMAILS.mks);
  await person.signIn.password.fill(PASSWORD);
  const began = Date.now();
  await person.signIn.button.click();
  await person.page.waitForFunction(() => window.bench.syncedMs, null, { timeout: LONG_MS });
  const took = (Date.now() - began) / 1000;
  const held = query("SELECT sum(count) AS held FROM feed WHERE feed IN ('company') OR feed = (SELECT 'branch:' || id FROM record WHERE kind = 'branch' AND doc ->> '$.f.code' = 'MKS')")[0].held;
  rows.push({ what: `orders: first sync of a second device, ${short(held)} records, records/s`, relasi: short(held / took) });
  rows.push({ what: "orders: the same, s", relasi: took.toFixed(1) });
  rows.push({ what: "orders: the same, MB over the line", relasi: short(bytes / 1e6) });
  rows.push({ what: "orders: the same, most memory of the tab, MB", relasi: short(await peakMemory(person)) });
  await session.detach();
  return person;
}

/** List, search, card and cold start of the book on a device, which ends. */
async function measureBook(person) {
  await person.frame.synced(LONG_MS);
  // What was pulled is folded into chunks while nobody works.
  await person.page.waitForTimeout(IDLE_MS);
  await person.frame.go("customers");
  await person.customers.rows.first().waitFor();
  const customers = await person.page.evaluate(() => /[\d.]+/.exec(document.querySelector("[data-testid=nav-customers]").innerText)[0].replace(".", ""));
  const search = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of ["s", "si", "siti", "178", "08", "0812", "dd 5"]) search.push(await person.page.evaluate((text) => window.timeKeystroke(text), query));
  }
  const card = [];
  await person.page.evaluate(() => window.timeKeystroke(""));
  for (let at = 0; at < 3 * ROUNDS; at += 1) card.push(await person.page.evaluate((row) => window.timeCard(row), at));
  await person.appKept();
  const cold = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await person.device.stop();
    await person.device.start();
    await person.openTab();
    await person.device.context.setOffline(true);
    await person.visit("/customers");
    await person.customers.rows.first().waitFor();
    cold.push(await person.page.evaluate(() => window.bench.rowsMs - window.bench.wasmMs));
  }
  await person.device.dispose();
  return { customers, search: median(search), searchP95: percentile(search, 95), card: median(card), cold: median(cold) };
}

function compareBooks(before, after) {
  const both = (name) => `${short(after[name])} (before ${short(before[name])})`;
  const book = `${Number(after.customers).toLocaleString("en")} customers (before ${before.customers})`;
  rows.push({ what: "orders: customers of the branch", relasi: book });
  rows.push({ what: "orders: search, keystroke to painted rows, ms", relasi: both("search") });
  rows.push({ what: "orders: the same, p95, ms", relasi: both("searchP95") });
  rows.push({ what: "orders: a row pressed until its card is painted, ms", relasi: both("card") });
  rows.push({ what: "orders: cold start offline, WASM ready to first list, ms", relasi: both("cold") });
}

/** Rows of a query over the database of the local runtime. */
function query(sql) {
  const database = new DatabaseSync(process.env.RELASI_DATABASE, { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

/** Greatest resident memory of the renderer so far, in megabytes. */
async function peakMemory(person) {
  const session = await person.page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const peaks = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+)/.exec(status)[1]) / 1000;
  });
  return Math.max(...peaks);
}

async function longestTask(person) {
  return Math.max(0, ...(await person.page.evaluate(() => window.bench.tasks)));
}

function seconds(began) {
  return ((Date.now() - began) / 1000).toFixed(1);
}

async function signedIn(name) {
  const person = await stranger();
  await person.signIn.as(EMAILS[name], PASSWORD);
  await person.frame.synced(120_000);
  return person;
}

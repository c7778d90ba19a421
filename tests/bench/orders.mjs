// Imports half a million real lines of orders, and measures the book of the branch before and after:
// node tests/bench/orders.mjs. Beside the times it compares what the orders come to by the survey of
// the file, by the report of the import, by the dashboard, by a customer's card, and by plain SQL
// over D1.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { amountOf } from "../e2e/pages/report.mjs";
import { EMAILS, PASSWORD } from "../e2e/support/company.mjs";
import { ordersOf, query } from "../e2e/support/database.mjs";
import { customers } from "./customers.mjs";
import { peakMemory } from "./memory.mjs";
import { coldStart } from "./relasi.mjs";
import { stranger } from "./stranger.mjs";
import { median, percentile, print, short } from "./table.mjs";

const PACKED = "../shared/data/online_retail.csv.xz";
// What is in the file; the rules that read it find the same in domain/tests/online_retail.rs. Pence.
const FILE = { documents: 25_900, lines: 541_909, net: 974_774_793 };
const TYPES = { sale: 20_725, return: 3_836, correction: 1_336, bad_debt: 3 };
// Customers of the branch before the import.
const BASELINE = 2_000;
const WALK_IN = "Penjualan tanpa pelanggan";
// The customer of the file who bought most; those without a code are no customers. The lines are
// summed once, as plain views are worked out anew wherever they are named.
const BEST = `
  WITH summed AS MATERIALIZED (SELECT order_id, sum(amount) AS amount FROM order_line GROUP BY order_id)
  SELECT sold.customer_id AS id, customer.name, count(*) AS orders, sum(iif(sold.type = 'return', -summed.amount, summed.amount)) AS net
  FROM sales_order AS sold JOIN summed ON summed.order_id = sold.id JOIN customer ON customer.id = sold.customer_id
  WHERE sold.currency = 'GBP' AND customer.name LIKE 'Pelanggan %'
  GROUP BY sold.customer_id ORDER BY net DESC LIMIT 1`;
const SOURCE = "ritel";
const ROUNDS = 5;
const LONG_MS = 1_800_000;
const IDLE_MS = 10_000;
const QUERIES = ["s", "si", "siti", "178", "08", "0812", "dd 5"];

const rows = [];
if (existsSync(PACKED)) await measure();
else console.log(`${PACKED} is absent: the import of orders is not measured.`);

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), "relasi-orders-"));
  try {
    // A device without a line keeps the book as it was, to be measured in turn with the full one.
    const head = await signedIn("mks");
    await fillBranch(head);
    const before = await signedIn("mks");
    assert.equal(await before.page.evaluate(countedCustomers), BASELINE, "the book before the import");
    await settle(before);
    const file = unpack(folder);
    const report = await measureImport(head, file);
    const best = await compareFigures(head, report);
    await head.device.dispose();
    const after = await measureFirstSync();
    await settle(after);
    await compareBooks(before, after, { "the best customer of the file": best.name, "orders without a customer": WALK_IN });
    print(rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes customers until the branch has as many as a book should be as fast with. */
async function fillBranch(head) {
  const known = await head.page.evaluate(countedCustomers);
  await head.visit("/settings/import");
  const buffer = Buffer.from(customers(BASELINE - known));
  await head.import.choose({ name: "cabang.csv", mimeType: "text/csv", buffer });
  await head.import.run(600_000);
  await head.frame.synced(600_000);
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
  assert.equal((await head.importOrders.survey()).failed, 0);
  assert.deepEqual(await head.importOrders.surveyed(), FILE, "the survey finds what is in the file");
  assert.deepEqual(await head.importOrders.types(), TYPES);
  await head.page.evaluate(() => window.bench.tasks.splice(0));
  const started = Date.now();
  const report = await head.importOrders.run(LONG_MS);
  rows.push({ what: `orders: importing ${short(report.all.documents)} documents, s`, relasi: seconds(started) });
  rows.push({ what: "orders: longest task of the page while importing, ms", relasi: short(await longestTask(head)) });
  await head.frame.synced(LONG_MS);
  rows.push({ what: "orders: from the start until all is on the server, s", relasi: seconds(started) });
  rows.push({ what: "orders: longest task of the page until then, ms", relasi: short(await longestTask(head)) });
  rows.push({ what: "orders: most memory of the tab and its worker, MB", relasi: short(await peakMemory(head.page)) });
  assert.deepEqual(report, { all: FILE, created: FILE }, "the report comes to what the survey found");
  return report;
}

/** The same figures by four ways. Amounts are pence. Answers the best customer of the file. */
async function compareFigures(head, report) {
  assert.deepEqual(ordersOf("MKS", "GBP"), { all: report.all, types: TYPES }, "the report of the import is what D1 holds");

  await head.visit("/sales/report");
  await head.report.period("");
  await head.report.currency("GBP");
  await head.frame.eventually("the dashboard comes to it", async () => (await head.report.total("months")) === report.all.net, 60_000);
  assert.equal(await head.report.total("customers"), report.all.net, "the customers of the dashboard come to it");

  const [best] = query(BEST);
  const ids = await head.report.customers.evaluateAll((rows) => rows.map((row) => row.dataset.id));
  const amounts = await head.report.amounts(head.report.customers);
  assert.equal(amounts[ids.indexOf(best.id)], best.net, "the dashboard and D1 agree on the best customer");
  await head.visit(`/customers/${best.id}?show=orders`);
  assert.deepEqual(await ordersOnCard(head), { orders: best.orders, net: best.net }, "so does the card");
  rows.push({ what: "orders: value of the import, by report, dashboard and SQL, GBP", relasi: (report.all.net / 100).toFixed(2) });
  return best;
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
  rows.push({ what: "orders: the same, most memory of the tab, MB", relasi: short(await peakMemory(person.page)) });
  await session.detach();
  return person;
}

/** Waits until a device has folded what it pulled, and takes its line away. */
async function settle(person) {
  await person.frame.synced(LONG_MS);
  await person.appKept();
  await person.page.waitForTimeout(IDLE_MS);
  await person.device.context.setOffline(true);
}

/**
 * List, search, card and cold start of both books, in turn; and the cards of those whom only the full
 * book holds, named by what they are.
 */
async function compareBooks(poor, full, imported) {
  const books = [poor, full].map((person) => ({ person, search: [], card: [], cold: [] }));
  const cards = Object.entries(imported).map(([what, name]) => ({ what, name, times: [] }));
  // Customers that both books hold.
  let names;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const book of books) names = await measureBook(book, names);
    for (const { name, times } of cards) times.push(await measureCard(full.page, name));
  }
  const [before, after] = books;
  const both = (read) => `${short(read(after))} (before ${short(read(before))})`;
  rows.push({ what: "orders: customers of the branch", relasi: both((book) => book.customers) });
  rows.push({ what: "orders: search, keystroke to painted rows, ms", relasi: both((book) => median(book.search)) });
  rows.push({ what: "orders: the same, p95, ms", relasi: both((book) => percentile(book.search, 95)) });
  rows.push({ what: "orders: a row pressed until its card is painted, ms", relasi: both((book) => median(book.card)) });
  for (const { what, times } of cards) rows.push({ what: `orders: the same, card of ${what}, ms`, relasi: short(median(times)) });
  rows.push({ what: "orders: cold start offline, WASM ready to first list, ms", relasi: both((book) => median(book.cold)) });
  for (const { person } of books) await person.device.dispose();
}

/** One round on a device: a cold start, the search, and the cards of the same customers. */
async function measureBook(book, names) {
  const { person } = book;
  const { wasmMs, rowsMs } = await coldStart(person);
  const { page } = person;
  book.cold.push(rowsMs - wasmMs);
  book.customers = await page.evaluate(countedCustomers);
  await page.waitForTimeout(IDLE_MS);
  for (const query of QUERIES) book.search.push(await page.evaluate((text) => window.timeKeystroke(text), query));
  names ??= await page.evaluate(firstNames);
  for (const name of names) book.card.push(await measureCard(page, name));
  return names;
}

/** From the press on the row of a customer until the card is painted. */
async function measureCard(page, name) {
  await page.evaluate((text) => window.timeKeystroke(text), name);
  return page.evaluate(() => window.timeCard(0));
}

/** Runs inside the page. */
function firstNames() {
  const rows = [...document.querySelectorAll("[data-testid=customer-row]")];
  return rows.slice(0, 12).map((row) => row.querySelector("strong").innerText);
}

/** Runs inside the page. */
function countedCustomers() {
  return Number(/[\d.]+/.exec(document.querySelector("[data-testid=nav-customers]").innerText)[0].replace(".", ""));
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

// Measures Relasi against bare IndexedDB in one run of Chromium: node tests/bench/run.mjs
// Repetitions of both take turns, so that a busy machine slows both down; medians are printed.

import { EMAILS, PASSWORD, sampleUrl } from "../e2e/support/company.mjs";
import { Line } from "../e2e/support/line.mjs";
import { rowsByKey, strictTransaction } from "./bare.mjs";
import { customers } from "./customers.mjs";
import { download } from "./download.mjs";
import { coldStart, firstSync, QUERIES, saveNote } from "./relasi.mjs";
import { stranger } from "./stranger.mjs";
import { median, percentile, print, short } from "./table.mjs";
import { Writer } from "./writer.mjs";

const COUNT = Number(process.env.RELASI_BENCH_CUSTOMERS ?? 10_000);
const PUSHES = 10;
const PUSHED = 1_000;
const FIRST_SYNCS = 3;
const SAVES = 20;
const COLD_STARTS = 5;

const rows = [];
const push = await makeCustomers();
const { held, row } = push;
rows.push({ what: `push of ${short(push.changes)} changes by an import, changes/s`, relasi: short(push.changes / push.seconds), goal: "5,000" });
await measurePush();
const person = await measureFirstSync();
await measureSaves(person);
await measureSearch(person);
await measureColdStart(person);
await person.device.dispose();
await measureDownload();
console.log(`\n${short(COUNT)} customers beside those of the sample branch, ${process.arch}, one run, medians (p95 where named)\n`);
print(rows);

/** Imports the customers as the branch head and waits until the server has them. */
async function makeCustomers() {
  const line = await Line.open(sampleUrl());
  const head = await stranger(line);
  await head.signIn.as(EMAILS.mks, PASSWORD);
  await head.frame.synced(120_000);
  await head.visit("/settings/import");
  await head.import.choose({ name: "bench.csv", mimeType: "text/csv", buffer: Buffer.from(customers(COUNT)) });
  await head.import.run(600_000);
  const began = Date.now();
  const { pending } = await head.frame.status();
  await head.frame.synced(600_000);
  const seconds = (Date.now() - began) / 1000;
  await head.device.dispose();
  await line.close();
  return { changes: pending, seconds, ...heard(line) };
}

/** How much there is on the server, and a customer's record as it comes over the line. */
function heard(line) {
  const answers = line.log.filter(({ path, status }) => path === "/api/sync" && status === 200);
  const { heads } = JSON.parse(answers.at(-1).received);
  const records = answers.flatMap(({ received }) => JSON.parse(received).pages.flatMap((page) => page.rows));
  return {
    held: Object.values(heads).reduce((sum, { count }) => sum + count, 0),
    row: JSON.stringify(records.find(({ k }) => k === "customer")),
  };
}

/** Sends changes by requests alone, without a device that keeps what it sends. */
async function measurePush() {
  const writer = await Writer.open("mks");
  const found = (await writer.pull()).filter(({ k }) => k === "customer").slice(0, PUSHED);
  const rates = [];
  for (let round = 0; round < PUSHES; round += 1) {
    const began = performance.now();
    await writer.note(found, `bench ${round}`);
    rates.push(found.length / ((performance.now() - began) / 1000));
  }
  rows.push({ what: `push of ${short(found.length)} changes by requests alone, changes/s`, relasi: short(median(rates)), goal: "5,000" });
}

/** Fills empty devices, in turns with bare writes of as many rows. */
async function measureFirstSync() {
  const [ours, bareWrites, bareReads] = [[], [], []];
  let person;
  for (let round = 0; round < FIRST_SYNCS; round += 1) {
    await person?.device.dispose();
    person = await stranger();
    ours.push(held / (await firstSync(person)).press);
    const bare = await person.page.evaluate(rowsByKey, { count: held, row });
    bareWrites.push(held / (bare.write / 1000));
    bareReads.push(bare.read);
  }
  rows.push({
    what: `first sync of ${short(held)} records, records/s`,
    relasi: short(median(ours)),
    bare: `${short(median(bareWrites))} (a key each)`,
    goal: "40,000",
  });
  rows.push({ what: `reading ${short(held)} records, ms`, bare: short(median(bareReads)) });
  return person;
}

/** Saves an edit, in turns with a bare strict transaction. */
async function measureSaves(person) {
  const id = await person.openCustomer("Siti Rahmawati");
  const bare = [];
  for (let round = 0; round < SAVES; round += 1) {
    await saveNote(person, `Ukuran ${round} ${id}`);
    bare.push(await person.page.evaluate(strictTransaction, { row }));
  }
  const saves = await person.page.evaluate(() => window.bench.saves);
  const write = median(saves.map((save) => save.transaction));
  const press = median(saves.map((save) => save.press));
  const base = median(bare);
  rows.push({ what: "saving an edit, strict transaction, ms", relasi: short(write), bare: short(base), goal: `1.5 × bare (here ${short(write / base)} ×)` });
  rows.push({ what: "saving an edit, from the press until durable, ms", relasi: short(press), bare: short(base) });
}

/** Types into the search over the whole book. */
async function measureSearch(person) {
  await person.frame.go("customers");
  await person.customers.search("");
  const times = [];
  for (let round = 0; round < 10; round += 1) {
    for (const query of QUERIES) times.push(await person.page.evaluate((text) => window.timeKeystroke(text), query));
  }
  rows.push({ what: "search, keystroke to painted rows, ms", relasi: `${short(median(times))} (p95 ${short(percentile(times, 95))})`, goal: "p95 16 over 100,000" });
}

/** Opens the app again without a line. */
async function measureColdStart(person) {
  await person.frame.synced(60_000);
  await person.appKept();
  const starts = [];
  for (let round = 0; round < COLD_STARTS; round += 1) starts.push(await coldStart(person));
  const after = (name) => short(median(starts.map((start) => start[name] - start.wasmMs)));
  rows.push({ what: "cold start offline, WASM ready to first list, ms", relasi: after("rowsMs"), goal: "250 with 100,000" });
  rows.push({ what: "cold start offline, navigation to WASM ready, ms", relasi: short(median(starts.map((start) => start.wasmMs))) });
}

async function measureDownload() {
  const { all, wasm } = await download();
  const sizes = ({ raw, gzip, brotli }) => [raw, gzip, brotli].map((bytes) => Math.round(bytes / 1000)).join(" / ");
  rows.push({ what: "WASM, kB plain / gzip / Brotli", relasi: sizes(wasm) });
  rows.push({ what: "whole download, kB plain / gzip / Brotli", relasi: sizes(all), goal: "600 Brotli" });
}

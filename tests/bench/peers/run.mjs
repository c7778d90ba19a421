// Measures libraries that people use for the same purpose, on the same records and in the same browser, and
// Relasi among them where it is served: node tests/bench/peers/run.mjs. Peers pull from and push to a
// server in Node that answers from memory, which is quicker than Relasi's Worker over D1.

import { availableParallelism, loadavg } from "node:os";
import { download } from "../download.mjs";
import { bundles, downloadOf } from "./bundle.mjs";
import { Book } from "./feed.mjs";
import { Peer } from "./peer.mjs";
import { grow, SAMPLES } from "./records.mjs";
import { Figures } from "./report.mjs";
import { PEERS, SIZES } from "./scale.mjs";
import { Server } from "./server.mjs";
import { failures, measureBook, measureDays } from "./tasks.mjs";

const figures = new Figures();
const load = () => loadavg().map((value) => value.toFixed(1)).join(" ");
// Only with a Worker is there a company to sign in to.
const company = process.env.RELASI_URL && (await (await import("./company.mjs")).Company.open());
const server = await Server.open(await bundles(PEERS.map(([name]) => name)));
const peers = PEERS.map(([name, [title, limit]]) => new Peer(name, title, server, limit));
const before = load();
for (const size of SIZES) await measure(size);
for (const peer of peers) note("download", peer, (await downloadOf(peer.name)) / 1000);
if (company) note("download", { title: "Relasi" }, (await download()).all.brotli / 1000);
print();
server.close();
if (failures.size > 0) process.exitCode = 1;

/** Everybody over a book of this size. */
async function measure(size) {
  const relasi = await company?.grow(size);
  const book = new Book(grow(relasi?.customers ?? SAMPLES, size));
  for (const { line } of peers) book.warm(line.limit);
  server.serve(book);
  const subjects = [...(relasi ? [relasi] : []), ...peers];
  try {
    await measureBook(subjects, size, note);
    if (size === SIZES.at(-1)) await measureDays(subjects, book.records, note);
  } finally {
    for (const subject of subjects) await subject.dispose();
  }
}

function note(task, subject, value) {
  console.error(`${task}: ${subject.title} ${value.toFixed(1)}`);
  figures.note(task, subject, value);
}

function print() {
  const titles = [...(company ? ["Relasi"] : []), ...peers.map(({ title }) => title)];
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, ${process.arch}, load before ${before}, after ${load()}`);
  console.log(`Medians (p10–p90, n repetitions) and how many times better Relasi is\n\n${figures.table(titles)}`);
}

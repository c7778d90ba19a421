// Measures a branch of ten thousand on a server that holds little else, and again when it holds a million
// records of others: node tests/bench/scale.mjs

import { fill } from "./ballast.mjs";
import { Company } from "./peers/company.mjs";
import { firstSync } from "./relasi.mjs";
import { stranger } from "./stranger.mjs";
import { print, short, spread } from "./table.mjs";
import { Writer } from "./writer.mjs";

const BRANCH = 10_000;
const RECORDS = Number(process.env.RELASI_BENCH_RECORDS ?? 1_000_000);
const PUSHED = 500;
const ROUNDS = 10;

const TASKS = {
  sync: "first sync, records/s",
  pull: "the same by requests alone, records/s",
  push: `a push of ${PUSHED} changes, ms`,
  one: "a push of one change, ms",
  ask: "asking where nothing is new, ms",
};

const company = await Company.open();
const { held, customers } = await company.grow(BRANCH);
const writer = await Writer.open("mks");
const few = await measure();
fill(company.other, RECORDS);
const many = await measure();
const row = ([task, what]) => ({ what, few: spread(few[task]), many: spread(many[task]) });
console.log(`\n${short(held)} records of a branch, medians (p10–p90, n repetitions)\n`);
print(Object.entries(TASKS).map(row), { what: "", few: "beside little", many: `beside ${short(RECORDS)} records` });

async function measure() {
  const found = { sync: [], pull: [], push: [], one: [], ask: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const person = await stranger();
    found.sync.push(held / (await firstSync(person)).sync);
    await person.device.dispose();
    found.pull.push(held / ((await time(() => writer.pull())) / 1000));
    found.push.push(await time(() => writer.note(customers.slice(round * PUSHED).slice(0, PUSHED), `Ukuran ${round}`)));
    found.one.push(await time(() => writer.note([customers[round]], `Satu ${round}`)));
    await writer.pull();
    found.ask.push(await time(() => writer.ask()));
  }
  return found;
}

async function time(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

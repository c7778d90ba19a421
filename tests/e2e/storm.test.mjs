// Somebody works while the line does everything wrong: nothing is lost, nothing happens twice, and
// "synced" is only said when it is so.

import assert from "node:assert/strict";
import { journey } from "./support/journey.mjs";
import { assertAppliedOnce, missing } from "./support/database.mjs";
import { Storm } from "./support/storm.mjs";
import { Work } from "./support/storm-work.mjs";
import { installSyncWatch, syncLies } from "./support/watch-sync.mjs";

const FIRST_SEED = Number(process.env.RELASI_SEED ?? 1);
const STORMS = Number(process.env.RELASI_STORMS ?? 1);
const STEPS = Number(process.env.RELASI_STORM_STEPS ?? 14);
const STEP_MS = 15_000;

for (let seed = FIRST_SEED; seed < FIRST_SEED + STORMS; seed += 1) {
  journey(`a day's work in the storm of seed ${seed} arrives once`, (stage) => weather(stage, seed), {
    limitMs: 180_000 + STEPS * STEP_MS,
  });
}

async function weather(stage, seed) {
  const storm = new Storm(seed);
  try {
    await workThrough(stage, storm, seed);
  } catch (error) {
    const last = storm.log.slice(-8).map(({ name, path }) => `${name} ${path}`);
    const again = `RELASI_SEED=${seed} RELASI_STORM_STEPS=${STEPS}`;
    throw new Error(`${again} does it again; the line did last: ${last.join(", ")}`, { cause: error });
  }
}

async function workThrough(stage, storm, seed) {
  const rina = await stage.person("rina");
  await rina.device.prepare(installSyncWatch);
  await rina.visit("/customers");
  const work = new Work(rina, seed);
  const rule = rina.line.spoil("/api/", storm.fault);
  for (let step = 0; step < STEPS; step += 1) {
    await work.step();
    await isHonest(rina, work);
  }
  assert.ok(storm.harmed >= STEPS / 2, `${storm.harmed} of ${rule.used} requests came to harm`);
  rina.line.mend();
  const { refused, conflicts } = await rina.frame.synced(60_000);
  assert.deepEqual({ refused, conflicts }, { refused: 0, conflicts: 0 }, "nothing needs a person");
  assert.deepEqual(await syncLies(rina.page), []);
  assertAppliedOnce(work.saved);
  await showsAll(rina, work);
  // Somebody else of the branch, whose device has seen nothing of the storm.
  await showsAll(await stage.person("mks"), work);
}

/** What a person is told is compared with the server's own database. */
async function isHonest(person, work) {
  const saved = [...work.saved];
  const { state, pending } = await person.frame.status();
  if (["synced", "attention"].includes(state) && pending === 0) {
    assert.deepEqual(missing(saved), [], `the app says ${state}`);
  }
}

async function showsAll(person, { customers }) {
  for (const { id, shown, subjects } of customers) {
    await person.visit(`/customers/${id}`);
    for (const text of Object.values(shown)) await person.card.shows(text);
    for (const subject of subjects) {
      await person.card.shows(subject);
      assert.equal(await person.card.moments(subject), 1, subject);
    }
  }
}

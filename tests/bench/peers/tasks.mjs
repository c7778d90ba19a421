// What is measured, in turns, so that a busy machine slows everybody down alike.

import { CHANGED, EDITS, PATIENCE_MS, ROUNDS } from "./scale.mjs";

/** Who failed, and why. */
export const failures = new Map();

/** First sync, and search over the book. Figures go to `note(task, subject, value)`. */
export async function measureBook(subjects, size, note) {
  await inTurns(subjects, async (subject) => {
    const { rate, bytes, peak } = await subject.fill();
    note(`sync ${size}`, subject, rate);
    note("bytes", subject, bytes);
    note(`peak ${size}`, subject, peak);
  });
  await everyone(subjects, (subject) => subject.settle());
  await everyone(subjects, (subject) => subject.openList());
  await inTurns(subjects, async (subject, round) => note(`search ${size}`, subject, await subject.search(size, round)));
}

/** Everything that a device does day by day, over a book that it holds. */
export async function measureDays(subjects, records, note) {
  await inTurns(subjects, async (subject, round) => note("catch-up", subject, await subject.catchUp(CHANGED, `Kabar ${round}`)));
  await everyone(subjects, (subject) => subject.openBranches?.());
  await inTurns(subjects, async (subject, round) => note("branch", subject, await subject.branch(round)));
  await everyone(subjects, (subject) => subject.closeBranches?.());
  await everyone(subjects, (subject) => subject.openCard());
  await inTurns(subjects, async (subject, round) => {
    const { press, transaction } = await subject.save(records[round * 7], `Ukuran ${round}`);
    note("save", subject, press);
    note("transaction", subject, transaction);
  });
  await inTurns(subjects, async (subject, round) => {
    const { edits, push } = await subject.saveMany(records.slice(1_000 + round * EDITS).slice(0, EDITS), `Banyak ${round}`);
    note("edits", subject, edits);
    note("push", subject, push);
  });
  await everyone(subjects, (subject) => subject.settle());
  await inTurns(subjects, async (subject) => {
    const { library, whole, search } = await subject.cold();
    note("cold", subject, library);
    if (search) note("cold search", subject, search);
    note("cold whole", subject, whole);
  });
  await everyone(subjects, async (subject) => {
    await subject.search(0, 2);
    note("memory", subject, await subject.memory());
  });
}

/** Lets everybody repeat a task. Who takes long is let off, and who fails takes no further part. */
async function inTurns(subjects, measure) {
  const used = new Map(subjects.map((subject) => [subject, 0]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const subject of subjects.filter((subject) => !failures.has(subject) && used.get(subject) <= PATIENCE_MS)) {
      const began = performance.now();
      await attempt(subject, () => measure(subject, round));
      used.set(subject, used.get(subject) + performance.now() - began);
    }
  }
}

/** Lets everybody do something once that is not measured. */
async function everyone(subjects, work) {
  for (const subject of subjects.filter((subject) => !failures.has(subject))) await attempt(subject, () => work(subject));
}

async function attempt(subject, work) {
  try {
    await work();
  } catch (error) {
    failures.set(subject, error);
    console.error(`${subject.title} takes no further part: ${error.stack}`);
  }
}

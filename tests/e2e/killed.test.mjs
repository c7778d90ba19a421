// The browser is killed in the middle of a write: what was said to be saved is there, and goes up once.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { eventually, settles } from "./support/eventually.mjs";
import { journey } from "./support/journey.mjs";
import { layout, makeOlder } from "./support/older-store.mjs";
import { assertAppliedOnce, heldBy } from "./support/database.mjs";
import { openUntil, standStillAt, startUntil } from "./support/standstill.mjs";
import { installStorageFaults } from "./support/storage-faults.mjs";
import { withStore } from "./support/stored.mjs";

/** Every so many steps the browser is killed; which of them the seed says. */
const STRIDE = Number(process.env.RELASI_KILL_STRIDE ?? 5);
const FIRST = 1 + (Number(process.env.RELASI_SEED ?? 1) % STRIDE);

journey("killed at any step from a save to its acknowledgement, the app sends once what was typed", async (stage) => {
  const { rina, id } = await withCustomer(stage);
  const notes = [];
  for (let nth = FIRST; ; nth += STRIDE) {
    notes.push(unique(`Terbunuh ${nth}`));
    const killed = await killedAt(rina, nth, notes.at(-1));
    if (!killed) break;
    await rina.reopen(`/customers/${id}`);
    await isKept(rina, notes.at(-1), killed);
  }
  assert.ok(notes.length * STRIDE > 10, `only ${notes.length} of every ${STRIDE} steps`);
  await rina.frame.synced();
  assertAppliedOnce(notes);
}, { limitMs: 600_000 });

journey("killed while the store is upgraded and while chunks are folded, it has everything", async (stage) => {
  const { rina, id } = await withCustomer(stage);
  rina.line.cut();
  const [note, subject] = [unique("Belum terkirim"), unique("Kontak belum terkirim")];
  await rina.editCustomer({ note });
  await rina.card.newInteraction();
  await rina.form.fill({ subject });
  await rina.form.save();

  await rina.page.goto(`${rina.line.url}/icons/mark.svg`);
  const before = await withStore(rina.page, layout);
  await withStore(rina.page, makeOlder);
  assert.notDeepEqual(await withStore(rina.page, layout), before);
  await openUntil(rina, "/customers", 1, "create document");
  for (const [nth, word] of [[1, "put chunk"], [7, "put document"]]) {
    await rina.device.kill();
    await startUntil(rina, "/customers", nth, word);
  }
  await rina.crash(`/customers/${id}`);
  for (const words of [note, subject]) await rina.card.shows(words);
  assert.equal((await rina.frame.status()).pending, 2);
  await settles("the store is of today", () => withStore(rina.page, layout), before, { withinMs: 30_000 });

  await rina.frame.go("settings");
  await rina.page.getByTestId("self-check").click();
  await rina.page.getByTestId("self-check-result").getByText("Semua cocok").waitFor();
  rina.line.restore();
  await rina.frame.synced();
  for (const text of [note, subject]) assert.deepEqual(heldBy(text).applied, 1, text);
});

/** Rina before the card of a customer, on a device that is sure to remember her. */
async function withCustomer(stage) {
  const rina = await stage.person("rina");
  await rina.device.prepare(installStorageFaults);
  const id = await rina.createCustomer({ name: unique("Pelanggan Terbunuh") });
  await rina.frame.synced();
  // Chromium keeps who is signed in for some seconds before it reaches the disk.
  await rina.restart(`/customers/${id}`);
  await rina.frame.synced();
  return { rina, id };
}

/**
 * Saves a note and kills the browser at a step of what follows. Answers whether the app had called it
 * saved by then, or nothing if there are fewer steps.
 */
async function killedAt(rina, nth, note) {
  await rina.card.edit();
  await rina.form.fill({ note });
  await rina.form.draftKept();
  const { moment } = await standStillAt(rina, nth);
  let isSaved = false;
  // Once the page stands still it answers nothing any more.
  rina.form.save().then(() => (isSaved = true), () => {});
  const acknowledged = eventually("it is acknowledged", () => isAcknowledged(rina, note), { withinMs: 60_000 });
  const isStill = await Promise.race([moment.then(() => true), acknowledged.then(() => false)]);
  acknowledged.catch(() => {});
  if (!isStill) return undefined;
  await rina.device.kill();
  return { isSaved };
}

async function isAcknowledged(rina, note) {
  return heldBy(note).applied === 1 && (await rina.frame.status()).pending === 0;
}

/** What was called saved is shown; what was not may be a draft, and is saved now. */
async function isKept(rina, note, { isSaved }) {
  await rina.card.appears();
  if (isSaved) return rina.card.shows(note);
  if ((await rina.card.text()).includes(note)) return;
  await rina.card.edit();
  await rina.form.holds("note", note);
  await rina.form.save();
  await rina.card.shows(note);
}

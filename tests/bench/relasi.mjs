// Relasi as one of those that are compared: each verb answers what one repetition measured.

import { EMAILS, PASSWORD } from "../e2e/support/company.mjs";
import { heldMemory, peakMemory } from "./memory.mjs";
import { PER_BRANCH } from "./peers/scale.mjs";
import { stranger } from "./stranger.mjs";

const LONG_MS = 900_000;
/** What is typed into the search, letter by letter and otherwise. */
export const QUERIES = ["s", "si", "sit", "siti", "siti r", "0", "08", "081", "0812", "pelanggan 99", "dd 5"];

/** Signs in and waits until everything is there. Seconds since the press and since the first request, and bytes. */
export async function firstSync(person, email = EMAILS.mks) {
  await person.page.evaluate(() => performance.setResourceTimingBufferSize(5_000));
  await person.signIn.email.fill(email);
  await person.signIn.password.fill(PASSWORD);
  const began = await person.page.evaluate(() => performance.now());
  await person.signIn.button.click();
  await person.page.waitForFunction(() => window.bench.syncedMs, null, { timeout: LONG_MS });
  const { syncedMs, askedMs, bytes } = await person.page.evaluate(() => {
    const rounds = performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/api/sync"));
    return { syncedMs: window.bench.syncedMs, askedMs: rounds[0].startTime, bytes: rounds.reduce((sum, round) => sum + round.encodedBodySize, 0) };
  });
  return { press: (syncedMs - began) / 1000, sync: (syncedMs - askedMs) / 1000, bytes };
}

/** Writes a note into the open card and saves it. Milliseconds from the press, and of the transaction. */
export async function saveNote(person, note) {
  await person.card.edit();
  await person.form.fill({ note });
  // The draft is on the disk by then, as when a person looks over what was typed.
  await person.form.draftKept();
  await person.form.save();
  await person.card.appears();
  return person.page.evaluate(() => window.bench.saves.at(-1));
}

/** Opens the app anew without a line. Milliseconds since the navigation. */
export async function coldStart(person) {
  await person.device.stop();
  await person.device.start();
  await person.openTab();
  await person.device.context.setOffline(true);
  await person.visit("/customers");
  await person.customers.rows.first().waitFor();
  return person.page.evaluate(() => ({ wasmMs: window.bench.wasmMs, rowsMs: window.bench.rowsMs }));
}

/** A device of the branch head, over all that the branch has. */
export class Relasi {
  title = "Relasi";

  constructor({ held, writer, customers, other }) {
    Object.assign(this, { held, writer, customers, other });
  }

  async fill() {
    await this.dispose();
    this.person = await stranger();
    const { sync, bytes } = await firstSync(this.person);
    return { rate: this.held / sync, bytes: bytes / this.held, peak: await peakMemory(this.page) };
  }

  /** Until what came is folded, and the app kept for a start without a line. */
  async settle() {
    await this.person.frame.synced(LONG_MS);
    await this.person.appKept();
    await this.page.waitForTimeout(10_000);
  }

  async catchUp(count, words) {
    await this.offline(true);
    await this.writer.note(this.customers.slice(0, count), words);
    return this.caughtUp();
  }

  /** A device of head office, which sees several branches, in front of its list. */
  async openBranches() {
    this.office = await stranger();
    await firstSync(this.office, EMAILS.pusat);
    await this.office.frame.synced(LONG_MS);
    await this.office.frame.go("customers");
    await this.office.customers.rows.first().waitFor();
  }

  /** Chooses the branch with as many customers as those of the peers have. */
  async branch() {
    const { ms, count } = await this.office.page.evaluate((id) => window.timeBranch(id), this.other);
    if (count !== PER_BRANCH) throw new Error(`Relasi found ${count} of a branch`);
    await this.office.page.evaluate(() => window.timeBranch(""));
    return ms;
  }

  async closeBranches() {
    await this.office?.device.dispose();
    this.office = undefined;
  }

  /** Makes the same branch's card ready for edits. */
  async openCard() {
    await this.person.frame.go("customers");
    await this.person.customers.search("");
    await this.person.customers.openFirst();
    await this.person.card.appears();
  }

  save(_, note) {
    return saveNote(this.person, note);
  }

  /** Saves edits without a line, then sends them in one request. */
  async saveMany(records, note) {
    await this.offline(true);
    let edits = 0;
    for (const [at] of records.entries()) {
      await this.person.card.edit();
      await this.person.form.fill({ note: `${note} ${at}` });
      await this.person.form.save();
      await this.person.card.appears();
      edits += await this.page.evaluate(() => window.bench.saves.at(-1).press);
    }
    return { edits, push: await this.caughtUp() };
  }

  search(_, at) {
    return this.page.evaluate((text) => window.timeKeystroke(text), QUERIES[at % QUERIES.length]);
  }

  /** The list with its search, without a line. */
  async openList() {
    await this.person.frame.go("customers");
    await this.person.customers.search("");
  }

  async cold() {
    const { wasmMs, rowsMs } = await coldStart(this.person);
    await this.page.waitForFunction(() => window.bench.listsMs);
    const searchMs = await this.page.evaluate(async () => window.bench.listsMs + (await window.timeKeystroke("siti")));
    return { library: rowsMs - wasmMs, whole: rowsMs, search: searchMs - wasmMs };
  }

  memory() {
    return heldMemory(this.page);
  }

  async dispose() {
    await this.person?.device.dispose();
    await this.closeBranches();
  }

  get page() {
    return this.person.page;
  }

  offline(isCut) {
    return this.person.device.context.setOffline(isCut);
  }

  /** Milliseconds from the first request once the line is back until everything is sent and received. */
  async caughtUp() {
    const done = this.page.evaluate(untilSynced);
    await this.offline(false);
    return done;
  }
}

/** Runs inside the page. */
function untilSynced() {
  performance.clearResourceTimings();
  return new Promise((resolve) => {
    const look = () => {
      const asked = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/api/sync"));
      const { state, pending } = document.querySelector("[data-testid=sync-state]").dataset;
      if (!asked?.responseEnd || pending !== "0" || !["synced", "attention"].includes(state)) return setTimeout(look, 1);
      resolve(performance.now() - asked.startTime);
    };
    look();
  });
}

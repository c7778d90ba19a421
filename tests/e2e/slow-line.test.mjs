// A bad line is not a cut line: 64 kbit/s, 800 ms, one connection in twenty hangs.

import assert from "node:assert/strict";
import { EMAILS, PASSWORD, unique } from "./support/company.mjs";
import { eventually } from "./support/eventually.mjs";
import { hang } from "./support/faults.mjs";
import { journey } from "./support/journey.mjs";

const BAD = { bytesPerSecond: 8_000, delayMs: 800, hangShare: 0.05 };

journey("on a bad line saving and search are as quick as without one", async (stage) => {
  const rina = await stage.person("rina");
  const id = await rina.createCustomer({ name: unique("Pelanggan Lambat") });
  await rina.frame.synced();
  rina.line.cut();
  await rina.frame.syncNow();
  await rina.frame.state("offline");
  const offline = await measure(rina, id);
  rina.line.restore();
  rina.line.slow(BAD);
  await rina.frame.syncNow();
  const slow = await measure(rina, id);
  // Twice as long and a frame more is still the same to a person; the line adds 800 ms and more.
  for (const what of ["save", "search"]) {
    assert.ok(slow[what] < 2 * offline[what] + 100, `${what}: ${slow[what]} ms, offline ${offline[what]} ms`);
  }
  rina.line.slow();
  await rina.frame.synced(45_000);
});

journey("a first sync on a bad line counts, can be used before its end, and resumes after a cut", async (stage) => {
  const rina = await stage.stranger();
  await rina.visit("/");
  await rina.signIn.email.fill(EMAILS.rina);
  await rina.signIn.password.fill(PASSWORD);
  rina.line.slow({ ...BAD, hangShare: 0 });
  await rina.signIn.button.click();
  await rina.frame.download.filter({ hasText: /\d+ dari \d+|\d+/ }).waitFor({ timeout: 60_000 });
  await rina.frame.go("customers");
  await rina.customers.rows.first().waitFor({ timeout: 60_000 });
  assert.ok(await rina.frame.download.isVisible(), "rows are there before the rest");
  const pages = () => rina.line.log.filter((entry) => entry.path === "/api/sync" && entry.status === 200);
  const before = pages().length;

  rina.line.cut();
  await rina.frame.state("offline", { withinMs: 45_000 });
  assert.ok(await rina.customers.rows.first().isVisible());
  rina.line.restore();
  rina.line.slow();
  await rina.frame.synced(45_000);
  const after = pages()[before];
  const cursors = Object.values(JSON.parse(after.sent.toString()).cursors);
  assert.ok(cursors.some(({ top }) => top > 0), "it goes on where it stopped");
  await eventually("the download is over", async () => !(await rina.frame.download.isVisible()));
});

journey("a request that hangs is given up within half a minute, and nobody waits for it", async (stage) => {
  const rina = await stage.person("rina");
  await rina.openCustomer("Daeng Basri");
  rina.line.spoil("/api/sync", hang, { times: 1 });
  await rina.editCustomer({ note: unique("Selagi menggantung") });
  await rina.frame.state("syncing");
  await rina.editCustomer({ hobbies: unique("Tetap menyimpan") });
  assert.equal((await rina.frame.status()).pending, 2);
  await rina.frame.synced(30_000);
});

/** How long a person waits for a save and for a search, milliseconds, the median of some. */
async function measure(person, id) {
  const saves = [];
  const searches = [];
  for (const round of [1, 2, 3, 4, 5]) {
    await person.visit(`/customers/${id}/edit`);
    await person.form.fill({ note: unique(`Putaran ${round}`) });
    saves.push(await timed(() => person.form.save()));
    await person.frame.go("customers");
    for (const [query, found] of [["Hasan Mappa", "Hasan Mappa"], ["0812-4410", "Siti Rahmawati"]]) {
      searches.push(await timed(async () => {
        await person.customers.search(query);
        await person.customers.named(found).first().waitFor();
      }));
    }
  }
  return { save: median(saves), search: median(searches) };
}

async function timed(run) {
  const begin = performance.now();
  await run();
  return Math.round(performance.now() - begin);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

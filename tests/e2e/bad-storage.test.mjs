// The device's storage fails: the app never says "saved" when it is not, and keeps what was typed.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { eventually } from "./support/eventually.mjs";
import { journey } from "./support/journey.mjs";
import { heldBy } from "./support/database.mjs";
import { installStorageFaults } from "./support/storage-faults.mjs";

journey("whichever write fails, the form keeps its text and says that it is not saved", async (stage) => {
  const { rina, id } = await cutOff(stage);
  for (const error of ["UnknownError", "QuotaExceededError"]) {
    await everyWriteFails(rina, id, error);
  }
});

journey("a lost connection is opened once more, and one that stays lost is told", async (stage) => {
  const { rina, id } = await cutOff(stage);
  await rina.card.edit();
  await rina.form.fill({ note: "Sambungan ditutup" });
  await rina.form.draftKept();
  await rina.page.evaluate(() => window.storageFaults.close(false));
  await rina.form.save();
  await rina.visit(`/customers/${id}`);
  await rina.card.shows("Sambungan ditutup");

  await rina.card.edit();
  await rina.form.fill({ note: "Sambungan hilang" });
  await rina.form.draftKept();
  await rina.page.evaluate(() => window.storageFaults.close(true));
  await rina.form.trySave();
  await rina.form.failure.waitFor();
  assert.equal(await rina.form.value("note"), "Sambungan hilang");
  await rina.page.evaluate(() => window.storageFaults.disarm());
  await rina.form.save();
  await rina.card.shows("Sambungan hilang");
});

journey("what was said to be saved survives a crash, and a draft what was not", async (stage) => {
  const { rina, id } = await cutOff(stage);
  // Chromium keeps who is signed in for some seconds before it reaches the disk.
  await rina.restart(`/customers/${id}`);
  for (const round of [1, 2, 3]) {
    await rina.editCustomer({ note: `Tersimpan ${round}` });
    await rina.card.edit();
    await rina.form.fill({ hobbies: `Diketik ${round}` });
    await rina.form.draftKept();
    if (round === 3) rina.form.trySave().catch(() => {});
    await rina.crash(`/customers/${id}`);
    await rina.card.shows(`Tersimpan ${round}`);
    const text = await rina.card.text();
    await rina.card.edit();
    // Saved, or a draft.
    await rina.form.holds("hobbies", `Diketik ${round}`);
    if (!text.includes(`Diketik ${round}`)) await rina.form.draftBanner.click();
    await rina.visit(`/customers/${id}`);
  }
  rina.line.restore();
  await rina.frame.synced();
});

journey("an evicted store says so and is pulled afresh", async (stage) => {
  const rina = await stage.person("rina");
  await rina.page.goto(`${rina.line.url}/icons/mark.svg`);
  await rina.page.evaluate(deleteDatabases);
  rina.line.slow({ delayMs: 3_000 });
  await rina.visit("/customers");
  await rina.frame.notice("Peramban menghapus data").waitFor();
  rina.line.slow();
  await rina.frame.synced(60_000);
  await rina.customers.search("Siti Rahmawati");
  await rina.customers.named("Siti Rahmawati").first().waitFor();
});

journey("a store that is cleared while the app is open is pulled afresh, and work goes on", async (stage) => {
  const rina = await stage.person("rina");
  await rina.openCustomer("Toko Karya Baru");
  await rina.page.evaluate(deleteDatabases);
  await rina.frame.syncNow();
  await rina.frame.synced(60_000);
  const note = unique("Sesudah dihapus");
  await rina.editCustomer({ note });
  await rina.frame.synced();
  await rina.restart("/customers");
  await rina.frame.synced(60_000);
  await rina.openCustomer("Toko Karya Baru");
  await rina.card.shows(note);
});

journey("what was saved and not sent survives a store that is evicted while the app is open", async (stage) => {
  const rina = await stage.person("rina");
  const id = await rina.createCustomer({ name: unique("Pelanggan Terusir") });
  await rina.frame.synced();
  rina.line.cut();
  const [note, hobbies] = [unique("Belum terkirim"), unique("Sesudah terusir")];
  await rina.editCustomer({ note });
  await rina.device.evict(rina.page, rina.line.url);
  await rina.frame.notice("Peramban menghapus data").waitFor();
  assert.equal((await rina.frame.status()).pending, 1);
  rina.line.restore();
  await rina.frame.synced(60_000);
  await rina.visit(`/customers/${id}`);
  await rina.card.shows(note);
  await rina.editCustomer({ hobbies });
  await rina.frame.synced();
  for (const text of [note, hobbies]) assert.equal(heldBy(text).applied, 1, text);
});

journey("somebody has the data of the device checked, and unsent work stays", async (stage) => {
  const rina = await stage.person("rina");
  rina.line.cut();
  await rina.createCustomer({ name: unique("Pelanggan Periksa") });
  await rina.frame.go("settings");
  await rina.page.getByTestId("self-check").click();
  await rina.page.getByTestId("self-check-result").getByText("Semua cocok").waitFor();
  assert.equal((await rina.frame.status()).pending, 1);
  rina.line.restore();
  await rina.frame.synced();
});

/** Removes everything that the browser holds for us. Runs inside the page. */
async function deleteDatabases() {
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = () => reject(request.error);
    });
  }
}

/** Rina before the card of a customer, on a device whose storage can be made to fail. */
async function cutOff(stage) {
  const rina = await stage.person("rina");
  await rina.device.prepare(installStorageFaults);
  const id = await rina.createCustomer({ name: unique("Pelanggan Penyimpanan") });
  await rina.frame.synced();
  rina.line.cut();
  await rina.visit(`/customers/${id}`);
  await rina.frame.state("offline");
  return { rina, id };
}

/** Fails the first write of a save, then the second, until a save needs no more. */
async function everyWriteFails(rina, id, error) {
  for (let nth = 1; nth < 20; nth += 1) {
    const note = `${error} ${nth}`;
    const { pending } = await rina.frame.status();
    await rina.card.edit();
    await rina.form.fill({ note });
    await rina.form.draftKept();
    await rina.page.evaluate(([nth, error]) => window.storageFaults.arm(nth, error, false), [nth, error]);
    await rina.form.trySave();
    const isTold = await outcome(rina);
    const writes = await rina.page.evaluate(() => window.storageFaults.disarm());
    if (isTold === "saved") {
      await rina.card.shows(note);
      assert.equal((await rina.frame.status()).pending, pending + 1);
      if (writes < nth) return assert.ok(nth > 1, "some write was made to fail");
      continue;
    }
    assert.equal(await rina.form.value("note"), note, "the form keeps its text");
    assert.equal((await rina.frame.status()).pending, pending, "nothing counts as saved");
    await rina.visit(`/customers/${id}/edit`);
    // The draft is restored.
    await rina.form.holds("note", note);
    await rina.form.save();
    await rina.card.shows(note);
  }
  assert.fail("a save makes more writes than anybody thought");
}

/** Whether the person was told that it is saved, or that it is not. */
function outcome(rina) {
  return eventually("a word about the save", async () => {
    if (await rina.form.failure.isVisible()) return "failed";
    return (await rina.card.isThere()) && "saved";
  });
}

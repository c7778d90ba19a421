// Without a line, with work that waits, with a full device, with a session that has ended.

import { uniquePhone } from "../support/company.mjs";
import { installStorageFaults } from "../support/storage-faults.mjs";
import { photographHere, photographLooks, somebody } from "./camera.mjs";

const LONG = "Prof. Dr. Ir. H. Pelanggan Bernama Sangat Panjang Sekali, M.Sc., Ph.D.";

/** Everything that can go wrong and stays usable. */
export async function photographFailing() {
  const rina = await somebody("rina", installStorageFaults);
  await rina.appKept();
  rina.line.cut();
  const card = `/customers/${await rina.openCustomer("Yohana Manuputty")}`;
  await rina.editCustomer({ note: "Belum terkirim", hobbies: "Berkebun" });
  await rina.createCustomer({ name: LONG, phone: uniquePhone() });
  await rina.frame.state("offline");
  await photographLooks(rina, {
    "offline-today": "/today",
    "offline-card": card,
    "offline-changes": "/changes",
    "offline-history": `${card}/history`,
  });
  await photographFull(rina, card);
  await photographShut(rina, card);
  rina.line.restore();
  await photographEndedSession(rina);
  await photographEvicted(rina);
  await rina.device.dispose();
}

async function photographFull(rina, card) {
  await typeInto(rina, card);
  await rina.page.evaluate(() => window.storageFaults.arm(1, "QuotaExceededError", true));
  await rina.form.trySave();
  await rina.form.failure.waitFor();
  await photographHere(rina, "failing-full");
  await rina.page.evaluate(() => window.storageFaults.disarm());
}

/** The browser closes the store while a form is open, and does not open it when the app starts. */
async function photographShut(rina, card) {
  await typeInto(rina, card);
  await rina.page.evaluate(() => window.storageFaults.close(true));
  await rina.form.trySave();
  await rina.form.failure.waitFor();
  await photographHere(rina, "failing-closed");
  const tab = await rina.openTab();
  await rina.page.addInitScript(() => window.storageFaults.close(true));
  await rina.visit("/");
  await photographHere(rina, "failing-start");
  await rina.page.close();
  rina.look(tab);
}

async function photographEndedSession(rina) {
  await rina.visit("/customers");
  await rina.page.evaluate(() => fetch("/api/session", { method: "DELETE", headers: { "x-relasi": "1" } }));
  await rina.frame.syncNow();
  await rina.signIn.again.waitFor();
  await photographHere(rina, "failing-session");
}

/** The browser has thrown everything away, and the line is slow. */
async function photographEvicted(rina) {
  await rina.signIn.resume("relasi-contoh");
  await rina.frame.synced();
  await rina.page.goto(`${rina.line.url}/icons/mark.svg`);
  await rina.page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name);
  });
  rina.line.slow({ bytesPerSecond: 20_000, delayMs: 800 });
  await rina.visit("/customers");
  await rina.frame.notice("Peramban menghapus data").waitFor();
  await photographHere(rina, "failing-evicted");
}

async function typeInto(rina, card) {
  await rina.visit(`${card}/edit`);
  await rina.form.fill({ note: "Tidak muat lagi" });
  await rina.form.draftKept();
}

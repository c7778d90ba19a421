// Head office erases a customer, while another device is offline with unsent work about them.

import assert from "node:assert/strict";
import { PASSWORD, unique } from "./support/company.mjs";
import { heldBy } from "./support/database.mjs";
import { journey } from "./support/journey.mjs";

journey("an erased customer is nowhere, also not on a device that was offline", async (stage) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  const name = unique("Pelanggan Terhapus");
  const note = unique("catatan belum terkirim");
  const draft = unique("catatan belum tersimpan");
  const id = await rina.createCustomer({ name });
  await rina.frame.synced();
  rina.line.cut();
  await rina.editCustomer({ note });
  await rina.card.edit();
  await rina.form.fill({ note: draft });
  await rina.frame.eventually("the draft is kept", async () => (await rina.frame.storedText()).includes(draft));
  await rina.frame.go("today");

  assert.equal(await pusat.openCustomer(name), id);
  await pusat.card.erase("salah-sekali");
  await pusat.page.getByText("Kata sandi sekarang tidak cocok").waitFor();
  pusat.line.cut();
  await pusat.card.confirmErasing(PASSWORD);
  await pusat.page.getByText("hanya bisa saat tersambung. Data Anda aman").waitFor();
  pusat.line.restore();
  await pusat.card.confirmErasing(PASSWORD);
  await pusat.frame.toast("Pelanggan dihapus selamanya").waitFor();
  await pusat.customers.search(name);
  await pusat.frame.eventually("the customer leaves the list", async () => (await pusat.customers.named(name).count()) === 0);
  await pusat.visit(`/customers/${id}`);
  await pusat.page.getByText("Pelanggan dihapus", { exact: true }).waitFor();
  assert.deepEqual(heldBy(name), { applied: 0, refused: 0, shown: 0 });

  rina.line.restore();
  await rina.frame.syncNow();
  await rina.frame.synced(30_000);
  await rina.frame.goToChanges();
  await rina.frame.eventually("it is told", async () => (await rina.changes.codes()).includes("erased"));
  assert.equal(await rina.changes.canResend("ikut dihapus"), false);
  await rina.frame.go("customers");
  await rina.customers.search(name);
  assert.equal(await rina.customers.named(name).count(), 0);
  await rina.frame.eventually("the device forgets", async () => {
    const stored = await rina.frame.storedText();
    return [name, note, draft].every((words) => !stored.includes(words));
  });
  assert.deepEqual(heldBy(note), { applied: 0, refused: 0, shown: 0 });
  await rina.frame.goToChanges();
  await rina.changes.dismiss("ikut dihapus");
  await rina.frame.eventually("nothing is left to decide", async () => (await rina.changes.codes()).length === 0);
});

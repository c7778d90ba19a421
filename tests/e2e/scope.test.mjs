// A device holds what its person may see and nothing else.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

journey("a record of another branch never reaches the device, until it is shared", async (stage) => {
  const [rina, sby] = await stage.people("rina", "sby");
  const name = unique("Pelanggan Surabaya");
  const id = await sby.createCustomer({ name, note: "Rahasia Surabaya" });
  await sby.frame.synced();
  await rina.frame.syncNow();
  await rina.frame.synced();
  await rina.visit(`/customers/${id}`);
  await rina.frame.synced();
  assert.equal(await rina.card.isThere(), false);
  const stored = await rina.frame.storedText();
  assert.ok(stored.includes("Siti Rahmawati"), "the device's records can be read");
  assert.ok(!stored.includes(id) && !stored.includes("Rahasia Surabaya"));
  const history = await rina.page.evaluate((id) => fetch(`/api/record/${id}/history`).then((r) => r.status), id);
  assert.equal(history, 404);
});

journey("a customer who moves away takes everything along; unsent edits wait in the tray", async (stage) => {
  const [rina, mks, sby, pusat] = await stage.people("rina", "mks", "sby", "pusat");
  const name = unique("Pelanggan Pindah");
  const id = await rina.createCustomer({ name });
  await rina.card.newInteraction();
  await rina.form.fill({ subject: unique("Sebelum pindah") });
  await rina.form.save();
  await rina.frame.synced();
  rina.line.cut();
  await rina.editCustomer({ note: "Tidak sempat terkirim" });
  await rina.card.newInteraction();
  await rina.form.fill({ subject: "Kontak terlambat" });
  await rina.form.save();

  await openWhenThere(mks, name);
  await mks.card.move("SBY");
  await mks.frame.eventually("gone from the branch", async () => !(await mks.card.isThere()));
  await openWhenThere(sby, name);
  await sby.card.shows("Sebelum pindah");

  rina.line.restore();
  await rina.frame.state("attention");
  assert.equal((await rina.frame.status()).pending, 0);
  assert.equal(await rina.card.isThere(), false);
  await rina.visit(`/customers/${id}`);
  assert.equal(await rina.card.isThere(), false, "also after a new start");
  await rina.frame.goToChanges();
  await rina.changes.tray.filter({ hasText: "Tidak sempat terkirim" }).waitFor();
  await rina.changes.tray.filter({ hasText: "Kontak terlambat" }).waitFor();

  // Nothing can be resent while the customer is away; once it is back, the edit is taken.
  assert.ok(!(await rina.changes.canResend("Tidak sempat terkirim")));
  await openWhenThere(pusat, name);
  await pusat.card.move("MKS");
  await pusat.frame.synced();
  await rina.frame.syncNow();
  await openWhenThere(rina, name);
  await rina.frame.goToChanges();
  await rina.changes.resend("Tidak sempat terkirim");
  await rina.frame.eventually("taken now", async () => (await rina.changes.tray.count()) < 2);
  await rina.changes.dismiss("Kontak terlambat");
  await rina.changes.tray.first().waitFor({ state: "detached" });
  await rina.frame.state("synced");
  await openWhenThere(rina, name);
  await rina.card.shows("Tidak sempat terkirim");
});

journey("a shared customer is seen in both branches, and no longer when that ends", async (stage) => {
  const [mks, sby] = await stage.people("mks", "sby");
  const name = unique("Pelanggan Berbagi");
  await mks.createCustomer({ name });
  await mks.card.share("SBY");
  await mks.frame.synced();
  await openWhenThere(sby, name);
  await sby.editCustomer({ note: "Dari Surabaya" });
  await sby.frame.synced();
  await mks.frame.eventually("the edit arrives", async () => (await mks.card.text()).includes("Dari Surabaya"));
  await mks.card.stopSharing("Surabaya");
  await mks.frame.synced();
  await sby.frame.eventually("gone", async () => !(await sby.card.isThere()));
});

/** Opens the card of a customer as soon as it has come. */
async function openWhenThere(person, name) {
  await person.frame.go("customers");
  await person.customers.search(name);
  await person.frame.eventually(`${name} comes`, () => person.customers.named(name).first().isVisible());
  await person.customers.openFirst();
  await person.card.appears();
}

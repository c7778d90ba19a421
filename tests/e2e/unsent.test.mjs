// The page of unsent changes: what is there, taking it back, and having it again.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

journey("an unsent change is shown, discarded with what depends on it, and brought back", async (stage) => {
  const rina = await stage.person("rina");
  rina.line.cut();
  await rina.openCustomer("Hasan Mappa");
  await rina.editCustomer({ note: "Catatan belum terkirim" });
  // What is made after that was never put into a request, so that it can be taken back quietly.
  await rina.frame.state("offline");
  const name = unique("Pelanggan Batal");
  await rina.createCustomer({ name });
  await rina.card.newInteraction();
  await rina.form.fill({ subject: "Ikut batal" });
  await rina.form.save();

  await rina.frame.goToChanges();
  await rina.changes.hasUnsent(3);
  await rina.changes.unsent.filter({ hasText: "Catatan belum terkirim" }).waitFor();
  await rina.changes.discard(name);
  assert.match(await rina.changes.question(), /Interaksi baru/);
  await rina.frame.confirm();
  await rina.changes.discarded.filter({ hasText: name }).waitFor();
  await rina.changes.hasUnsent(1);
  await rina.frame.go("customers");
  await rina.customers.search(name);
  await rina.customers.rows.first().waitFor({ state: "detached" });

  await rina.restart("/changes");
  await rina.changes.bringBack(name);
  await rina.changes.unsent.filter({ hasText: name }).first().waitFor();
  await rina.changes.hasUnsent(3);
  rina.line.restore();
  await rina.frame.synced();
  await rina.openCustomer(name);
  await rina.card.shows("Ikut batal");
});

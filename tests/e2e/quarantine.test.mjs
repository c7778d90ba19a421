// What a retired device still sends waits for whoever leads its branch; the history of sync tells of it.

import assert from "node:assert/strict";
import { EMAILS, PASSWORD, unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

journey("a retired device sends once more, its work waits for a decision, and nothing is lost", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const [name, note, other] = [unique("Pelanggan Pensiun"), unique("sempat diketik"), unique("juga diketik")];
  await rina.createCustomer({ name });
  await rina.frame.synced();
  await rina.appKept();
  rina.line.cut();
  await rina.editCustomer({ note });
  await rina.editCustomer({ note: other });

  await mks.frame.go("branches");
  const device = await mks.branches.latestOf("Rina");
  await mks.branches.retire(device);
  await device.getByText("belum dipastikan terhapus").waitFor();
  rina.line.restore();
  await rina.frame.syncNow().catch(() => {});
  await rina.signIn.email.waitFor();
  await rina.page.getByText("Perangkat ini dipensiunkan").waitFor();
  await mks.branches.untilErased(device);

  await mks.quarantine.open();
  await mks.quarantine.of(other).waitFor();
  await mks.quarantine.release(note);
  await mks.quarantine.close(other);
  await mks.page.reload();
  await mks.quarantine.isDone(name);
  await mks.openCustomer(name);
  await mks.card.shows(note);
  await mks.frame.synced();

  await mks.frame.go("branches");
  const rounds = await mks.branches.rounds("Rina");
  const refused = rounds.find((round) => /\t2\t2\t/.test(round));
  assert.match(refused, /\t(Tombol ditekan|Tersambung lagi)\t/, "two sent, two refused, and why then");

  await rina.signIn.as(EMAILS.rina, PASSWORD);
  await rina.frame.synced(60_000);
  await rina.openCustomer(name);
  await rina.card.shows(note);
});

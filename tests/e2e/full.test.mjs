// The browser gives no more room: that is told, what was typed stays, and once there is room it is saved.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";
import { heldBy } from "./support/database.mjs";

journey("a device whose browser gives no more room says so and keeps what is typed", async (stage) => {
  const rina = await stage.person("rina");
  const id = await rina.createCustomer({ name: unique("Pelanggan Penuh") });
  await rina.frame.synced();
  rina.line.cut();
  // A browser that has just started has not set any room aside yet.
  await rina.device.stop();
  await rina.device.start();
  await rina.openTab();
  const room = await rina.device.limitRoom(rina.page, rina.line.url, 1);
  await rina.visit(`/customers/${id}`);
  const note = unique("Tidak muat");
  await rina.card.edit();
  await rina.form.fill({ note });
  await rina.form.trySave();
  await rina.form.failure.filter({ hasText: "Ruang di perangkat ini penuh" }).waitFor();
  assert.equal(await rina.form.value("note"), note);
  assert.equal((await rina.frame.status()).pending, 0);

  await room.lift();
  await rina.form.save();
  await rina.card.shows(note);
  assert.equal((await rina.frame.status()).pending, 1);
  rina.line.restore();
  await rina.frame.synced();
  assert.equal(heldBy(note).applied, 1);
});

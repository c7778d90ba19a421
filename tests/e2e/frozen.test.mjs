// A tab stands still with what others wait for: the others go on.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { eventually } from "./support/eventually.mjs";
import { hang } from "./support/faults.mjs";
import { journey } from "./support/journey.mjs";
import { heldBy } from "./support/database.mjs";
import { freeze } from "./support/standstill.mjs";

journey("a tab that is frozen in the middle of a request keeps no other one from sending", async (stage) => {
  const rina = await stage.person("rina");
  const id = await rina.createCustomer({ name: unique("Pelanggan Beku") });
  await rina.frame.synced();
  const frozen = await rina.openTab();
  await rina.visit(`/customers/${id}`);
  await rina.frame.synced();
  const awake = rina.page;

  rina.look(frozen);
  const held = rina.line.spoil("/api/sync", hang, { times: 1 });
  const notes = { note: unique("Dari tab yang beku"), hobbies: unique("Dari tab yang lain") };
  await rina.editCustomer({ note: notes.note });
  await eventually("its request hangs", () => held.used === 1);
  await freeze(rina);

  rina.look(awake);
  await rina.editCustomer({ hobbies: notes.hobbies });
  await rina.frame.synced(60_000);
  for (const text of Object.values(notes)) {
    await rina.card.shows(text);
    assert.equal(heldBy(text).applied, 1, text);
  }
});

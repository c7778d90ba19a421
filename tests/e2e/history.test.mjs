// Any change in a history can be taken back as a new one, also without a line.

import assert from "node:assert/strict";
import { unique, uniquePhone } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

journey("a change that everybody has seen is taken back without a line, and nothing of it is forgotten", async (stage) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  const [name, before, after] = [unique("Pelanggan Keliru"), unique("catatan lama"), unique("catatan keliru")];
  await rina.createCustomer({ name, phone: uniquePhone(), note: before });
  await rina.frame.synced();
  await rina.editCustomer({ note: after });
  await rina.frame.synced();
  assert.equal((await rina.card.history()).length, 2);

  rina.line.cut();
  await rina.card.takeBack(after, { from: after, to: before });
  await rina.card.shows(before);
  assert.equal((await rina.frame.status()).pending, 1);
  rina.line.restore();
  await rina.frame.synced();

  await pusat.frame.go("customers");
  await pusat.customers.search(name);
  await pusat.frame.eventually("head office has the customer", () => pusat.customers.named(name).isVisible());
  await pusat.customers.openFirst();
  await pusat.card.shows(before);
  const history = await pusat.card.history();
  assert.equal(history.length, 3);
  assert.ok(history.some((entry) => entry.includes(after)), "what was taken back is still told");
});

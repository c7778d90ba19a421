// Two people share a customer and neither has a line.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

journey("different fields both stay; of the same field the later shows and the earlier is kept", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  for (const [first, second] of [[rina, mks], [mks, rina]]) {
    const name = unique("Pelanggan Bersama");
    const id = await rina.createCustomer({ name });
    await rina.frame.synced();
    await mks.frame.go("customers");
    await mks.customers.search(name);
    await mks.frame.eventually("the other one sees the customer", () => mks.customers.row(id).isVisible());
    await mks.customers.openFirst();

    for (const person of [rina, mks]) person.line.cut();
    await rina.editCustomer({ note: "Catatan Rina", street: "Jalan Rina 1" });
    await mks.editCustomer({ note: "Catatan Ratna", hobbies: "Hobi Ratna" });

    first.line.restore();
    await first.frame.syncNow();
    await first.frame.synced();
    second.line.restore();
    await second.frame.syncNow();
    await second.frame.synced();

    for (const person of [rina, mks]) {
      await person.frame.eventually("the conflict is there", () => person.card.conflict("note").isVisible());
      for (const words of ["Catatan Ratna", "Jalan Rina 1", "Hobi Ratna"]) await person.card.shows(words);
      assert.match(await person.card.conflict("note").innerText(), /Catatan Rina/);
      assert.equal(await person.card.conflicts.count(), 1, "fields that only one of them wrote are no conflict");
      await person.frame.state("attention");
    }

    await rina.card.take("note");
    await rina.card.shows("Catatan Rina");
    await rina.frame.state("synced");
    await mks.frame.eventually("the decision arrives", async () => (await mks.card.conflicts.count()) === 0);
    await mks.card.shows("Catatan Rina");
    await mks.frame.state("synced");
  }
  await mks.frame.go("branches");
  assert.ok((await mks.branches.newConflicts()) >= 2, "whoever leads the branch sees how often that happens");
});

journey("overwriting what one has seen is no conflict", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const name = unique("Pelanggan Bergantian");
  const id = await rina.createCustomer({ name, note: "Pertama" });
  await rina.frame.synced();
  await mks.frame.go("customers");
  await mks.customers.search(name);
  await mks.frame.eventually("the other one sees the customer", () => mks.customers.row(id).isVisible());
  await mks.customers.openFirst();
  await mks.editCustomer({ note: "Kedua" });
  await mks.frame.synced();
  await rina.frame.eventually("the new value arrives", async () => (await rina.card.text()).includes("Kedua"));
  for (const person of [rina, mks]) {
    assert.equal(await person.card.conflicts.count(), 0);
    await person.frame.state("synced");
  }
});

// By keyboard alone: what waits on the device, and what two people wrote.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";
import { Keys } from "./support/keyboard.mjs";
import { createCustomer, editCustomer, openCustomer } from "./support/keyboard-work.mjs";

journey("by keyboard: an unsent change is discarded and brought back", async (stage) => {
  const rina = await stage.person("rina");
  const keys = new Keys(rina);
  rina.line.cut();
  await openCustomer(keys, "Hasan Mappa");
  const note = unique("Catatan ketik");
  await editCustomer(keys, { note });
  await keys.press(rina.frame.sync.getByRole("link"));
  const unsent = rina.changes.unsent.filter({ hasText: note });
  await keys.press(unsent.getByRole("button"));
  await keys.confirm();
  const discarded = rina.changes.discarded.filter({ hasText: note });
  await discarded.waitFor();
  await keys.held();
  await keys.press(discarded.getByRole("button"));
  await unsent.first().waitFor();
  await keys.held();

  rina.line.restore();
  await keys.press("sync-now");
  await rina.frame.synced();
  await keys.held();
  await openCustomer(keys, "Hasan Mappa");
  await rina.card.shows(note);
});

journey("by keyboard: the other value of a conflict is taken", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const hers = new Keys(rina);
  const name = unique("Pelanggan Berdua");
  await createCustomer(hers, { name });
  await rina.frame.synced();
  const his = new Keys(mks);
  await mks.frame.eventually("it comes", async () => (await mks.frame.storedText()).includes(name));
  await openCustomer(his, name);
  for (const person of [rina, mks]) person.line.cut();
  await editCustomer(hers, { note: "Catatan Rina" });
  await editCustomer(his, { note: "Catatan Ratna" });
  for (const person of [rina, mks]) {
    person.line.restore();
    await person.frame.syncNow();
    await person.frame.synced();
  }
  await rina.frame.eventually("the conflict is there", () => rina.card.conflict("note").isVisible());
  await hers.press(rina.card.conflict("note").getByTestId("conflict-take"));
  await rina.card.conflict("note").waitFor({ state: "detached" });
  await hers.held();
  await rina.card.shows("Catatan Rina");
  assert.equal((await rina.frame.state("synced")).conflicts, 0);
});

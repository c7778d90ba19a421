// A newer build comes while somebody writes: it is offered, and nothing is lost on the way to it.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { eventually } from "./support/eventually.mjs";
import { journey } from "./support/journey.mjs";
import { NewerBuild } from "./support/newer-build.mjs";
import { assertAppliedOnce } from "./support/database.mjs";

journey("a newer build is offered while somebody writes, and taking it loses nothing", async (stage) => {
  const rina = await stage.person("rina");
  const id = await rina.createCustomer({ name: unique("Pelanggan Versi Baru") });
  await rina.frame.synced();
  await rina.appKept();
  await rina.visit(`/customers/${id}`);
  const [note, hobbies] = [unique("Tersimpan"), unique("Diketik")];
  await rina.card.edit();
  await rina.form.fill({ note });

  const first = await NewerBuild.serve(rina.line, "kedua", { isBroken: true });
  await rina.lookForUpdate();
  await eventually("half of it came", () => first.failed > 0);
  await rina.lookForUpdate();
  await eventually("half of it came again", () => first.failed > 1);
  assert.equal(await rina.frame.update.isVisible(), false, "half a build is not offered");
  first.repair();
  await rina.lookForUpdate();
  await rina.frame.update.waitFor();
  assert.equal(await first.isShown(rina.page), false, "nothing happens before somebody agrees");
  assert.equal(await rina.form.value("note"), note);
  await rina.form.draftKept();
  await rina.takeUpdate();
  assert.ok(await first.isShown(rina.page));
  await rina.form.holds("note", note);
  await rina.form.save();

  const second = await NewerBuild.serve(rina.line, "ketiga");
  await rina.lookForUpdate();
  await rina.card.edit();
  await rina.form.fill({ hobbies });
  await rina.form.draftKept();
  await rina.frame.update.waitFor();
  await Promise.all([rina.form.trySave(), rina.takeUpdate()]);
  assert.ok(await second.isShown(rina.page));
  await isKept(rina, id, hobbies);
  await rina.card.shows(note);
  await rina.frame.synced();
  assertAppliedOnce([note, hobbies]);
});

/** It was saved before the page went, or is a draft, and is saved now. */
async function isKept(rina, id, hobbies) {
  await rina.visit(`/customers/${id}`);
  await rina.card.appears();
  if ((await rina.card.text()).includes(hobbies)) return;
  await rina.card.edit();
  await rina.form.holds("hobbies", hobbies);
  await rina.form.save();
  await rina.card.shows(hobbies);
}

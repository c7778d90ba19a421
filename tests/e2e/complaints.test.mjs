// A complaint from its first word to the customer's being told.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

journey("a complaint goes over the board, and is done only with a resolution and a contact", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const subject = unique("Suara rem depan");
  await rina.frame.go("service");
  await rina.service.create("Andi Wijaya");
  await rina.form.fill({ subject, department: "workshop" });
  await rina.form.save();
  await rina.service.lane("new").getByText(subject).waitFor();
  await rina.service.move(subject, "working");
  await rina.service.lane("working").getByText(subject).waitFor();

  await rina.service.move(subject, "waiting");
  await rina.service.confirm();
  await rina.form.errors.first().waitFor();
  assert.ok(await rina.service.dialog.isVisible(), "waiting needs a reason");
  await rina.form.fill({ waiting_reason: "Suku cadang" });
  await rina.service.confirm();
  await rina.service.lane("waiting").getByText(subject).waitFor();
  // A ticket that is drawn anew because it was sent, or that scrolls away, slips from the hand.
  await rina.frame.synced();
  await rina.page.setViewportSize({ width: 1360, height: 2_000 });
  await rina.service.drag(subject, "notify");
  await rina.service.lane("notify").getByText(subject).waitFor();

  await rina.service.move(subject, "done");
  await rina.form.field("told_by").selectOption("");
  await rina.form.field("resolution").fill("");
  await rina.service.confirm();
  await rina.form.errors.first().waitFor();
  assert.ok(await rina.service.dialog.isVisible(), "done needs a resolution");
  await rina.form.fill({ resolution: "Kampas rem diganti" });
  await rina.service.confirm();
  await rina.service.ticket(subject).waitFor({ state: "detached" });
  await rina.frame.synced();

  await rina.openCustomer("Andi Wijaya");
  await rina.card.shows(`Selesai: ${subject}`);
  await mks.openCustomer("Andi Wijaya");
  const arrived = async () => (await mks.card.text()).includes(`Selesai: ${subject}`);
  await mks.frame.eventually("the branch head sees it done", arrived);
});

journey("notes make a thread, and a phone shows one lane at a time", async (stage) => {
  const rina = await stage.person("rina");
  const subject = unique("AC tidak dingin");
  await rina.frame.go("service");
  await rina.service.create("Hasan Mappa");
  await rina.form.fill({ subject });
  await rina.form.save();
  await rina.service.open(subject);
  await rina.service.addNote("Sudah dicek, freon habis.");
  await rina.service.addNote("Menunggu jadwal.");
  await rina.frame.synced();

  await rina.page.setViewportSize({ width: 360, height: 640 });
  await rina.frame.go("service");
  await rina.service.ticket(subject).waitFor();
  await rina.service.chooseLane("working");
  await rina.service.ticket(subject).waitFor({ state: "hidden" });
  await rina.service.chooseLane("new");
  await rina.service.move(subject, "working");
  await rina.service.chooseLane("working");
  await rina.service.ticket(subject).waitFor();
});

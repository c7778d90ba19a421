// By keyboard alone: a complaint from its first word to the customer's being told.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";
import { Keys } from "./support/keyboard.mjs";
import { openCustomer } from "./support/keyboard-work.mjs";
import { STATES } from "./pages/service.mjs";

journey("by keyboard: a complaint is made, moved by its menu and finished", async (stage) => {
  const rina = await stage.person("rina");
  const keys = new Keys(rina);
  const subject = unique("Suara rem belakang");
  await keys.go("service");
  await keys.press("complaint-new");
  await keys.fill({ customer: "Andi Wijaya" });
  await keys.press(rina.page.getByTestId("customer-option").filter({ hasText: "Andi Wijaya" }));
  await rina.form.field("subject").waitFor();
  await keys.fill({ severity: "Berat", subject, department: "workshop" });
  await keys.save();
  await rina.service.lane("new").getByText(subject).waitFor();

  const menu = rina.service.ticket(subject).getByTestId("complaint-move");
  await keys.choose(menu, STATES.working);
  await rina.service.lane("working").getByText(subject).waitFor();
  await keys.held();
  await keys.comesTo(menu);
  await keys.choose(menu, STATES.waiting);
  await rina.service.dialog.waitFor();
  await rina.page.keyboard.press("Enter");
  await rina.form.errors.first().waitFor();
  assert.ok(await rina.service.dialog.isVisible(), "waiting needs a reason");
  await keys.fill({ waiting_reason: "Suku cadang" });
  await keys.confirm();
  await rina.service.lane("waiting").getByText(subject).waitFor();

  await keys.press(rina.service.ticket(subject).getByRole("link"));
  await keys.choose("complaint-move", STATES.notify);
  await rina.frame.toast(STATES.notify).waitFor();
  await keys.held();
  await keys.choose("complaint-move", STATES.done);
  await keys.fill({ resolution: "Kampas rem diganti", "contact-note": "Ditelepon, sudah tahu." });
  await keys.confirm();
  await rina.page.locator(".tags").getByText(STATES.done).waitFor();
  await rina.frame.synced();
  await openCustomer(keys, "Andi Wijaya");
  await rina.card.shows(`Selesai: ${subject}`);
});

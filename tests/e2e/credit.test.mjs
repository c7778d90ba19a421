// The limit of a customer: what a clerk may sell without a line, and who may go on beyond it.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { inBothLanguages } from "./support/journey.mjs";

const OIL = "OLI-10W40-1L";
const LIMIT = 1_000_000;

// Eleven at 85,000 rupiah: within the limit, but not within what a device without a line may use of it.
inBothLanguages("without a line some of a limit is kept free, and the branch head goes on with the draft", async (stage, words) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const [draft, ordered] = ["draft", "ordered"].map((state) => words.text(`choice.order.state.${state}`));
  const name = unique("Toko Batas");
  const id = await mks.createCustomer({ name, credit_limit: words.number(LIMIT) });
  await mks.frame.synced();
  await rina.frame.syncNow();
  await rina.frame.synced();
  await rina.appKept();

  rina.line.cut();
  await rina.device.context.setOffline(true);
  await rina.frame.state("offline");
  await rina.openCustomer(name);
  await rina.card.openReceivables();
  await rina.page.getByText(words.begin("receivables.margin")).waitFor();
  await rina.visit(`/customers/${id}/orders/new`);
  await rina.orders.line(1, { product: OIL, quantity: "11" }, rina.form);
  await rina.page.getByText(words.text("order.credit_over")).waitFor();
  await rina.form.trySave();
  await isRefused(rina, words);
  await rina.form.fill({ state: draft });
  await rina.form.save();
  const order = await rina.orders.id();
  await rina.page.getByText(words.text("order.credit_over")).waitFor();
  await rina.orders.press(ordered);
  await isRefused(rina, words);
  await rina.orders.stands(draft);

  await rina.device.context.setOffline(false);
  rina.line.restore();
  await rina.frame.synced();
  await mks.frame.syncNow();
  await mks.frame.synced();
  await mks.visit(`/orders/${order}`);
  await mks.page.getByText(words.text("order.credit_near")).waitFor();
  await mks.orders.next();
  await mks.orders.stands(ordered);
});

inBothLanguages("a second open invoice beyond the limit of one is for the branch head to allow", async (stage, words) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const near = words.text("receivables.status.near");
  const id = await mks.createCustomer({ name: unique("Toko Satu Faktur"), credit_documents: "1" });
  await mks.card.openReceivables();
  await mks.receivables.newInvoice();
  await mks.form.fill({ amount: words.number(100_000) });
  await mks.form.save();
  await mks.receivables.stands(near);
  await mks.frame.synced();
  await rina.frame.syncNow();
  await rina.frame.synced();

  await rina.visit(`/customers/${id}/orders/new`);
  await rina.orders.line(1, { product: OIL, quantity: "1" }, rina.form);
  await rina.form.trySave();
  await isRefused(rina, words);
  await mks.writeOrder(id, [{ product: OIL, quantity: "1" }]);
  await mks.orders.stands(words.text("choice.order.state.ordered"));
});

async function isRefused(person, words) {
  const told = person.page.getByText(words.text("error.over_credit_limit"));
  await told.first().waitFor();
  assert.ok(await told.first().isVisible());
}

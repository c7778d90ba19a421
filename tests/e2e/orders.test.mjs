// Orders are written without a line, invoiced and paid, numbered by the server, returned but never
// above what was bought.

import assert from "node:assert/strict";
import { unique, uniquePhone } from "./support/company.mjs";
import { inBothLanguages } from "./support/journey.mjs";

const OIL = "Oli mesin 10W-40 1 L";
// 3 × 85,000 and 1.5 × 95,001 rupiah, of which the half is rounded up.
const TOTAL = 255_000 + 142_502;
const PAID = 97_502;

inBothLanguages("an order is written, paid and partly returned without a line, then numbered", async (stage, words) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  await rina.appKept();
  rina.line.cut();
  const name = unique("Bengkel Maju");
  const id = await rina.createCustomer({ name, phone: uniquePhone() });
  const oil = { product: OIL, quantity: "3" };
  const filter = { product: "FLT-OLI-AVZ", quantity: words.number(1.5), price: words.number(95_001) };
  const order = await rina.writeOrder(id, [oil, filter]);
  await rina.orders.shows(words.text("common.number_follows"));
  await rina.orders.next();
  await rina.orders.next();

  await invoiceAndPay(rina, words);
  await rina.visit(`/orders/${order}`);
  await rina.orders.choose(words.text("order.return"));
  await rina.form.fill({ "line-quantity-1": "4" });
  await rina.form.trySave();
  await rina.page.getByText(words.text("error.over_returned")).waitFor();
  await rina.form.fill({ "line-quantity-1": "1" });
  await rina.form.save();
  const returned = words.text("choice.order.type.return");
  await rina.orders.shows(returned);

  rina.line.restore();
  await rina.frame.synced();
  await pusat.frame.go("sales");
  await pusat.orders.search(name);
  await pusat.frame.eventually("both orders arrive", async () => (await pusat.orders.rows.count()) === 2);
  await pusat.orders.rows.filter({ hasNotText: returned }).first().click();
  await pusat.orders.shows("SO-MKS-");
  assert.equal(await pusat.orders.worth(), words.money(TOTAL));
  await pusat.visit(`/customers/${id}/receivables`);
  await pusat.receivables.owes(words.money(TOTAL - PAID));
  const [invoice, payment] = await pusat.receivables.documents();
  assert.ok(invoice.startsWith(`${words.text("kind.invoice")} INV-MKS-`), invoice);
  assert.ok(payment.startsWith(`${words.text("kind.payment")} BYR-MKS-`), payment);
});

inBothLanguages("a discount above the limit is not saved, and two returns above the order are flagged", async (stage, words) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const id = await rina.createCustomer({ name: unique("Toko Sumber"), phone: uniquePhone() });
  await rina.visit(`/customers/${id}/orders/new`);
  await rina.orders.line(1, { product: OIL, quantity: "3", discount: "50" }, rina.form);
  await rina.form.trySave();
  await rina.page.getByText(words.text("error.discount")).first().waitFor();
  await rina.form.fill({ "line-discount-1": "" });
  await rina.form.save();
  await rina.orders.next();
  await rina.orders.next();
  const order = await rina.orders.id();
  await rina.frame.synced();
  await mks.frame.syncNow();
  await mks.frame.synced();

  for (const person of [rina, mks]) {
    person.line.cut();
    await person.visit(`/orders/${order}/return`);
    await person.form.fill({ "line-quantity-1": "2" });
    await person.form.save();
  }
  for (const person of [rina, mks]) person.line.restore();
  for (const person of [rina, mks]) {
    await person.visit(`/orders/${order}`);
    const flag = person.page.getByText(words.begin("order.flag_over_returned"));
    await person.frame.eventually("it is flagged", () => flag.isVisible());
  }
});

inBothLanguages("an order is cancelled without a line, but not without a reason", async (stage, words) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  await rina.appKept();
  rina.line.cut();
  const id = await rina.createCustomer({ name: unique("Toko Batal"), phone: uniquePhone() });
  const order = await rina.writeOrder(id, [{ product: OIL, quantity: "1" }]);
  const cancelled = words.text("choice.order.state.cancelled");
  await rina.orders.choose(words.text("order.move_to", { state: cancelled }));
  await rina.orders.confirm();
  await rina.form.hasErrors(1);
  const reason = "Pelanggan pindah kota";
  await rina.form.fill({ cancel_reason: reason });
  await rina.orders.confirm();
  await rina.orders.stands(cancelled);
  rina.line.restore();
  await rina.frame.synced();
  await pusat.frame.syncNow();
  await pusat.frame.synced();
  await pusat.visit(`/orders/${order}`);
  await pusat.orders.stands(cancelled);
  await pusat.orders.shows(words.text("order.cancelled_for", { reason }));
});

/** Makes the invoice of the order that is open, and pays a part of it. */
async function invoiceAndPay(person, words) {
  await person.orders.invoice();
  await person.form.holds("amount", words.typed(TOTAL));
  await person.form.save();
  await person.receivables.owes(words.money(TOTAL));
  await person.receivables.payFirst();
  await person.form.fill({ amount: words.number(PAID) });
  await person.form.save();
  await person.receivables.owes(words.money(TOTAL - PAID));
}

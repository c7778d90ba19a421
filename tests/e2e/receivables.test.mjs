// What a customer owes: recorded without a line, paid, taken back, before a limit.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { inBothLanguages } from "./support/journey.mjs";

inBothLanguages("a debt recorded without a line is paid in part, and head office has the same books", async (stage, words) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  await rina.appKept();
  rina.line.cut();
  await rina.device.context.setOffline(true);
  await rina.frame.state("offline");
  const name = unique("Pelanggan Piutang");
  await rina.createCustomer({ name });
  await rina.card.openReceivables();
  await rina.receivables.newInvoice();
  await rina.form.fill({ amount: words.number(1_250_000), issued_on: dayFromNow(-40), due_on: dayFromNow(-10) });
  await rina.form.save();
  await rina.receivables.owes(words.money(1_250_000));

  await rina.receivables.payFirst();
  await rina.form.holds("amount", words.typed(1_250_000));
  assert.equal(await rina.form.field("type").count(), 0, "a clerk writes nothing off");
  await rina.form.fill({ amount: words.number(450_000), method: "transfer" });
  await rina.form.save();
  await hasBooks(rina, words);
  const before = await rina.receivables.documents();
  const unnumbered = words.text("receivables.number_follows");
  assert.ok(before.every((document) => document.includes(unnumbered)), "head office issues the numbers");

  await rina.device.context.setOffline(false);
  rina.line.restore();
  await rina.frame.synced();
  await hasBooks(rina, words);
  await pusat.frame.go("customers");
  await pusat.customers.search(name);
  await pusat.frame.eventually("head office sees the customer", () => pusat.customers.named(name).isVisible());
  await pusat.customers.openFirst();
  await pusat.card.openReceivables();
  await hasBooks(pusat, words);
  const [invoice, payment] = await pusat.receivables.documents();
  assert.ok(invoice.startsWith(`${words.text("choice.invoice.type.opening_balance")} INV-MKS-`), invoice);
  assert.ok(payment.startsWith(`${words.text("choice.payment.type.payment")} BYR-MKS-`), payment);
});

inBothLanguages("over the limit is told in words, and a payment taken back leaves the debt as it was", async (stage, words) => {
  const mks = await stage.person("mks");
  const [safe, over] = ["safe", "over"].map((status) => words.text(`receivables.status.${status}`));
  const id = await mks.createCustomer({ name: unique("Pelanggan Limit"), credit_limit: words.number(1_000_000) });
  await mks.card.openReceivables();
  await mks.receivables.stands(safe);
  await mks.receivables.newInvoice();
  await mks.form.fill({ amount: words.number(1_250_000) });
  await mks.form.save();
  await mks.receivables.stands(over);

  await mks.receivables.newPayment();
  await mks.form.field("type").getByRole("button", { name: words.text("choice.payment.type.write_off") }).waitFor();
  await mks.form.fill({ invoice: words.begin("receivables.due"), amount: words.number(1_500_000) });
  await mks.page.getByText(words.text("receivables.excess", { amount: words.money(250_000) })).waitFor();
  await mks.form.fill({ amount: words.number(500_000) });
  await mks.form.save();
  const [debt, paid, rest] = [1_250_000, 500_000, 750_000].map((rupiah) => words.money(rupiah));
  await mks.receivables.owes(rest);
  await mks.receivables.stands(safe);

  await mks.receivables.takeBack();
  await mks.receivables.owes(debt);
  await mks.receivables.stands(over);
  assert.deepEqual(await mks.receivables.movements(), [[debt, "", debt], ["", paid, rest], [paid, "", debt]]);
  assert.equal(await mks.receivables.reverseButtons.count(), 0, "nothing is taken back twice");

  await mks.receivables.newPromise();
  await mks.form.fill({ amount: words.number(250_000), promised_on: dayFromNow(7) });
  await mks.form.save();
  await mks.frame.synced();
  await mks.visit(`/customers/${id}`);
  const promise = `${words.begin("receivables.promised")} ${words.money(250_000)}`;
  const reversal = words.text("receivables.reversal_of", { what: words.text("choice.payment.type.payment") });
  for (const told of [over, promise, reversal]) await mks.card.shows(told);
});

/** The books of the first journey, on any device. */
async function hasBooks(person, words) {
  const [debt, paid, rest] = [1_250_000, 450_000, 800_000].map((rupiah) => words.money(rupiah));
  await person.receivables.owes(rest);
  await person.receivables.aged("to_30", rest);
  assert.deepEqual(await person.receivables.movements(), [[debt, "", debt], ["", paid, rest]]);
}

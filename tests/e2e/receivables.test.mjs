// What a customer owes: recorded without a line, paid, taken back, before a limit.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

const DAY_MS = 86_400_000;

journey("a debt recorded without a line is paid in part, and head office has the same books", async (stage) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  await rina.appKept();
  rina.line.cut();
  await rina.device.context.setOffline(true);
  await rina.frame.state("offline");
  const name = unique("Pelanggan Piutang");
  await rina.createCustomer({ name });
  await rina.card.openReceivables();
  await rina.receivables.newInvoice();
  await rina.form.fill({ amount: "1.250.000", issued_on: day(-40), due_on: day(-10) });
  await rina.form.save();
  await rina.receivables.owes("Rp 1.250.000");

  await rina.receivables.payFirst();
  assert.equal(await rina.form.value("amount"), "1250000", "what remains is offered");
  assert.equal(await rina.form.field("type").count(), 0, "a clerk writes nothing off");
  await rina.form.fill({ amount: "450.000", method: "transfer" });
  await rina.form.save();
  await hasBooks(rina);
  const before = await rina.receivables.documents();
  assert.ok(before.every((document) => document.includes("nomor menyusul")), "head office issues the numbers");

  await rina.device.context.setOffline(false);
  rina.line.restore();
  await rina.frame.synced();
  await hasBooks(rina);
  await pusat.frame.go("customers");
  await pusat.customers.search(name);
  await pusat.frame.eventually("head office sees the customer", () => pusat.customers.named(name).isVisible());
  await pusat.customers.openFirst();
  await pusat.card.openReceivables();
  await hasBooks(pusat);
  const [invoice, payment] = await pusat.receivables.documents();
  assert.match(invoice, /Saldo awal INV-MKS-/);
  assert.match(payment, /Pembayaran BYR-MKS-/);
});

journey("over the limit is told in words, and a payment taken back leaves the debt as it was", async (stage) => {
  const mks = await stage.person("mks");
  const id = await mks.createCustomer({ name: unique("Pelanggan Limit"), credit_limit: "1.000.000" });
  await mks.card.openReceivables();
  await mks.receivables.stands("Aman");
  await mks.receivables.newInvoice();
  await mks.form.fill({ amount: "1.250.000" });
  await mks.form.save();
  await mks.receivables.stands("Melewati limit");

  await mks.receivables.newPayment();
  await mks.form.field("type").getByRole("button", { name: "Penghapusan" }).waitFor();
  await mks.form.fill({ invoice: "sisa", amount: "1.500.000" });
  await mks.page.getByText("lebih besar dari sisa faktur ini").waitFor();
  await mks.form.fill({ amount: "500.000" });
  await mks.form.save();
  await mks.receivables.owes("Rp 750.000");
  await mks.receivables.stands("Aman");

  await mks.receivables.takeBack();
  await mks.receivables.owes("Rp 1.250.000");
  await mks.receivables.stands("Melewati limit");
  assert.deepEqual(await mks.receivables.movements(), [
    ["Rp 1.250.000", "", "Rp 1.250.000"],
    ["", "Rp 500.000", "Rp 750.000"],
    ["Rp 500.000", "", "Rp 1.250.000"],
  ]);
  assert.equal(await mks.receivables.reverseButtons.count(), 0, "nothing is taken back twice");

  await mks.receivables.newPromise();
  await mks.form.fill({ amount: "250.000", promised_on: day(7) });
  await mks.form.save();
  await mks.frame.synced();
  await mks.visit(`/customers/${id}`);
  for (const words of ["Melewati limit", "Janji bayar Rp 250.000", "Pembatalan Pembayaran"]) await mks.card.shows(words);
});

/** The books of the first journey, on any device. */
async function hasBooks(person) {
  await person.receivables.owes("Rp 800.000");
  await person.receivables.aged("to_30", "Rp 800.000");
  assert.deepEqual(await person.receivables.movements(), [
    ["Rp 1.250.000", "", "Rp 1.250.000"],
    ["", "Rp 450.000", "Rp 800.000"],
  ]);
}

/** The day so many days from now. */
function day(days) {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

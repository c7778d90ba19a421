// An invoice on its own page and on paper, and what is given up for what came back.

import assert from "node:assert/strict";
import { unique, uniquePhone } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { inBothLanguages } from "./support/journey.mjs";

const OIL = "OLI-10W40-1L";
const PRICE = 85_000;
// Three at the full price, and one at a tenth less.
const TOTAL = 3 * PRICE + 76_500;

inBothLanguages("a return is credited without a line, taken back, and head office has the same books", async (stage, words) => {
  const [mks, pusat] = await stage.people("mks", "pusat");
  await mks.appKept();
  mks.line.cut();
  const id = await mks.createCustomer({ name: unique("Toko Retur"), phone: uniquePhone() });
  // What was sold for less stands first, and must not price what comes back.
  const less = { product: OIL, quantity: "1", discount: "10" };
  await mks.writeOrder(id, [less, { product: OIL, quantity: "3" }]);
  await mks.orders.next();
  await mks.orders.next();
  await mks.orders.invoice();
  await mks.form.save();
  await mks.receivables.owes(words.money(TOTAL));

  await mks.receivables.openFirstInvoice();
  await mks.invoice.says({ amount: TOTAL, paid: 0, remaining: TOTAL }, words);
  await prints(mks, words, (choice) => mks.invoice.choose(choice));
  await mks.invoice.openOrder();
  await prints(mks, words, (choice) => mks.orders.choose(choice));

  await mks.orders.choose(words.text("order.return"));
  await mks.orders.removeLine(1, words);
  await mks.form.fill({ "line-quantity-2": "1" });
  await mks.form.save();
  await mks.orders.creditNote();
  await mks.form.holds("amount", words.typed(PRICE));
  await mks.form.save();
  await mks.receivables.owes(words.money(TOTAL - PRICE));
  await mks.receivables.openFirstInvoice();
  await mks.invoice.says({ amount: TOTAL, paid: PRICE, remaining: TOTAL - PRICE }, words);

  mks.line.restore();
  await mks.frame.synced();
  await pusat.frame.syncNow();
  await pusat.frame.synced();
  await pusat.visit(`/customers/${id}/receivables`);
  await pusat.receivables.owes(words.money(TOTAL - PRICE));
  const [, credited] = await pusat.receivables.documents();
  assert.ok(credited.startsWith(words.text("choice.payment.type.credit_note")), credited);
  await pusat.receivables.takeBack();
  await pusat.receivables.owes(words.money(TOTAL));
});

inBothLanguages("what was owed before a period stands in its first row", async (stage, words) => {
  const mks = await stage.person("mks");
  await mks.createCustomer({ name: unique("Toko Lama") });
  await mks.card.openReceivables();
  await mks.receivables.newInvoice();
  await mks.form.fill({ amount: words.number(300_000), issued_on: dayFromNow(-200), due_on: dayFromNow(-170) });
  await mks.form.save();
  await mks.receivables.payFirst();
  await mks.form.fill({ amount: words.number(100_000) });
  await mks.form.save();

  const [debt, paid, rest] = [300_000, 100_000, 200_000].map((rupiah) => words.money(rupiah));
  await mks.receivables.period(words.text("receivables.periods.quarter"));
  await mks.receivables.opensWith(debt);
  assert.deepEqual(await mks.receivables.movements(), [["", paid, rest]]);
  await mks.receivables.period(words.text("receivables.periods.everything"));
  await mks.receivables.opensWith(words.money(0));
  assert.deepEqual(await mks.receivables.movements(), [[debt, "", debt], ["", paid, rest]]);
});

/** Prints what is open on both papers. */
async function prints(person, words, choose) {
  await person.page.evaluate(() => {
    window.papers = [];
    window.print = () => window.papers.push(document.documentElement.dataset.paper ?? "sheet");
  });
  for (const paper of ["sheet", "receipt"]) await choose(words.text(`print.${paper}`));
  assert.deepEqual(await person.page.evaluate(() => window.papers), ["sheet", "receipt"]);
}

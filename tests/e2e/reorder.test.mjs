// What a customer usually buys and how often, without a line: seen, due, ordered again.

import assert from "node:assert/strict";
import { unique, uniquePhone } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { settles } from "./support/eventually.mjs";
import { inBothLanguages } from "./support/journey.mjs";

const OIL = "Oli mesin 10W-40 1 L";
const FILTER = "Filter oli Avanza/Xenia/Rush";
const TYRE = "Ban 165/80 R13";

inBothLanguages("a customer with a rhythm is due again, and one tap orders what is usual", async (stage, words) => {
  const [rina, mks] = await stage.people("rina", "mks");
  await rina.appKept();
  rina.line.cut();
  const id = await rina.createCustomer({ name: unique("Bengkel Rutin"), phone: uniquePhone() });
  const usual = [{ product: OIL, quantity: "4" }, { product: FILTER, quantity: words.number(1.5) }];
  await rina.writeOrder(id, [...usual, { product: TYRE }], { ordered_on: dayFromNow(-40) });
  await rina.visit(`/customers/${id}`);
  await rina.card.shows(words.text("customer.no_rhythm"));
  await settles("what was bought last", () => rina.card.usual.count(), 3);
  await rina.writeOrder(id, usual, { ordered_on: dayFromNow(-30) });
  await rina.writeOrder(id, usual.slice(0, 1), { ordered_on: dayFromNow(-20) });
  await isDue(rina, id, words);

  rina.line.restore();
  await rina.frame.synced();
  await mks.frame.syncNow();
  await mks.frame.synced();
  await isDue(mks, id, words);

  rina.line.cut();
  await rina.visit(`/customers/${id}`);
  await rina.card.orderAgain();
  const codes = () => Promise.all([1, 2].map((line) => rina.form.value(`line-code-${line}`)));
  const products = [`FLT-OLI-AVZ · ${FILTER}`, `OLI-10W40-1L · ${OIL}`];
  await settles("what is ordered", async () => (await codes()).sort(), products);
  assert.equal(await rina.orders.lines.count(), 2);
  assert.deepEqual(await quantities(rina, 2), [words.typed(1.5), "4"]);
  await rina.page.goBack();
  await rina.frame.go("today");
  assert.ok(await rina.today.isDueAgain(id));
  await rina.today.orderAgain(id);
  await settles("what is ordered from today", () => quantities(rina, 2), [words.typed(1.5), "4"]);
  await rina.form.save();
  const order = await rina.orders.id();
  for (const product of [OIL, FILTER]) await rina.orders.shows(product);
  await rina.frame.go("today");
  await settles("whether the customer is due", () => rina.today.isDueAgain(id), false);

  rina.line.restore();
  await rina.frame.synced();
  await mks.visit(`/orders/${order}`);
  await mks.frame.eventually("the order arrives", () => mks.orders.open.getByText(FILTER).isVisible());
  await mks.frame.go("today");
  await settles("whether the customer is due", () => mks.today.isDueAgain(id), false);
});

/** The card says what is usual, and the page of today that the customer is due. */
async function isDue(person, id, words) {
  await person.visit(`/customers/${id}`);
  await person.card.shows(words.text("customer.rhythm", { count: 10 }));
  const products = () => person.card.usual.evaluateAll((rows) => rows.map((row) => row.dataset.code));
  await settles("what is usual", products, ["OLI-10W40-1L", "FLT-OLI-AVZ"]);
  await person.card.usual.first().getByText("4 liter").waitFor();
  await person.card.usual.last().getByText(`${words.number(1.5)} pcs`).waitFor();
  await person.frame.go("today");
  await settles("whether the customer is due", () => person.today.isDueAgain(id), true);
  await person.today.reorder(id).getByText(words.counted("today.reorder_over", 10)).waitFor();
}

/** How much stands in the first lines of the form, sorted. */
async function quantities(person, count) {
  const numbers = Array.from({ length: count }, (_, at) => at + 1);
  const typed = await Promise.all(numbers.map((line) => person.form.value(`line-quantity-${line}`)));
  return typed.sort();
}

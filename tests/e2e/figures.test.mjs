// The figures of the record card: what was bought and is owed, with the way to what they count.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { settles } from "./support/eventually.mjs";
import { inBothLanguages } from "./support/journey.mjs";

const OIL = "Oli mesin 10W-40 1 L";
const PRICE = 85_000;

inBothLanguages("the figures of the card count what was made without a line, and lead there", async (stage, words) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  await rina.appKept();
  rina.line.cut();
  const id = await rina.createCustomer({ name: unique("Pelanggan Angka") });
  await sells(rina, id, "9", -400);
  await sells(rina, id, "2", -30);
  const order = await sells(rina, id, "3", -1);
  await rina.orders.next();
  await rina.orders.next();
  await rina.orders.invoice();
  await rina.form.save();
  await rina.receivables.owes(words.money(3 * PRICE));
  await rina.visit(`/orders/${order}/return`);
  await rina.form.fill({ "line-quantity-1": "1" });
  await rina.form.save();

  await hasFigures(rina, id, words);
  await leadThere(rina, order);
  rina.line.restore();
  await rina.frame.synced();
  await pusat.frame.syncNow();
  await pusat.frame.synced();
  await hasFigures(pusat, id, words);
});

/** Writes an order of so much oil so many days from now. Answers its id. */
function sells(person, customer, quantity, days) {
  return person.writeOrder(customer, [{ product: OIL, quantity }], { ordered_on: dayFromNow(days) });
}

/** The order of more than a year ago counts no more, and the return takes off. */
async function hasFigures(person, id, words) {
  await person.visit(`/customers/${id}`);
  const figures = () => person.card.figures("value", "orders");
  await settles("value and number", figures, [[words.money((2 + 3 - 1) * PRICE), ""], ["2", ""]]);
  const [[owed, standing], [day, products]] = await person.card.figures("receivables", "last-purchase");
  assert.equal(owed, words.money(3 * PRICE));
  const time = words.text("sync.as_of", { time: words.clock });
  assert.match(standing, new RegExp(`^${words.text("receivables.status.safe")} · ${time}$`));
  const [year, , date] = dayFromNow(-1).split("-");
  assert.match(day, new RegExp(`^${Number(date)} \\p{L}+ ${year}$`, "u"));
  assert.equal(products, OIL);
}

/** Figures on the card that is open lead to what they count. */
async function leadThere(person, order) {
  const moments = () => person.card.moments(/./);
  await settles("the customer, orders, their return and the invoice", moments, 6);
  await person.card.figure("value").click();
  await settles("orders and their return", moments, 4);
  const [value, orders] = ["value", "orders"].map((name) => person.card.figure(name).getAttribute("href"));
  assert.equal(await orders, await value);
  await person.card.figure("last-purchase").click();
  assert.equal(await person.orders.id(), order);
  await person.page.goBack();
  await person.card.openReceivables();
  await person.receivables.balance.waitFor();
}

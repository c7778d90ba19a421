// The figures of the record card: what was bought and is owed, with the way to what they count.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { report } from "./support/database.mjs";
import { dayFromNow } from "./support/day.mjs";
import { settles } from "./support/eventually.mjs";
import { inBothLanguages } from "./support/journey.mjs";

const OIL = "Oli mesin 10W-40 1 L";
const PRICE = 85_000;
/** In the order in which the report has them. */
const FIGURES = ["value", "orders", "last-purchase", "open-complaints", "receivables"];
const KNOWN = ["Siti Rahmawati", "Andi Wijaya", "PT Bumi Sulawesi Jaya"];

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
  await complains(rina, id);
  await isDone(rina, await complains(rina, id), words);

  await hasFigures(rina, id, words);
  await leadThere(rina, order, words);
  rina.line.restore();
  await rina.frame.synced();
  await pusat.frame.syncNow();
  await pusat.frame.synced();
  await hasFigures(pusat, id, words);
  const [row] = report("card", { customer: id, today: dayFromNow(0) });
  const expected = [(2 + 3 - 1) * PRICE, 2, dayFromNow(-1), 1, 3 * PRICE];
  assert.deepEqual(figuresOf(row), expected, "plain SQL counts the same");
});

inBothLanguages("the figures of cards are those of plain SQL over the database", async (stage, words) => {
  const rina = await stage.person("rina");
  for (const name of KNOWN) {
    const id = await rina.openCustomer(name);
    const [row] = report("card", { customer: id, today: dayFromNow(0) });
    const [value, orders, last, complaints, owed] = figuresOf(row);
    const expected = [words.money(value), words.number(orders), last, words.number(complaints), words.money(owed)];
    const shown = async () => {
      const figures = (await rina.card.figures(...FIGURES)).map(([figure]) => figure);
      // The day is held against its numbers, as months have names.
      return figures.map((figure, at) => (at === 2 && last && dayWords(last).test(figure) ? last : figure));
    };
    await settles(`the figures of ${name}`, shown, expected);
  }
});

/** Writes an order of so much oil so many days from now. Answers its id. */
function sells(person, customer, quantity, days) {
  return person.writeOrder(customer, [{ product: OIL, quantity }], { ordered_on: dayFromNow(days) });
}

/** Writes down a complaint. Answers what it is about. */
async function complains(person, customer) {
  const subject = unique("Suara rem");
  await person.visit(`/customers/${customer}/complaints/new`);
  await person.form.fill({ subject });
  await person.form.save();
  return subject;
}

async function isDone(person, subject, words) {
  await person.frame.go("service");
  await person.service.moveTo(subject, words.text("choice.complaint.state.done"));
  await person.form.fill({ resolution: "Kampas rem diganti" });
  await person.service.confirm();
  await person.service.ticket(subject).waitFor({ state: "detached" });
}

/** The order of more than a year ago counts no more, the return takes off, one complaint is done. */
async function hasFigures(person, id, words) {
  await person.visit(`/customers/${id}`);
  const figures = () => person.card.figures("value", "orders", "open-complaints");
  await settles("value and numbers", figures, [[words.money((2 + 3 - 1) * PRICE), ""], ["2", ""], ["1", ""]]);
  const [[owed, standing], [day, products]] = await person.card.figures("receivables", "last-purchase");
  assert.equal(owed, words.money(3 * PRICE));
  assert.equal(standing, words.text("receivables.status.safe"));
  const time = words.text("sync.as_of", { time: words.clock });
  assert.match(await person.card.asOf(), new RegExp(`^${time}$`));
  assert.match(day, dayWords(dayFromNow(-1)));
  assert.equal(products, OIL);
}

/** A pattern of a day as people read it. */
function dayWords(iso) {
  const [year, , date] = iso.split("-");
  return new RegExp(`^${Number(date)} \\p{L}+ ${year}$`, "u");
}

function figuresOf({ value, orders, last_purchase, open_complaints, receivables }) {
  return [value, orders, last_purchase, open_complaints, receivables];
}

/** Figures on the card that is open lead to what they count, and to nothing else. */
async function leadThere(person, order, words) {
  const moments = () => person.card.moments(/./);
  await person.card.figure("value").click();
  await settles("two orders and their return", moments, 3);
  await person.card.figure("orders").click();
  await settles("two orders", moments, 2);
  await person.card.onlyMoments(words.text("kinds.order"));
  await settles("the orders of all years and the return", moments, 4);
  await person.card.figure("open-complaints").click();
  await settles("the complaint that is open", moments, 1);
  await person.card.onlyMoments(words.text("kinds.complaint"));
  await settles("both complaints", moments, 2);
  await person.card.figure("last-purchase").click();
  assert.equal(await person.orders.id(), order);
  await person.page.goBack();
  await person.card.openReceivables();
  await person.receivables.balance.waitFor();
}

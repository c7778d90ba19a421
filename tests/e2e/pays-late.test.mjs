// Who pays late: told by what was paid and promised, without a line and on every device.

import { unique } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { settles } from "./support/eventually.mjs";
import { inBothLanguages } from "./support/journey.mjs";

const DEBT = 1_000_000;

inBothLanguages("who pays late or breaks a promise is in a view, who pays in time is not", async (stage, words) => {
  const [rina, mks] = await stage.people("rina", "mks");
  rina.line.cut();
  const token = unique("Bayar");
  await owes(rina, `Telat ${token}`, words);
  await pays(rina, dayFromNow(-50));
  await owes(rina, `Tepat ${token}`, words);
  await pays(rina, dayFromNow(-62));
  await owes(rina, `Ingkar ${token}`, words);
  await rina.receivables.newPromise();
  await rina.form.fill({ amount: words.number(250_000), made_on: dayFromNow(-20), promised_on: dayFromNow(-2) });
  await rina.form.save();

  await tellsThemApart(rina, token, words);
  rina.line.restore();
  await rina.frame.synced();
  await tellsThemApart(mks, token, words);
});

/** A new customer with a debt that was due sixty days ago, before the receivables card. */
async function owes(person, name, words) {
  await person.createCustomer({ name });
  await person.card.openReceivables();
  await person.receivables.newInvoice();
  await person.form.fill({ amount: words.number(DEBT), issued_on: dayFromNow(-90), due_on: dayFromNow(-60) });
  await person.form.save();
  await person.receivables.owes(words.money(DEBT));
}

/** Pays the whole debt. */
async function pays(person, paid_on) {
  await person.receivables.payFirst();
  await person.form.fill({ paid_on });
  await person.form.save();
}

/** The view and the cards of the three customers, on any device. */
async function tellsThemApart(person, token, words) {
  await person.frame.go("customers");
  await person.customers.search(token);
  await person.frame.eventually("all three are there", async () => (await person.customers.rows.count()) === 3);
  await person.customers.view(words.text("customer.view.pays_late"));
  const late = [`Ingkar ${token}`, `Telat ${token}`];
  await settles("who pays late", () => person.customers.names(), late);
  await person.customers.view(words.text("customer.view.all"));

  const share = (share, late) => words.text("receivables.share_of", { share, late, paid: 1 });
  const none = words.text("receivables.nothing_paid");
  await pay(person, late[0], [none, none, "0", "1", "0"]);
  await pay(person, late[1], [words.counted("receivables.days_late", 10), share("100%", 1), "0", "0", "0"]);
  await pay(person, `Tepat ${token}`, [words.counted("receivables.days_early", 2), share("0%", 0), "0", "0", "0"]);
}

/** Opens the receivables card of a customer in the list, who pays like this. */
async function pay(person, name, habits) {
  await person.frame.go("customers");
  await person.customers.named(name).click();
  await person.card.shows(name);
  await person.card.openReceivables();
  await settles(`how ${name} pays`, () => person.receivables.habits(), habits);
}

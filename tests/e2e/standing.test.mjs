// Where a customer stands with us follows their orders, without a line and on every device.

import { unique } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { settles } from "./support/eventually.mjs";
import { journey } from "./support/journey.mjs";

const LINES = [{ product: "Oli mesin 10W-40 1 L" }];

journey("an order makes a prospect active, a draft does not, and old orders make one passive", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  await rina.appKept();
  rina.line.cut();
  const token = unique("Status");
  const buyer = await rina.createCustomer({ name: `Pembeli ${token}` });
  await rina.card.stands("Prospek");
  await rina.writeOrder(buyer, LINES, { state: "Draf" });
  await rina.visit(`/customers/${buyer}`);
  await rina.card.stands("Prospek");
  const past = await rina.createCustomer({ name: `Lama ${token}` });
  await rina.writeOrder(past, LINES, { ordered_on: dayFromNow(-400) });
  await rina.visit(`/customers/${past}`);
  await rina.card.stands("Pasif");
  await hasViews(rina, token, { Prospek: [`Pembeli ${token}`], Aktif: [], Pasif: [`Lama ${token}`] });

  await rina.customers.view("Semua");
  await rina.customers.row(buyer).click();
  await rina.page.getByRole("link", { name: /^Pesanan .* Draf/ }).click();
  await rina.orders.next();
  await rina.visit(`/customers/${buyer}`);
  await rina.card.stands("Aktif");
  const views = { Prospek: [], Aktif: [`Pembeli ${token}`], Pasif: [`Lama ${token}`] };
  await hasViews(rina, token, views);

  rina.line.restore();
  await rina.frame.synced();
  await hasViews(mks, token, views);
  await mks.customers.view("Semua");
  await mks.customers.row(buyer).click();
  await mks.card.stands("Aktif");
});

/** Who is in which view of the list, among the customers of the journey. */
async function hasViews(person, token, views) {
  await person.frame.go("customers");
  await person.customers.view("Semua");
  await person.customers.search(token);
  await person.frame.eventually("both are there", async () => (await person.customers.rows.count()) === 2);
  for (const [view, names] of Object.entries(views)) {
    await person.customers.view(view);
    await settles(`who is ${view}`, () => person.customers.names(), names);
  }
}

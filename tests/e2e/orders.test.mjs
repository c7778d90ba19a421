// Orders are written without a line, numbered by the server, returned but never above what was bought.

import assert from "node:assert/strict";
import { unique, uniquePhone } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

const OIL = "Oli mesin 10W-40 1 L";

journey("an order is written, delivered and partly returned without a line, then numbered", async (stage) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  await rina.line.cut();
  const name = unique("Bengkel Maju");
  const id = await rina.createCustomer({ name, phone: uniquePhone() });
  await rina.visit(`/customers/${id}/orders/new`);
  await rina.orders.line(1, { product: OIL, quantity: "3" }, rina.form);
  await rina.orders.addLine();
  await rina.orders.line(2, { product: "Filter oli", quantity: "1,5", price: "95.001" }, rina.form);
  await rina.form.save();
  await rina.orders.shows("Nomor menyusul");
  const total = await rina.orders.total.innerText();
  await rina.orders.next();
  await rina.orders.next();

  await rina.orders.choose("Buat retur");
  await rina.form.fill({ "line-quantity-1": "4" });
  await rina.form.trySave();
  await rina.page.getByText("Lebih banyak dari yang masih bisa diretur").waitFor();
  await rina.form.fill({ "line-quantity-1": "1" });
  await rina.form.save();
  await rina.orders.shows("Retur");
  await rina.visit(`/customers/${id}`);

  rina.line.restore();
  await rina.frame.synced();
  await pusat.frame.go("sales");
  await pusat.orders.search(name);
  await pusat.frame.eventually("both orders arrive", async () => (await pusat.orders.rows.count()) === 2);
  await pusat.orders.rows.filter({ hasNotText: "Retur" }).first().click();
  await pusat.orders.shows("SO-MKS-");
  assert.equal(await pusat.orders.total.innerText(), total, "head office reads the same total");
});

journey("a discount above the limit is not saved, and two returns above the order are flagged", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const id = await rina.createCustomer({ name: unique("Toko Sumber"), phone: uniquePhone() });
  await rina.visit(`/customers/${id}/orders/new`);
  await rina.orders.line(1, { product: OIL, quantity: "3", discount: "50" }, rina.form);
  await rina.form.trySave();
  await rina.page.getByText("melebihi batas peran Anda").first().waitFor();
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
    const flag = person.page.getByText("Retur melebihi yang dibeli");
    await person.frame.eventually("it is flagged", () => flag.isVisible());
  }
});

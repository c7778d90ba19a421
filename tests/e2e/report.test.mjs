// The report says the same as the list of orders, in its tables, its files and month by month.

import assert from "node:assert/strict";
import { unique, uniquePhone } from "./support/company.mjs";
import { inBothLanguages } from "./support/journey.mjs";
import { plain } from "./support/words.mjs";
import { amountOf } from "./pages/report.mjs";

const OIL = "Oli mesin 10W-40 1 L";
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

inBothLanguages("months, customers and products come to what the list of orders comes to", async (stage, words) => {
  const mks = await stage.person("mks");
  await mks.appKept();
  // Nothing of what others sell meanwhile arrives between two looks.
  mks.line.cut();
  const name = unique("=1+1 Bengkel");
  await sell(mks, name, "3");
  await mks.frame.go("sales");
  await mks.orders.period("");
  const listed = await sumOf(mks, words);

  await mks.report.open();
  await mks.report.period("");
  await mks.frame.eventually("the months come to the sum", async () => (await mks.report.total("months")) === listed);
  const months = await mks.report.amounts(mks.report.months);
  assert.equal(sum(months), listed);
  assert.equal(await mks.report.total("customers"), listed);
  await mks.frame.eventually("so do the products", async () => (await mks.report.total("products")) === listed);
  for (const table of ["months", "customers", "products"]) {
    assert.ok(await mks.report.chart(table).getAttribute("aria-label"), `the chart of ${table} says what it shows`);
  }

  const [heading, ...rows] = await mks.report.csv("months");
  assert.match(heading.at(-1), /\(IDR\)/);
  assert.deepEqual(rows.map((row) => Number(row.at(-1))), months);
  const files = { customers: await mks.report.csv("customers"), products: await mks.report.csv("products") };
  for (const [table, cells] of Object.entries(files)) {
    assert.equal(sum(cells.slice(1).map((row) => Number(row.at(-1)))), listed, table);
  }
  const all = Object.values(files).flat(2);
  assert.deepEqual(all.filter((cell) => FORMULA.test(cell) && !NUMBER.test(cell)), []);
  assert.ok(all.includes(`'${name}`), "a name that looks like a formula is kept from being one");

  const paper = plain(await mks.report.print());
  assert.ok(paper.includes(words.money(listed)), "the sum is on paper");
  assert.ok(!paper.includes(words.text("report.csv")), "what can only be pressed is not");
});

inBothLanguages("a month of the report leads to the orders of that month, a customer to the card", async (stage, words) => {
  const mks = await stage.person("mks");
  await mks.appKept();
  mks.line.cut();
  await sell(mks, unique("Bengkel Laporan"), "3");
  await mks.visit("/sales/report");
  const { month, net, row } = await mks.report.newestMonthWithSales();
  const name = await row.locator("a").innerText();
  await row.locator("a").click();
  await mks.frame.eventually("the list comes to the month", async () => (await sumOf(mks, words)) === net);
  const chosen = mks.page.getByTestId("field-period").locator("option:checked");
  assert.equal(await chosen.innerText(), name);
  assert.equal(await mks.page.getByTestId("field-period").inputValue(), month);

  await mks.report.open();
  const first = mks.report.customers.first();
  const id = await first.getAttribute("data-id");
  await first.locator("a").click();
  assert.equal(await mks.card.id(), id);
});

/** Sells oil to a new customer, as many as said. */
async function sell(person, name, quantity) {
  const id = await person.createCustomer({ name, phone: uniquePhone() });
  await person.writeOrder(id, [{ product: OIL, quantity }]);
}

/** What the list says its orders in rupiah come to; imports leave some in other currencies. */
async function sumOf(person, words) {
  return amountOf(words.moneyIn(await person.orders.sum.innerText()) ?? "0");
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

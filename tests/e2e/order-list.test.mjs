// The list of orders: narrowed by state, branch, period and product, saved as a file, printed.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { settles } from "./support/eventually.mjs";
import { inBothLanguages } from "./support/journey.mjs";
import { amountOf } from "./pages/report.mjs";

const OIL = "Oli mesin 10W-40 1 L";
const FILTER = "Filter oli";
const PRICE = 85_000;
const SPAN = /^\d{4}-\d\d\.\.\d{4}-\d\d$/;

inBothLanguages("orders of a state, a branch and a period are listed, saved and printed", async (stage, words) => {
  const [mks, pusat] = await stage.people("mks", "pusat");
  const token = unique("Daftar");
  const name = `=1+1 ${token}`;
  const id = await mks.createCustomer({ name });
  await mks.writeOrder(id, [{ product: OIL, quantity: "3" }], { ordered_on: dayFromNow(-200) });
  await mks.writeOrder(id, [{ product: OIL, quantity: "2" }]);
  await mks.frame.synced();
  await pusat.frame.go("sales");
  await pusat.orders.search(token);
  await pusat.orders.period("12");
  await pusat.frame.eventually("both orders arrive", async () => (await pusat.orders.rows.count()) === 2);
  await pusat.appKept();
  pusat.line.cut();

  const count = (what, expected) => settles(what, () => pusat.orders.rows.count(), expected);
  await pusat.orders.period("1");
  await count("the order of this month", 1);
  await pusat.orders.ofBranch("Surabaya");
  await count("none in another branch", 0);
  await pusat.orders.ofBranch("Makassar");
  await count("the branch has it", 1);
  await pusat.orders.view(words.text("choice.order.state.received"));
  await count("it was not received", 0);
  await pusat.orders.view(words.text("choice.order.state.ordered"));
  await pusat.orders.period("12");
  await count("both were ordered", 2);
  assert.equal(amountOf(words.moneyIn(await pusat.orders.sum.innerText())), 5 * PRICE);

  const [heading, ...rows] = await pusat.orders.csv();
  assert.equal(heading.length, rows[0].length);
  assert.deepEqual(rows.map((row) => Number(row.at(-1))), [2 * PRICE, 3 * PRICE]);
  assert.deepEqual(rows.map((row) => row[0]), [dayFromNow(0), dayFromNow(-200)]);
  assert.ok(rows.every((row) => row.includes(`'${name}`)), "a name that looks like a formula is kept from being one");
  const paper = await pusat.orders.print();
  assert.equal(paper.length, 2);
  assert.ok(paper.every((row) => row.includes(name)), paper.join());
});

inBothLanguages("a product of the report leads to its orders of the same branch and months", async (stage, words) => {
  const [mks, pusat] = await stage.people("mks", "pusat");
  const [oiled, filtered] = [unique("Pembeli Oli"), unique("Pembeli Filter")];
  await mks.writeOrder(await mks.createCustomer({ name: oiled }), [{ product: OIL, quantity: "1" }]);
  await mks.writeOrder(await mks.createCustomer({ name: filtered }), [{ product: FILTER, quantity: "1" }]);
  await mks.frame.synced();
  await pusat.frame.syncNow();
  await pusat.frame.synced();
  await pusat.frame.go("sales");
  await pusat.report.open();
  await pusat.report.ofBranch("Makassar");
  await pusat.report.period("3");
  // A table that is counted anew moves its rows away under the hand.
  const counted = async () => (await pusat.report.total("products")) === (await pusat.report.total("months"));
  await pusat.frame.eventually("the products are counted", counted);
  await pusat.report.openProduct(OIL);
  await pusat.orders.product.getByText(OIL).waitFor();
  const chosen = (name) => pusat.page.getByTestId(`field-${name}`);
  assert.match(await chosen("period").inputValue(), SPAN);
  assert.equal(await chosen("branch").locator("option:checked").innerText(), "Makassar");

  const listed = () => pusat.orders.rows.locator("strong").allInnerTexts();
  await pusat.orders.search(oiled);
  await settles("who bought the product", listed, [oiled]);
  await pusat.orders.search(filtered);
  await settles("who bought another one", listed, []);
  await pusat.orders.ofAnyProduct();
  await settles("all orders again", listed, [filtered]);
});

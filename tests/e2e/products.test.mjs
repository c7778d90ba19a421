// Products: head office keeps them, everybody finds them, and not everybody sees what they cost.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { inBothLanguages, journey } from "./support/journey.mjs";

const PRICES = { list: 12_500, retailer: 11_750.5, cost: 8_765.4321 };

inBothLanguages("a product made without a line reaches the branches, its cost only those who may see it", async (stage, words) => {
  const [pusat, mks, rina] = await stage.people("pusat", "mks", "rina");
  const product = fresh("Pakan ayam petelur");
  const [list, retailer, cost] = Object.values(PRICES).map((price) => words.number(price));
  await pusat.visit("/products");
  pusat.line.cut();
  await createProduct(pusat, { ...product, "price-list": list, "price-retailer": retailer, cost });
  const before = await pusat.frame.state("offline");
  assert.equal(before.pending, 2, "the product and its cost");
  await pusat.products.open(product.code);
  await pusat.form.holds("price-retailer", words.typed(PRICES.retailer));
  await pusat.form.holds("cost", words.typed(PRICES.cost));
  pusat.line.restore();
  await pusat.frame.synced();

  await openWhenThere(mks, product.code);
  for (const shown of [product.name, product.category, list, retailer]) await mks.products.shows(shown);
  await mks.products.cost.filter({ hasText: cost }).waitFor();
  assert.equal(await mks.form.saveButton.count(), 0);

  const id = await openWhenThere(rina, product.code);
  await rina.products.shows(list);
  assert.equal(await rina.products.cost.count(), 0);
  assert.equal(await rina.form.saveButton.count(), 0);
  await rina.frame.synced();
  assert.equal(await rina.products.cost.count(), 0, "nor later");
  const stored = await rina.frame.storedText();
  assert.ok(stored.includes(id), "the device's records can be read");
  assert.ok(!stored.includes("product_cost") && !stored.includes("87654321"));
  assert.equal(await history(rina, await costOf(mks, id)), 404);
  assert.equal(await history(rina, id), 200);
  await rina.visit("/products/new");
  assert.equal(await rina.form.saveButton.count(), 0);
});

journey("a product is found by code and words, and no other may have its code", async (stage) => {
  const pusat = await stage.person("pusat");
  const [product, other] = [fresh("Pakan itik pedaging"), fresh("Vitamin ternak")];
  await pusat.visit("/products");
  await createProduct(pusat, product);
  await createProduct(pusat, other);
  for (const query of [product.code.toLowerCase(), `pedaging ${product.name.split(" ").at(-1)}`]) {
    await pusat.products.search(query);
    await pusat.products.named(product.code).waitFor();
    await pusat.products.named(other.code).waitFor({ state: "detached" });
  }
  await pusat.products.create();
  await pusat.form.fill({ code: product.code.toLowerCase(), name: "Kembar", "price-list": "-1", cost: "murah" });
  await pusat.form.trySave();
  await pusat.page.getByText("Kode ini sudah dipakai produk lain.").waitFor();
  // Code, price and cost.
  await pusat.form.hasErrors(3);
});

journey("the cost changes, the product is archived and taken back", async (stage) => {
  const [pusat, mks] = await stage.people("pusat", "mks");
  const product = fresh("Konsentrat");
  await pusat.visit("/products");
  await createProduct(pusat, { ...product, cost: "1.000" });
  await pusat.products.open(product.code);
  await pusat.form.fill({ cost: "1.100" });
  await pusat.form.save();
  await pusat.frame.synced();
  await openWhenThere(mks, product.code);
  await mks.products.cost.filter({ hasText: "1.100" }).waitFor();

  await pusat.products.open(product.code);
  await pusat.products.archive();
  await pusat.products.named(product.code).waitFor({ state: "detached" });
  await pusat.frame.synced();
  await mks.frame.eventually("the branch sees it archived", () => mks.page.getByText("Produk ini diarsipkan.").isVisible());

  await pusat.products.toggleArchived();
  await pusat.products.open(product.code);
  await pusat.products.restore();
  await pusat.products.toggleArchived();
  await pusat.products.named(product.code).waitFor();
  await pusat.products.open(product.code);
  await pusat.form.holds("cost", "1100");
  await pusat.form.fill({ cost: "" });
  await pusat.form.save();
  await pusat.frame.synced();
  const isGone = async () => (await mks.products.cost.innerText()).includes("Belum ada");
  await mks.frame.eventually("the cost is taken away", isGone);
});

/** Values of a product that no other has. */
function fresh(word) {
  const name = unique(word);
  return { code: name.split(" ").at(-1).toUpperCase(), name, unit: "sak", category: "Pakan" };
}

/** Makes a product from the list, and finds it there. */
async function createProduct(person, values) {
  await person.products.create();
  await person.form.fill(values);
  await person.form.save();
  await person.products.search(values.code);
  await person.products.named(values.code).waitFor();
}

/** Opens the page of a product as soon as it has come. */
async function openWhenThere(person, code) {
  await person.visit("/products");
  await person.products.search(code);
  await person.frame.eventually(`${code} comes`, () => person.products.named(code).isVisible());
  return person.products.open(code);
}

/** Id of the record with the cost of a product, as it lies on the device of somebody who may see it. */
async function costOf(person, product) {
  const lines = (await person.frame.storedText()).split("\n");
  const line = lines.find((line) => line.includes("product_cost") && line.includes(product));
  const [, id] = /"i":"([^"]+)"/.exec(line ?? "") ?? assert.fail("the cost lies on the device");
  return id;
}

/** What head office answers to somebody who asks for the history of a record. */
function history(person, id) {
  return person.page.evaluate((id) => fetch(`/api/record/${id}/history`).then((r) => r.status), id);
}

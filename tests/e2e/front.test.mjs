// The list of customers before the book is read.

import assert from "node:assert/strict";
import { eventually } from "./support/eventually.mjs";
import { holdBook, isFrontKept } from "./support/hold-book.mjs";
import { journey } from "./support/journey.mjs";
import { withStore } from "./support/stored.mjs";
import { Words } from "./support/words.mjs";

const words = new Words("id");

journey("the first customers are shown before the book is read, and what is pressed waits for it", async (stage) => {
  const rina = await stage.person("rina");
  await rina.appKept();
  await rina.frame.go("customers");
  await rina.customers.rows.first().waitFor();
  const before = await rina.customers.names();
  await eventually("they are kept", () => withStore(rina.page, isFrontKept), { withinMs: 20_000 });
  rina.line.cut();
  await rina.device.prepare(holdBook);
  await rina.device.stop();
  await rina.device.start();
  await rina.openTab();
  await rina.page.goto(`${rina.line.url}/customers`);
  await rina.customers.rows.first().waitFor();
  assert.deepEqual((await rina.customers.names()).slice(0, 5), before.slice(0, 5));
  assert.match(await rina.frame.who.innerText(), /Rina/);
  assert.doesNotMatch(await rina.frame.entry("customers").innerText(), /\d/, "how many there are is not known");
  assert.ok(await rina.page.getByTestId("sign-out").isDisabled(), "nor whether anything waits");
  assert.ok(!(await rina.frame.sync.innerText()).includes(words.text("sync.never")));

  await rina.customers.openFirst();
  await rina.page.getByText(words.text("app.loading")).waitFor();
  await rina.page.evaluate(() => window.heldBook.release());
  await rina.card.appears();
  await rina.frame.go("customers");
  assert.match(await rina.frame.entry("customers").innerText(), /\d/);
  await rina.customers.search(before.at(-1));
  await rina.customers.named(before.at(-1)).first().waitFor();
});

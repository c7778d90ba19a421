// A session that ends, and several people on one device.

import assert from "node:assert/strict";
import { EMAILS, PASSWORD, unique } from "./support/company.mjs";
import { eventually } from "./support/eventually.mjs";
import { journey } from "./support/journey.mjs";

journey("when the session ends work goes on, and the password is asked for to send it", async (stage) => {
  const rina = await stage.person("rina");
  await rina.openCustomer("Nur Lestari");
  await endSession(rina);
  const note = unique("Sesudah sesi berakhir");
  await rina.editCustomer({ note });
  await rina.signIn.again.waitFor();
  assert.equal((await rina.frame.status()).pending, 1);
  await rina.visit("/customers");
  await rina.openCustomer("Nur Lestari");
  await rina.card.shows(note);

  // What is being typed stays while the password is given.
  await rina.card.edit();
  await rina.form.fill({ hobbies: "Memancing" });
  await rina.signIn.resume(PASSWORD);
  assert.equal(await rina.form.value("hobbies"), "Memancing");
  await rina.form.save();
  await rina.frame.synced();
});

journey("somebody else on the same device has a store and an outbox of their own", async (stage) => {
  const rina = await stage.person("rina");
  const name = unique("Pelanggan Titipan");
  rina.line.cut();
  await rina.createCustomer({ name });
  await rina.frame.signOut();
  await eventually("leaving with unsent work is asked about", () => rina.frame.asks());
  rina.line.restore();
  rina.line.spoil("/api/sync", (exchange) => exchange.drop());
  await rina.frame.confirm();
  await rina.signIn.email.waitFor();
  rina.line.mend();
  const from = rina.line.log.length;

  await rina.signIn.as(EMAILS.sby, PASSWORD);
  await rina.frame.synced(60_000);
  assert.match(await rina.frame.who.innerText(), /Bagus/);
  assert.equal((await rina.frame.status()).pending, 0);
  await rina.frame.go("customers");
  await rina.customers.search(name);
  await rina.customers.rows.first().waitFor({ state: "detached" });
  const sent = rina.line.log.slice(from).map((entry) => entry.sent.toString());
  assert.ok(!sent.some((body) => body.includes(name)), "the first one's work is not sent by the second");
  await rina.frame.signOut();

  await rina.signIn.as(EMAILS.rina, PASSWORD);
  await rina.frame.synced(60_000);
  await rina.openCustomer(name);
});

/** Ends the session on the server, behind the app's back. */
async function endSession(person) {
  const status = await person.page.evaluate(async () => {
    const answer = await fetch("/api/session", { method: "DELETE", headers: { "x-relasi": "1" } });
    return answer.status;
  });
  assert.equal(status, 204);
}

// Somebody signs in, finds a customer and logs a contact.

import assert from "node:assert/strict";
import { unique } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { journey } from "./support/journey.mjs";

journey("a clerk signs in, finds a customer in any notation and logs a contact", async (stage) => {
  const rina = await stage.person("rina");
  assert.match(await rina.frame.who.innerText(), /Rina A\..*Makassar/);
  await rina.frame.go("customers");
  for (const query of ["siti rahm", "0812-4410-2201", "+62 812 4410", "62812441", "dd5501ak", "DD 5501"]) {
    await rina.customers.search(query);
    await rina.customers.named("Siti Rahmawati").first().waitFor();
  }
  await rina.customers.search("tidak ada yang bernama begini");
  await rina.customers.rows.first().waitFor({ state: "detached" });

  await rina.openCustomer("Siti Rahmawati");
  const subject = unique("Menanyakan servis berkala");
  await rina.card.newInteraction();
  await rina.form.fill({ subject, note: "Minta dihubungi lagi.", next_step: "Telepon", next_on: dayFromNow(0) });
  await rina.form.save();
  await rina.card.shows(subject);
  await rina.frame.synced();

  await rina.frame.go("today");
  await rina.today.step(subject).waitFor();
  await rina.today.done(subject);
  await rina.today.step(subject).waitFor({ state: "detached" });
  await rina.frame.synced();
});

journey("a wrong password lets nobody in and says so", async (stage) => {
  const stranger = await stage.stranger();
  await stranger.visit("/customers");
  await stranger.signIn.email.fill("pusat@contoh.id");
  await stranger.signIn.password.fill("bukan-ini");
  await stranger.signIn.button.click();
  await stranger.page.getByRole("alert").filter({ hasText: /\w/ }).waitFor();
  assert.equal(await stranger.signIn.email.inputValue(), "pusat@contoh.id");
});

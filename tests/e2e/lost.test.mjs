// A device that is called lost erases itself when it next makes contact.

import assert from "node:assert/strict";
import { EMAILS, PASSWORD, unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

journey("a lost device erases everything at its next contact, and head office is told", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const name = unique("Pelanggan Hilang");
  await rina.createCustomer({ name });
  await rina.frame.synced();
  await rina.appKept();
  rina.line.cut();
  await rina.editCustomer({ note: unique("belum terkirim") });

  await mks.frame.go("branches");
  const device = await newestOf(mks, "Rina");
  await device.getByTestId("device-lost").click();
  await mks.page.getByText("termasuk yang belum terkirim").first().waitFor();
  await mks.frame.confirm();
  await device.getByText("belum dipastikan terhapus").waitFor();
  await rina.card.shows(name);

  rina.line.restore();
  await rina.frame.syncNow().catch(() => {});
  await rina.signIn.email.waitFor();
  await rina.page.getByText("Perangkat ini ditandai hilang").waitFor();
  const left = await rina.page.evaluate(async () => [
    Object.keys(localStorage).filter((key) => key.startsWith("relasi.keys.")),
    (await indexedDB.databases()).map(({ name }) => name),
  ]);
  assert.deepEqual(left, [[], []]);
  await mks.frame.eventually("it is told", async () => {
    await mks.page.getByRole("button", { name: "Perbarui" }).click();
    return device.getByText("terhapus").isVisible();
  });

  await rina.signIn.as(EMAILS.rina, PASSWORD);
  await rina.frame.synced(60_000);
  await rina.openCustomer(name);
  await rina.card.shows(name);
});

/** The device of somebody that was heard of last. */
async function newestOf(person, name) {
  const devices = person.page.getByTestId("device").filter({ hasText: name });
  await devices.first().waitFor();
  return devices.first();
}

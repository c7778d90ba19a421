// The line is cut: everything goes on, and nothing is lost.

import assert from "node:assert/strict";
import { unique, uniquePhone } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

const ROUTES = ["/", "/customers", "/customers/new", "/service", "/changes", "/settings"];

journey("work without a line survives a restart and reaches head office by itself", async (stage) => {
  const [rina, pusat] = await stage.people("rina", "pusat");
  await rina.appKept();
  rina.line.cut();
  await rina.device.context.setOffline(true);
  await rina.frame.state("offline");
  for (const route of ROUTES) await rina.visit(route);

  const name = unique("Pelanggan Luring");
  const id = await rina.createCustomer({ name, phone: uniquePhone(), note: "Dibuat tanpa jaringan" });
  await rina.editCustomer({ note: "Diubah tanpa jaringan" });
  const subject = unique("Kunjungan luring");
  await rina.card.newInteraction();
  await rina.form.fill({ subject });
  await rina.form.save();
  await rina.card.newComplaint();
  const complaint = unique("Keluhan luring");
  await rina.form.fill({ subject: complaint });
  await rina.form.save();
  await rina.visit(`/customers/${id}`);
  for (const words of [name, "Diubah tanpa jaringan", subject, complaint]) await rina.card.shows(words);
  assert.equal((await rina.frame.status()).pending, 4);

  await rina.restart(`/customers/${id}`);
  for (const words of [name, "Diubah tanpa jaringan", subject, complaint]) await rina.card.shows(words);
  const before = await rina.frame.state("offline");
  assert.equal(before.pending, 4);

  rina.line.restore();
  await rina.frame.synced();
  await pusat.frame.go("customers");
  await pusat.customers.search(name);
  await pusat.frame.eventually("head office sees the customer", () => pusat.customers.named(name).isVisible());
  await pusat.customers.openFirst();
  for (const words of ["Diubah tanpa jaringan", subject, complaint]) await pusat.card.shows(words);
  const history = await pusat.card.history();
  assert.equal(history.length, 2, "one change for the customer's making, one for its edit");

  await pusat.frame.go("branches");
  await pusat.branches.open("MKS");
  await pusat.branches.devices.filter({ hasText: "Rina A." }).first().waitFor();
});

journey("a history that was read once can be read without a line", async (stage) => {
  const rina = await stage.person("rina");
  const name = unique("Pelanggan Riwayat");
  const id = await rina.createCustomer({ name, phone: uniquePhone() });
  await rina.frame.synced();
  assert.equal((await rina.card.history()).length, 1);
  rina.line.cut();
  await rina.device.context.setOffline(true);
  await rina.frame.state("offline");
  await rina.visit(`/customers/${id}`);
  assert.equal((await rina.card.history()).length, 1);
  await rina.page.getByText("Riwayat tersimpan dari").waitFor();
  await rina.visit(`/customers`);
  await rina.customers.openFirst();
  await rina.card.openHistory();
  await rina.page.getByText("Riwayat lama hanya bisa dibaca saat tersambung.").waitFor();
});

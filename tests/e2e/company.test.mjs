// A company from nothing, and one that grows.

import assert from "node:assert/strict";
import { createBranch, createStaff } from "./support/administration.mjs";
import { OWN_PASSWORD, emptyUrl, unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";
import { OWN_BRANCH, OWN_COMPANY } from "./support/own-company.mjs";

journey("from an empty database: first administrator, branch, clerk, the clerk's first customer", async (stage) => {
  const admin = await stage.stranger(emptyUrl());
  await admin.visit("/");
  await admin.signIn.setUp(OWN_COMPANY);
  await admin.frame.synced();
  await createBranch(admin, OWN_BRANCH);
  const member = { name: "Wa Ode Nurul", email: "nurul@usaha.id", role: "staff", "branches-KDI": true };
  const start = await createStaff(admin, member);

  const clerk = await stage.stranger(emptyUrl());
  await clerk.visit("/");
  await clerk.signIn.as(member.email, start);
  await clerk.signIn.mustChange();
  await clerk.signIn.changePassword(start, OWN_PASSWORD);
  await clerk.frame.synced();
  await clerk.createCustomer({ name: "Pelanggan Pertama", phone: "0812 4444 5555" });
  await clerk.frame.synced();
  await clerk.card.shows("KP-KDI-00001");

  await admin.frame.go("customers");
  await admin.frame.eventually("it is seen", () => admin.customers.named("Pelanggan Pertama").isVisible());
});

journey("an administrator adds a branch and somebody, and ends their access", async (stage) => {
  const admin = await stage.person("admin");
  const code = `X${String.fromCharCode(65 + (Date.now() % 26), 65 + (Date.now() % 25))}`;
  await createBranch(admin, { name: unique("Cabang"), code });
  const name = unique("Pegawai");
  const email = `${name.replaceAll(" ", ".").toLowerCase()}@contoh.id`;
  const start = await createStaff(admin, { name, email, role: "staff", [`branches-${code}`]: true });

  const member = await stage.stranger();
  await member.visit("/");
  await member.signIn.as(email, start);
  await member.signIn.changePassword(start, OWN_PASSWORD);
  await member.frame.synced();
  await member.createCustomer({ name: unique("Pelanggan Baru") });
  await member.frame.synced();

  await admin.settings.endAccess(name);
  await admin.frame.synced();
  await member.editCustomer({ note: "Sesudah akses berakhir" });
  await member.signIn.again.waitFor();
  assert.equal((await member.frame.status()).pending, 1, "nothing of it was sent");
});

journey("language and theme change at once and stay", async (stage) => {
  const rina = await stage.person("rina");
  await rina.frame.go("settings");
  await rina.settings.language("en");
  await rina.frame.entry("customers").filter({ hasText: "Customers" }).waitFor();
  await rina.settings.theme("dark");
  await rina.visit("/customers");
  const root = rina.page.locator("html[lang=en][data-theme=dark]");
  await root.waitFor({ state: "attached" });
});

// By keyboard alone: coming in, a password of one's own, the way past the navigation, leaving.

import assert from "node:assert/strict";
import { EMAILS, PASSWORD } from "./support/company.mjs";
import { eventually } from "./support/eventually.mjs";
import { dropRequest } from "./support/faults.mjs";
import { journey } from "./support/journey.mjs";
import { Keys } from "./support/keyboard.mjs";
import { editCustomer, openCustomer, signIn } from "./support/keyboard-work.mjs";

journey("by keyboard: signing in, a warning about unsent work, and signing out", async (stage) => {
  const rina = await stage.stranger();
  const keys = new Keys(rina);
  await rina.visit("/");
  await signIn(keys, EMAILS.rina, "bukan-ini");
  await rina.page.getByRole("alert").filter({ hasText: /\w/ }).waitFor();
  await keys.held();
  await signIn(keys, EMAILS.rina, PASSWORD);
  await rina.frame.synced(60_000);
  await keys.held();

  rina.line.spoil("/api/sync", dropRequest);
  await openCustomer(keys, "Nur Lestari");
  await editCustomer(keys, { note: "Belum terkirim saat keluar" });
  await rina.frame.state("offline");
  await keys.press("sign-out");
  assert.match(await rina.changes.question(), /1 perubahan belum terkirim/);
  await rina.page.keyboard.press("Escape");
  await rina.page.getByTestId("confirm").waitFor({ state: "hidden" });
  await keys.held();
  await keys.press("sign-out");
  await keys.press("confirm");
  await rina.signIn.email.waitFor();

  rina.line.mend();
  await signIn(keys, EMAILS.rina, PASSWORD);
  await rina.frame.synced(60_000);
  await keys.press("sign-out");
  await rina.signIn.email.waitFor();
});

journey("by keyboard: straight to the page, past the navigation", async (stage) => {
  const rina = await stage.person("rina");
  await rina.visit("/customers");
  await rina.customers.rows.first().waitFor();
  await rina.page.keyboard.press("Tab");
  await rina.page.keyboard.press("Enter");
  await rina.page.keyboard.press("Tab");
  const isOnPage = () => rina.page.evaluate(() => document.activeElement.closest("main") !== null);
  await eventually("the first Tab after the jump is on the page", isOnPage);
});

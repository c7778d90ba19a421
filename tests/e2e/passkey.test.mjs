// A passkey of the device in place of the password, where that is asked at every start.

import assert from "node:assert/strict";
import { Authenticator } from "./support/authenticator.mjs";
import { OWN_PASSWORD, unique, uniquePhone } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";
import { askForPassword, beginToAsk, ownCompany } from "./support/own-company.mjs";
import { Words } from "./support/words.mjs";

const words = new Words("id");

journey("a passkey opens the locked book without a line, and the password still does", async (stage) => {
  const admin = await ownCompany(stage);
  await beginToAsk(admin);
  const authenticator = await Authenticator.of(admin.page, { hasPrf: false });
  await refusesWithoutSecret(admin);
  await authenticator.replace();
  await addPasskey(admin, "passkey.add");
  assert.equal(await authenticator.count(), 1);
  const name = unique("Toko");
  await admin.createCustomer({ name, phone: uniquePhone() });
  await admin.frame.synced();
  await admin.appKept();

  admin.line.cut();
  await admin.signIn.lock();
  assert.ok(!(await admin.page.content()).includes(name));
  await admin.signIn.unlockByPasskey();
  await admin.openCustomer(name);
  await admin.editCustomer({ note: "lewat passkey" });
  await opensByPasswordInstead(admin, authenticator);
  admin.line.restore();
  await admin.frame.synced();

  await isOutdatedAfterLyingOpen(admin);
  await addPasskey(admin, "passkey.add_again");
  await admin.signIn.lock();
  await admin.signIn.unlockByPasskey();
  await admin.frame.synced();
  await takesItAway(admin);
  await askForPassword(admin, false);
}, { limitMs: 300_000 });

/** Passkeys of some authenticators have no secret to seal a key with. */
async function refusesWithoutSecret(admin) {
  await admin.frame.go("settings");
  await admin.settings.addPasskey("bukan kata sandinya");
  await admin.frame.notice(words.text("error.old_password_wrong")).waitFor();
  await admin.settings.addPasskey(OWN_PASSWORD);
  await admin.frame.notice(words.text("error.passkey_no_secret")).waitFor();
  await says(admin.settings.passkey, "passkey.add");
}

async function addPasskey(admin, action) {
  await admin.frame.go("settings");
  await says(admin.settings.passkey, action);
  await admin.settings.addPasskey(OWN_PASSWORD);
  await admin.frame.toast(words.text("passkey.added")).waitFor();
  await says(admin.settings.passkey, "passkey.remove");
}

/** Somebody who is not recognised is told so and gives the password. */
async function opensByPasswordInstead(admin, authenticator) {
  await authenticator.fail();
  await admin.signIn.lock();
  await admin.signIn.passkey.click();
  await admin.frame.notice(words.text("error.passkey_refused")).waitFor();
  await admin.signIn.unlock(OWN_PASSWORD);
  await authenticator.replace();
}

/** A company that asks again has new keys, which no passkey has sealed. */
async function isOutdatedAfterLyingOpen(admin) {
  await askForPassword(admin, false);
  await admin.frame.go("settings");
  await admin.settings.passkey.waitFor({ state: "detached" });
  await askForPassword(admin, true);
  await admin.signIn.resume(OWN_PASSWORD);
  await admin.signIn.locked();
  await admin.frame.notice(words.text("lock.passkey_outdated")).waitFor();
  assert.ok(!(await admin.signIn.passkey.isVisible()));
  await admin.signIn.unlock(OWN_PASSWORD);
}

async function takesItAway(admin) {
  await admin.frame.go("settings");
  await admin.settings.passkey.click();
  await says(admin.settings.passkey, "passkey.add");
  await admin.signIn.lock();
  assert.ok(!(await admin.signIn.passkey.isVisible()));
  await admin.signIn.unlock(OWN_PASSWORD);
}

/** Waits until a button says something. */
async function says(button, key) {
  await button.filter({ hasText: words.text(key) }).waitFor();
}

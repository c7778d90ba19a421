// A company that wants the password at every start: nothing can be read from its devices, and nobody
// loses unsent work over a forgotten password.

import assert from "node:assert/strict";
import { OWN_PASSWORD, emptyUrl, unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";
import { askForPassword, beginToAsk, ownCompany, ownStaff, visitLocked } from "./support/own-company.mjs";

const MARKED = 100;
const HOUR_MS = 3_600_000;
const marked = (at) => `Zqx${String(at).padStart(3, "0")}jw`;

journey("where the password is asked at every start, a lost device tells nothing", async (stage) => {
  const admin = await ownCompany(stage);
  await importMarked(admin);
  await beginToAsk(admin);
  const { name, email, start } = await ownStaff(admin);

  const clerk = await stage.stranger(emptyUrl());
  await clerk.visit("/");
  await clerk.signIn.as(email, start);
  await clerk.signIn.changePassword(start, OWN_PASSWORD);
  await clerk.frame.synced();
  await clerk.frame.eventually("the socket shows the proof", () => clerk.line.log.some(({ path, status }) => path === "/api/live" && status === 101));
  await clerk.openCustomer(marked(7));
  await clerk.appKept();
  clerk.line.cut();
  await clerk.editCustomer({ note: `catatan ${marked(500)}` });
  await clerk.card.edit();
  await clerk.form.fill({ note: `belum disimpan ${marked(501)}` });
  const address = await clerk.page.evaluate(() => location.pathname);
  await clerk.signIn.lock();
  assert.ok(!(await clerk.page.content()).includes("Zqx"));
  assert.equal(await asked(clerk, "/api/session"), 401, "the cookie alone opens nothing");

  await clerk.device.stop();
  const words = [...Array(MARKED).keys(), 500, 501].map(marked);
  assert.deepEqual(await clerk.device.onDisk(words), []);
  assert.deepEqual(await clerk.device.onDisk(["relasi.keys."]), ["relasi.keys."], "the disk was read");

  await clerk.reopen(address);
  await clerk.signIn.tryUnlock("bukan-kata-sandinya");
  await clerk.page.getByText("Kata sandi tidak cocok dengan yang terakhir").waitFor();
  await clerk.signIn.unlock(OWN_PASSWORD);
  assert.match(await clerk.form.field("note").inputValue(), /belum disimpan Zqx501jw/);
  assert.equal((await clerk.frame.status()).pending, 1, "the edit waits");

  await forgetPassword(admin, clerk, name);
  await askForPassword(admin, false);
  await opensByItself(clerk);
}, { limitMs: 300_000 });

/** The administrator gives a new start password, by which the clerk opens what was locked. */
async function forgetPassword(admin, clerk, name) {
  await admin.frame.go("settings");
  await admin.settings.openStaff();
  const start = await admin.settings.startPassword(name);
  await clerk.page.evaluate((ms) => {
    const now = Date.now;
    Date.now = () => now() + ms;
    dispatchEvent(new Event("focus"));
  }, HOUR_MS);
  await clerk.signIn.locked();
  clerk.line.restore();
  await clerk.signIn.unlock(start);
  await clerk.signIn.mustChange();
  await clerk.signIn.changePassword(start, `${OWN_PASSWORD}-baru`);
  await clerk.frame.synced();
  await clerk.visit("/customers");
  await clerk.signIn.unlock(`${OWN_PASSWORD}-baru`);
  await clerk.openCustomer(marked(7));
  await clerk.card.shows(marked(500));
}

/** What the company decided reaches the device, which then asks no more. */
async function opensByItself(clerk) {
  await clerk.frame.eventually("it is not asked any more", async () => !(await clerk.page.getByTestId("lock").isVisible()));
  await clerk.visit("/customers");
  await clerk.customers.rows.first().waitFor();
}

async function importMarked(admin) {
  const lines = Array.from({ length: MARKED }, (_, at) => `${marked(at)};0811 9${String(at).padStart(6, "0")};${marked(at)} suka kopi`);
  const file = { name: `${unique("rahasia")}.csv`, mimeType: "text/csv", buffer: Buffer.from(`Nama;Telepon;Catatan\n${lines.join("\n")}\n`) };
  await visitLocked(admin, "/settings/import");
  await admin.import.choose(file);
  await admin.form.fill({ branch: "Kendari" });
  await admin.import.run();
  await admin.frame.synced();
}

/** Status of the answer to a request that only carries the cookie. */
function asked(person, path) {
  person.line.restore();
  const status = person.page.evaluate((path) => fetch(path, { headers: { "x-relasi": "1" } }).then((answer) => answer.status), path);
  return status.finally(() => person.line.cut());
}

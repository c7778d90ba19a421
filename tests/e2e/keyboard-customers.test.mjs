// By keyboard alone: customers, what is to be done for them, and who sees them.

import { unique, uniquePhone } from "./support/company.mjs";
import { dayFromNow } from "./support/day.mjs";
import { journey } from "./support/journey.mjs";
import { Keys } from "./support/keyboard.mjs";
import { createCustomer, editCustomer, logContact, openCustomer } from "./support/keyboard-work.mjs";

journey("by keyboard: a customer is found, edited and contacted", async (stage) => {
  const rina = await stage.person("rina");
  const keys = new Keys(rina);
  await openCustomer(keys, "Daeng Basri");
  const note = unique("Lewat papan ketik");
  await editCustomer(keys, { note });
  await rina.card.shows(note);
  await logContact(keys, { touch_point: "Tatap muka", subject: "Telepon tanpa tetikus" });
  await rina.frame.synced();
});

journey("by keyboard: a new customer with phone and region, and a duplicate that is shown", async (stage) => {
  const rina = await stage.person("rina");
  const keys = new Keys(rina);
  const [first, second, phone] = [unique("Pelanggan Ketik"), unique("Pelanggan Kembar"), uniquePhone()];
  const region = { province: "Sulawesi Selatan", regency: "Kota Makassar" };
  await createCustomer(keys, { form: "Organisasi", name: first, phone, ...region });
  await rina.card.shows("Kota Makassar");

  await keys.go("customers");
  await keys.press("customer-new");
  await rina.form.field("name").waitFor();
  await rina.page.keyboard.press("Control+s");
  await rina.form.errors.first().waitFor();
  await keys.comesTo("field-name");
  await keys.fill({ name: second, phone });
  await rina.page.keyboard.press("Control+s");
  await rina.form.duplicates().filter({ hasText: first }).waitFor();
  await keys.press("duplicate-save");
  await rina.card.shows(second);
  await keys.held();
});

journey("by keyboard: next steps are done, put off, dropped and taken back", async (stage) => {
  const rina = await stage.person("rina");
  const keys = new Keys(rina);
  await createCustomer(keys, { name: unique("Pelanggan Langkah") });
  const subjects = ["Selesaikan", "Tunda", "Batalkan"].map(unique);
  for (const subject of subjects) await logContact(keys, { subject, next_step: "Telepon", next_on: dayFromNow(0) });
  await keys.go("today");
  const [done, later, never] = subjects.map((subject) => rina.today.step(subject));
  await keys.press(done.getByTestId("step-done"));
  await done.waitFor({ state: "detached" });
  await keys.held();
  await rina.page.keyboard.press("Control+z");
  await done.waitFor();
  await keys.press(done.getByTestId("step-done"));
  await done.waitFor({ state: "detached" });

  await keys.choose(later.getByTestId("step-reschedule"), "Besok");
  await rina.frame.toast("Dijadwalkan ulang").waitFor();
  await keys.held();
  await keys.press(never.getByTestId("step-drop"));
  await never.waitFor({ state: "detached" });
  await keys.held();
});

journey("by keyboard: a customer is shared, and moves away while somebody edits", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const [hers, his] = [new Keys(rina), new Keys(mks)];
  const name = unique("Pelanggan Pindah Ketik");
  await createCustomer(hers, { name });
  await rina.frame.synced();
  await mks.frame.eventually("it comes", async () => (await mks.frame.storedText()).includes(name));
  await openCustomer(his, name);
  await withBranch(his, "share-branch");
  await mks.card.shows("Berhenti membagikan dengan Surabaya");

  rina.line.cut();
  await editCustomer(hers, { note: "Tidak sempat terkirim" });
  await withBranch(his, "move-branch");
  await mks.frame.eventually("gone from the branch", async () => !(await mks.card.isThere()));
  await his.held();

  rina.line.restore();
  await rina.frame.state("attention");
  await hers.press(rina.frame.sync.getByRole("link"));
  const refused = rina.changes.tray.filter({ hasText: "Tidak sempat terkirim" });
  await hers.press(refused.getByRole("button", { name: "Buang" }));
  await refused.waitFor({ state: "detached" });
  await hers.held();
  await rina.frame.state("synced");
});

/** Does something with a customer and Surabaya. */
async function withBranch(keys, button) {
  await keys.press(button);
  await keys.press("branch-SBY");
  await keys.confirm();
}

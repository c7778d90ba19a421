// What opens over a page: questions, menus, messages, errors of forms; and what waits for a decision.

import { STATES } from "../pages/service.mjs";
import { unique } from "../support/company.mjs";
import { photographHere, somebody } from "./camera.mjs";

const LONG = "Koperasi Simpan Pinjam";

/** Everything that no address leads to. */
export async function photographQuestions() {
  const [rina, mks] = await Promise.all([somebody("rina"), somebody("mks")]);
  await photographForms(mks);
  await photographCard(mks);
  await photographComplaint(mks);
  await photographDecisions(rina, mks);
  for (const person of [rina, mks]) await person.device.dispose();
}

async function photographForms(mks) {
  await mks.visit("/customers/new");
  await mks.form.fill({ phone: "12", email: "bukan alamat" });
  await mks.form.trySave();
  await photographHere(mks, "form-errors");
  await mks.form.fill({ name: unique("Kembar"), phone: "0812 4410 2201", email: "" });
  await mks.form.field("province").click();
  await photographHere(mks, "form-combobox");
  await mks.page.keyboard.press("Escape");
  await mks.form.duplicates().first().waitFor();
  await mks.form.duplicates().first().scrollIntoViewIfNeeded();
  await photographHere(mks, "form-duplicate");
  await mks.visit("/customers/new");
  await photographHere(mks, "form-draft");
  await mks.form.draftBanner.click();
}

async function photographCard(mks) {
  await mks.openCustomer(LONG);
  for (const [name, button] of [["share", "share-branch"], ["more", "customer-more"]]) {
    await mks.page.getByTestId(button).click();
    await photographHere(mks, `card-${name}`);
    await mks.page.keyboard.press("Escape");
  }
}

async function photographComplaint(mks) {
  await mks.visit("/service");
  await mks.page.getByTestId("complaint-move").first().click();
  await photographHere(mks, "complaint-menu");
  await mks.page.keyboard.press("Escape");
  const id = await mks.service.lane("working").getByTestId("ticket").first().getAttribute("data-id");
  await mks.visit(`/service/${id}`);
  await mks.page.getByTestId("complaint-move").click();
  await mks.page.getByRole("menuitem", { name: STATES.done }).click();
  await mks.service.dialog.waitFor();
  await photographHere(mks, "complaint-closing");
  await mks.service.confirm();
  await photographHere(mks, "complaint-closing-errors");
}

/** A value that two people wrote, and a change that is refused. */
async function photographDecisions(rina, mks) {
  const name = `${unique("Pelanggan Diputuskan")} dengan nama yang lebih panjang`;
  const id = await rina.createCustomer({ name });
  await rina.frame.synced();
  await mks.visit(`/customers/${id}`);
  await mks.frame.eventually("it comes", () => mks.card.isThere());
  for (const person of [rina, mks]) person.line.cut();
  await rina.editCustomer({ note: "Minta dihubungi sesudah pukul empat sore, jangan lewat pesan singkat." });
  await mks.editCustomer({ note: "Sudah dihubungi." });
  for (const person of [rina, mks]) {
    person.line.restore();
    await person.frame.syncNow();
    await person.frame.synced();
  }
  await rina.frame.eventually("the conflict is there", () => rina.card.conflict("note").isVisible());
  await photographHere(rina, "card-conflict");
  rina.line.cut();
  await rina.editCustomer({ hobbies: "Tidak sempat terkirim" });
  await rina.frame.signOut();
  await photographHere(rina, "sign-out");
  await rina.page.keyboard.press("Escape");
  await mks.card.move("SBY");
  await photographHere(mks, "card-moved");
  rina.line.restore();
  await rina.frame.state("attention");
  await rina.frame.goToChanges();
  await rina.changes.tray.first().waitFor();
  await photographHere(rina, "changes-decisions");
}

// A company apart from the sample one, for what holds for everybody in it.

import { createBranch, createStaff } from "./administration.mjs";
import { OWN_PASSWORD, emptyUrl, unique } from "./company.mjs";
import { Words } from "./words.mjs";

/** The company and its first administrator, as they are set up. */
export const OWN_COMPANY = { company: "PT Usaha Baru", name: "Sari Dewanti", email: "sari@usaha.id", password: OWN_PASSWORD };
/** Its first branch. */
export const OWN_BRANCH = { name: "Kendari", code: "KDI" };

/** Its first administrator, with a branch; makes the company where there is none yet. */
export async function ownCompany(stage) {
  const admin = await stage.stranger(emptyUrl());
  await admin.visit("/");
  if (await admin.signIn.email.isVisible()) await admin.signIn.as(OWN_COMPANY.email, OWN_COMPANY.password);
  else await admin.signIn.setUp(OWN_COMPANY);
  await admin.frame.synced();
  await admin.frame.go("settings");
  await admin.settings.openBranches();
  await admin.page.getByTestId("branch-new").waitFor();
  if (!(await admin.settings.branch(OWN_BRANCH.code).isVisible())) await createBranch(admin, OWN_BRANCH);
  return admin;
}

/** A new clerk of the branch: the name, the address and the start password. */
export async function ownStaff(admin) {
  const name = unique("juru").replaceAll(" ", "-").toLowerCase();
  const email = `${name}@usaha.id`;
  const start = await createStaff(admin, { name, email, role: "staff", [`branches-${OWN_BRANCH.code}`]: true });
  return { name, email, start };
}

/** Decides whether devices of the company ask for the password at every start, or open by themselves. */
export async function askForPassword(admin, isAsked) {
  await visitLocked(admin, "/settings/company");
  const words = new Words("id");
  await admin.form.fill({ unlock: words.text(`choice.settings.unlock.${isAsked ? "asked" : "remembered"}`) });
  await admin.form.trySave();
  await admin.page.waitForURL("**/settings");
  await admin.frame.synced();
}

/** Has devices ask for the password from now on, the administrator's own first. */
export async function beginToAsk(admin) {
  // A journey that failed may have left it so.
  await askForPassword(admin, false);
  await askForPassword(admin, true);
  await admin.signIn.resume(OWN_PASSWORD);
  await admin.signIn.locked();
  await admin.signIn.unlock(OWN_PASSWORD);
}

/** Loads an address anew, which may lock the book. */
export async function visitLocked(person, path) {
  await person.visit(path);
  if (await person.page.getByTestId("locked").isVisible()) await person.signIn.unlock(OWN_PASSWORD);
}

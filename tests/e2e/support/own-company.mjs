// A company apart from the sample one, for what holds for everybody in it.

import { emptyUrl, unique } from "./company.mjs";

export const OWN_PASSWORD = "sepeda-biru-di-teras";

const FIRST = { name: "Sari Dewanti", email: "sari@usaha.id", password: OWN_PASSWORD };
const BRANCH = { name: "Kendari", code: "KDI", time_zone: "Asia/Makassar", opens: "08.00", closes: "17.00" };

/** Its first administrator, with a branch; makes the company where there is none yet. */
export async function ownCompany(stage) {
  const admin = await stage.stranger(emptyUrl());
  await admin.visit("/");
  if (await admin.signIn.email.isVisible()) await admin.signIn.as(FIRST.email, FIRST.password);
  else await admin.signIn.setUp({ company: "PT Usaha Baru", ...FIRST });
  await admin.frame.synced();
  await ownBranch(admin);
  return admin;
}

async function ownBranch(admin) {
  await admin.frame.go("settings");
  await admin.settings.openBranches();
  await admin.page.getByTestId("branch-new").waitFor();
  if (await admin.settings.branch(BRANCH.code).isVisible()) return;
  await admin.settings.newBranch();
  await admin.form.fill(BRANCH);
  await admin.form.save();
  await admin.frame.synced();
}

/** A new clerk of the branch: the address and the start password. */
export async function ownStaff(admin) {
  const name = unique("juru").replaceAll(" ", "-");
  const email = `${name}@usaha.id`.toLowerCase();
  await admin.frame.go("settings");
  await admin.settings.openStaff();
  await admin.settings.newStaff();
  await admin.form.fill({ name: email.split("@")[0], email, role: "staff", [`branches-${BRANCH.code}`]: true });
  await admin.form.save();
  await admin.frame.synced();
  return { email, start: await admin.settings.startPassword(email.split("@")[0]) };
}

// A company apart from the sample one, for what holds for everybody in it.

import { createBranch, createStaff } from "./administration.mjs";
import { OWN_PASSWORD, emptyUrl, unique } from "./company.mjs";

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

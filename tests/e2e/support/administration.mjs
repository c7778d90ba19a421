// What an administrator does for a company to grow.

/** Makes a branch. */
export async function createBranch(admin, { name, code }) {
  await admin.frame.go("settings");
  await admin.settings.openBranches();
  await admin.settings.newBranch();
  await admin.form.fill({ name, code, time_zone: "Asia/Makassar", opens: "08.00", closes: "17.00" });
  await admin.form.save();
  await admin.settings.branch(code).waitFor();
  await admin.frame.synced();
}

/** Makes a staff member. Answers their start password. */
export async function createStaff(admin, member) {
  await admin.frame.go("settings");
  await admin.settings.openStaff();
  await admin.settings.newStaff();
  await admin.form.fill(member);
  await admin.form.save();
  await admin.settings.member(member.name).waitFor();
  await admin.frame.synced();
  return admin.settings.startPassword(member.name);
}

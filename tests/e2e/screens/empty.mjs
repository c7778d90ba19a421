// A company without anything in it.

import { emptyUrl } from "../support/company.mjs";
import { OWN_COMPANY } from "../support/own-company.mjs";
import { photographHere, photographLooks, stranger } from "./camera.mjs";

/** The first set-up, and every page before there is anything on it. */
export async function photographEmpty() {
  const admin = await stranger(emptyUrl());
  await admin.visit("/");
  if (await admin.signIn.email.isVisible()) {
    console.log("The empty company is set up already; start it anew for these pictures.");
    return admin.device.dispose();
  }
  await photographLooks(admin, { setup: "/" });
  await admin.visit("/");
  await admin.page.getByTestId("save").click();
  await photographHere(admin, "setup-errors");
  await admin.signIn.setUp(OWN_COMPANY);
  await admin.frame.synced();
  const paths = ["today", "customers", "service", "changes", "branches"];
  const pages = paths.map((path) => [`empty-${path}`, `/${path}`]);
  const settings = { "empty-settings-branches": "/settings/branches", "empty-import": "/settings/import" };
  await photographLooks(admin, { ...Object.fromEntries(pages), ...settings });
  await admin.device.dispose();
}

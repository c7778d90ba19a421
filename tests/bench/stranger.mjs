// Somebody whose page is watched.

import { Person } from "../e2e/pages/person.mjs";
import { sampleUrl } from "../e2e/support/company.mjs";
import { Device } from "../e2e/support/device.mjs";
import { installProbes } from "./probes.mjs";

/** An empty device before the sign-in, straight at the Worker where there is no line. */
export async function stranger(line = { url: sampleUrl() }) {
  const person = new Person(await Device.create(), line);
  await person.device.prepare(installProbes);
  await person.openTab();
  await person.visit("/");
  return person;
}

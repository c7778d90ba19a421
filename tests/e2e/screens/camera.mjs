// Somebody with a camera: the looks that every screen is seen in.

import { mkdir } from "node:fs/promises";
import { Person } from "../pages/person.mjs";
import { EMAILS, PASSWORD, sampleUrl } from "../support/company.mjs";
import { Device } from "../support/device.mjs";
import { Line } from "../support/line.mjs";

const FOLDER = "target/screens";
const DESKTOP = { width: 1360, height: 860 };
const PHONE = { width: 360, height: 640 };

/** Every look; only another language needs the page to be drawn anew. */
export const LOOKS = [
  { name: "desktop", size: DESKTOP },
  { name: "phone", size: PHONE },
  { name: "dark", size: DESKTOP, theme: "dark" },
  { name: "dark-phone", size: PHONE, theme: "dark" },
  { name: "large-text", size: DESKTOP, zoom: true },
  { name: "large-text-phone", size: PHONE, zoom: true },
  { name: "english", size: DESKTOP, language: "en" },
];
/** The looks in which a screen is seen that cannot be opened by its address. */
export const HERE = LOOKS.filter((look) => !look.language);

/** Makes room for the pictures. */
export async function prepare() {
  await mkdir(FOLDER, { recursive: true });
}

/** Somebody who has not signed in. */
export async function stranger(url = sampleUrl()) {
  const person = new Person(await Device.create(), await Line.open(url));
  await person.openTab();
  return person;
}

/** Somebody of the sample company who has received everything. */
export async function somebody(name, script) {
  const person = await stranger();
  if (script) await person.device.prepare(script);
  await person.visit("/");
  await person.signIn.as(EMAILS[name], PASSWORD);
  await person.frame.synced(60_000);
  return person;
}

/** Opens addresses in every look. */
export async function photographLooks(person, paths) {
  for (const look of LOOKS) {
    for (const [name, path] of Object.entries(paths)) {
      await person.page.setViewportSize(look.size);
      await person.page.evaluate(prefer, look);
      await person.visit(path);
      await photograph(person, name, look);
    }
  }
  await person.page.evaluate(prefer, {});
  await person.page.setViewportSize(DESKTOP);
}

/** Takes pictures of what is open, as it is. */
export async function photographHere(person, name, looks = HERE) {
  for (const look of looks) await photograph(person, name, look);
  await photograph(person, null, LOOKS[0]);
}

/** The preferences as the app keeps them. */
export function prefer({ theme, language }) {
  for (const [key, value] of [["relasi.theme", theme], ["relasi.language", language]]) {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  }
}

async function photograph(person, name, look) {
  await person.page.setViewportSize(look.size);
  await person.page.evaluate(wear, look);
  if (!name) return;
  await person.page.waitForTimeout(250);
  await person.page.screenshot({ path: `${FOLDER}/${name}-${look.name}.png` });
  const over = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) console.log(`${name} ${look.name}: ${over} px wider than the screen`);
}

/** Runs inside the page. */
function wear({ theme, zoom }) {
  document.documentElement.style.fontSize = zoom ? "200%" : "";
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

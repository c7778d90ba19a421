// Pictures of the screens, for people to look at: node tests/e2e/screens.mjs
// Desktop, phone, dark, English, large text, long names, empty, failing. They go to target/screens.

import { mkdir } from "node:fs/promises";
import { Person } from "./pages/person.mjs";
import { EMAILS, PASSWORD, emptyUrl, sampleUrl } from "./support/company.mjs";
import { Device } from "./support/device.mjs";
import { Line } from "./support/line.mjs";
import { installStorageFaults } from "./support/storage-faults.mjs";

const FOLDER = "target/screens";
const DESKTOP = { width: 1360, height: 860 };
const PHONE = { width: 360, height: 640 };
const LOOKS = [
  { name: "desktop", size: DESKTOP },
  { name: "phone", size: PHONE },
  { name: "dark", size: DESKTOP, theme: "dark" },
  { name: "dark-phone", size: PHONE, theme: "dark" },
  { name: "english", size: DESKTOP, language: "en" },
  { name: "large-text", size: DESKTOP, zoom: true },
  { name: "large-text-phone", size: PHONE, zoom: true },
];

await mkdir(FOLDER, { recursive: true });
await photographPeople();
await photographEmpty();
await photographFailing();

/** Every page as an administrator and a clerk see it. */
async function photographPeople() {
  const admin = await somebody(sampleUrl());
  await admin.visit("/");
  await photographLooks(admin, { "sign-in": "/" });
  await admin.signIn.as(EMAILS.admin, PASSWORD);
  await admin.frame.synced(60_000);
  await photographLooks(admin, {
    branches: "/branches/MKS",
    "settings-branches": "/settings/branches",
    "settings-staff": "/settings/staff",
    "settings-staff-new": "/settings/staff/new",
    "settings-company": "/settings/company",
    import: "/settings/import",
    products: "/products",
    "product-new": "/products/new",
  });
  await admin.device.dispose();

  const mks = await somebody(sampleUrl());
  await mks.visit("/");
  await mks.signIn.as(EMAILS.mks, PASSWORD);
  await mks.frame.synced(60_000);
  const card = `/customers/${await mks.openCustomer("Siti Rahmawati")}`;
  const long = `/customers/${await mks.openCustomer("Koperasi Simpan Pinjam")}`;
  await mks.frame.go("sales");
  await mks.orders.openFirst();
  const order = await mks.orders.id();
  await mks.frame.go("sales");
  await mks.page.getByRole("button", { name: "Diterima" }).click();
  await mks.orders.openFirst();
  const sold = await mks.orders.id();
  await mks.frame.go("service");
  const complaint = await mks.service.tickets.first().getAttribute("data-id");
  await photographLooks(mks, {
    today: "/today",
    customers: "/customers",
    card,
    "long-name": long,
    edit: `${card}/edit`,
    interaction: `${card}/interactions/new`,
    history: `${card}/history`,
    sales: "/sales",
    order: `/orders/${order}`,
    "order-new": `${card}/orders/new`,
    "order-return": `/orders/${sold}/return`,
    service: "/service",
    complaint: `/service/${complaint}`,
    "complaint-new": `${card}/complaints/new`,
    settings: "/settings",
    changes: "/changes",
    report: "/sales/report",
  });
  await mks.device.dispose();
}

/** A company without anything in it. */
async function photographEmpty() {
  const admin = await somebody(emptyUrl());
  await admin.visit("/");
  await photographLooks(admin, { setup: "/" });
  if (await admin.signIn.email.isVisible()) return admin.device.dispose();
  const first = { name: "Sari Dewanti", email: "sari@usaha.id", password: "sepeda-biru-di-teras" };
  await admin.signIn.setUp({ company: "PT Usaha Baru", ...first });
  await admin.frame.synced();
  const paths = ["today", "customers", "service", "changes", "branches"];
  const pages = paths.map((path) => [`empty-${path}`, `/${path}`]);
  await photographLooks(admin, Object.fromEntries([...pages, ["empty-settings-branches", "/settings/branches"]]));
  await admin.device.dispose();
}

/** Without a line, with work that waits, with a full device, with a session that has ended. */
async function photographFailing() {
  const rina = await somebody(sampleUrl());
  await rina.device.prepare(installStorageFaults);
  await rina.visit("/");
  await rina.signIn.as(EMAILS.rina, PASSWORD);
  await rina.frame.synced(60_000);
  rina.line.cut();
  const card = `/customers/${await rina.openCustomer("Yohana Manuputty")}`;
  await rina.editCustomer({ note: "Belum terkirim", hobbies: "Berkebun" });
  await rina.createCustomer({ name: "Prof. Dr. Ir. H. Pelanggan Bernama Sangat Panjang Sekali, M.Sc., Ph.D.", phone: "0812 4410 2201" }).catch(() => rina.form.saveAnyway());
  await rina.frame.state("offline");
  await photographLooks(rina, { "offline-today": "/today", "offline-card": card, "offline-changes": "/changes", "offline-history": `${card}/history` });
  await rina.visit(`${card}/edit`);
  await rina.form.fill({ note: "Tidak muat lagi" });
  await rina.form.draftKept();
  await rina.page.evaluate(() => window.storageFaults.arm(1, "QuotaExceededError", true));
  await rina.form.trySave();
  await rina.form.failure.waitFor();
  await photograph(rina, "failing-full", LOOKS[0]);
  await photograph(rina, "failing-full", LOOKS[1]);
  await rina.page.evaluate(() => window.storageFaults.disarm());
  rina.line.restore();
  await rina.visit("/customers");
  await rina.page.evaluate(() => fetch("/api/session", { method: "DELETE", headers: { "x-relasi": "1" } }));
  await rina.frame.syncNow();
  await rina.signIn.again.waitFor();
  await photograph(rina, "failing-session", LOOKS[0]);
  await photograph(rina, "failing-session", LOOKS[1]);
  await rina.device.dispose();
}

async function somebody(url) {
  const person = new Person(await Device.create(), await Line.open(url));
  await person.openTab();
  return person;
}

async function photographLooks(person, paths) {
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

/** The preferences as the app keeps them. */
function prefer({ theme, language }) {
  for (const [key, value] of [["relasi.theme", theme], ["relasi.language", language]]) {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  }
}

async function photograph(person, name, look) {
  await person.page.setViewportSize(look.size);
  await person.page.evaluate((zoom) => (document.documentElement.style.fontSize = zoom ? "200%" : ""), look.zoom);
  await person.page.waitForTimeout(250);
  await person.page.screenshot({ path: `${FOLDER}/${name}-${look.name}.png` });
  const over = await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (over > 0) console.log(`${name} ${look.name}: ${over} px wider than the screen`);
}

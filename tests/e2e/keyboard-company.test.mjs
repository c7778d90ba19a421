// By keyboard alone: the company's settings, one's own, the branches and the import.

import assert from "node:assert/strict";
import { OWN_PASSWORD, unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";
import { Keys } from "./support/keyboard.mjs";
import { set } from "./support/keyboard-inputs.mjs";
import { signIn } from "./support/keyboard-work.mjs";

journey("by keyboard: a branch and somebody in it, their start password, the end of their access", async (stage) => {
  const admin = await stage.person("admin");
  const keys = new Keys(admin);
  const code = `Y${String.fromCharCode(65 + (Date.now() % 26), 65 + (Date.now() % 25))}`;
  await keys.go("settings");
  await keys.press("settings-branches");
  await keys.press("branch-new");
  await keys.fill({ name: unique("Cabang"), code, time_zone: "Asia/Makassar", opens: "08.00", closes: "17.00" });
  await keys.save();
  await admin.settings.branch(code).waitFor();

  const name = unique("Pegawai");
  const email = `${name.replaceAll(" ", ".").toLowerCase()}@contoh.id`;
  await keys.go("settings");
  await keys.press("settings-staff");
  await keys.press("staff-new");
  await keys.fill({ name, email, role: "staff", [`branches-${code}`]: true });
  await keys.save();
  await admin.frame.synced();
  await admin.page.keyboard.press("Control+k");
  await admin.page.keyboard.type(name);
  await keys.press(admin.settings.member(name).getByTestId("start-password"));
  await keys.confirm();
  const start = await admin.page.getByTestId("start-password-value").innerText();
  await chooseOwnPassword(await stage.stranger(), email, start);

  await keys.press(admin.settings.member(name).getByTestId("end-access"));
  await keys.confirm();
  await admin.settings.member(name).getByText("Tidak aktif").waitFor();
  await keys.held();
});

journey("by keyboard: language and theme change under one's hands", async (stage) => {
  const rina = await stage.person("rina");
  const keys = new Keys(rina);
  await keys.go("settings");
  await keys.fill({ language: "en" });
  await rina.frame.entry("customers").filter({ hasText: "Customers" }).waitFor();
  await keys.held();
  await keys.comesTo("field-language");
  await keys.fill({ theme: "dark" });
  await rina.page.locator("html[lang=en][data-theme=dark]").waitFor({ state: "attached" });
  await keys.held();
});

journey("by keyboard: head office looks into a branch", async (stage) => {
  const pusat = await stage.person("pusat");
  const keys = new Keys(pusat);
  await keys.go("branches");
  await keys.press(pusat.branches.line("SBY").getByRole("link"));
  await pusat.page.getByRole("heading", { name: /Surabaya · perangkat/ }).waitFor();
  await keys.held();
  await keys.press("branch-customers");
  await pusat.customers.rows.first().waitFor();
  await keys.held();
});

journey("by keyboard: a table is imported, reported and taken back", async (stage) => {
  const mks = await stage.person("mks");
  const keys = new Keys(mks);
  const names = [unique("Impor Ketik"), unique("Impor Ketik")];
  const text = `Nama;Telepon;Kesukaan\n${names[0]};;Memancing\n${names[1]};;Berkebun\n;;\n`;
  await keys.go("settings");
  await keys.press("settings-import");
  const opened = mks.page.waitForEvent("filechooser");
  await keys.press(mks.import.file);
  const file = { name: `${names[0]}.csv`, mimeType: "text/csv", buffer: Buffer.from(text) };
  await (await opened).setFiles(file);
  await set(keys, mks.page.getByRole("combobox", { name: /Kesukaan/ }), "hobbies");
  await mks.page.getByText("2 pelanggan baru").waitFor();
  await keys.held();
  await keys.press(mks.import.start);
  await mks.import.report.waitFor();
  await keys.held();
  assert.equal(await mks.import.report.getAttribute("data-created"), "2");
  await keys.press("import-undo");
  await keys.confirm();
  await mks.frame.toast("2 pelanggan diarsipkan").waitFor();
});

/** The first visit of somebody with a start password. */
async function chooseOwnPassword(member, email, start) {
  const keys = new Keys(member);
  await member.visit("/");
  await signIn(keys, email, start);
  await member.signIn.mustChange();
  await keys.held();
  await keys.fill({ old_password: start, new_password: OWN_PASSWORD, repeat_password: OWN_PASSWORD });
  await member.page.keyboard.press("Enter");
  await member.frame.synced();
  await keys.held();
}

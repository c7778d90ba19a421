// The network loses, repeats, cuts and garbles what is said: nothing happens twice, nothing is lost.

import assert from "node:assert/strict";
import { EMAILS, PASSWORD, unique } from "./support/company.mjs";
import { assertAppliedOnce } from "./support/database.mjs";
import * as faults from "./support/faults.mjs";
import { journey } from "./support/journey.mjs";
import { withNewerWords } from "./support/older-store.mjs";
import { withStore } from "./support/stored.mjs";

const SYNC = "/api/sync";

journey("answers that are lost, doubled, cut, garbled or refused change nothing", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const id = await rina.createCustomer({ name: unique("Pelanggan Gangguan") });
  await rina.frame.synced();
  const spoiled = ["dropRequest", "loseAnswer", "duplicate", "repeat", "halfBody", "garbage", "unavailable"];
  for (const fault of spoiled) {
    const rule = rina.line.spoil(SYNC, faults[fault], { times: 1 });
    const subject = unique(fault);
    await rina.card.newInteraction();
    await rina.form.fill({ subject });
    await rina.form.save();
    await rina.frame.synced();
    assert.equal(rule.used, 1, `${fault} took place`);
    await rina.card.shows(subject);
    assert.equal(await rina.card.moments(subject), 1, `${fault}: once for Rina`);
    rina.line.mend();
  }
  await mks.visit(`/customers/${id}`);
  await mks.frame.eventually("everything arrives", async () => (await mks.card.moments("unavailable")) > 0);
  for (const fault of spoiled) assert.equal(await mks.card.moments(fault), 1, `${fault}: once for the branch head`);
});

journey("two tabs that save and send at the same time do it once", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const id = await rina.createCustomer({ name: unique("Pelanggan Dua Tab") });
  await rina.frame.synced();
  const first = await rina.openTab();
  await rina.visit(`/customers/${id}/interactions/new`);
  const second = rina.page;
  rina.line.spoil(SYNC, faults.delay(700), { times: 2 });
  const subjects = [unique("Tab satu"), unique("Tab dua")];
  for (const [page, subject] of [[first, subjects[0]], [second, subjects[1]]]) {
    rina.look(page);
    if (page === first) await rina.card.newInteraction();
    await rina.form.fill({ subject });
  }
  const buttons = [first, second].map((page) => (rina.look(page), rina.form.saveButton));
  await Promise.all(buttons.map((button) => button.click()));
  for (const page of [first, second]) {
    rina.look(page);
    await rina.frame.synced();
    for (const subject of subjects) await rina.card.shows(subject);
  }
  await mks.visit(`/customers/${id}`);
  for (const subject of subjects) {
    await mks.frame.eventually("it arrives", async () => (await mks.card.moments(subject)) === 1);
  }
});

journey("a captive portal, errors of a gateway and a stopped server are offline and sign nobody out", async (stage) => {
  const rina = await stage.person("rina");
  const id = await rina.createCustomer({ name: unique("Pelanggan Portal") });
  await rina.frame.synced();
  for (const fault of ["portalPage", "portalRedirect", "unavailable"]) {
    rina.line.spoil("/api/", faults[fault]);
    await rina.editCustomer({ note: fault });
    await rina.frame.state("offline");
    await rina.visit(`/customers/${id}`);
    await rina.card.shows(fault);
    const status = await rina.frame.state("offline");
    assert.equal(status.pending, 1);
    rina.line.mend();
    await rina.frame.synced();
  }
  rina.line.cut();
  await rina.editCustomer({ note: "server berhenti" });
  await rina.visit(`/customers/${id}`);
  await rina.frame.state("offline");
  rina.line.restore();
  await rina.frame.synced();
});

journey("signing in behind a captive portal says that there is no network", async (stage) => {
  const stranger = await stage.stranger();
  await stranger.visit("/");
  stranger.line.spoil("/api/", faults.portalPage);
  await stranger.signIn.email.fill("rina@contoh.id");
  await stranger.signIn.password.fill(PASSWORD);
  await stranger.signIn.button.click();
  await stranger.page.getByRole("alert").filter({ hasText: /\w/ }).waitFor();
  stranger.line.mend();
  await stranger.signIn.as("rina@contoh.id", PASSWORD);
  await stranger.frame.synced(60_000);
});

journey("what an older server does not know stays unsent, and goes out once it does", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const id = await rina.createCustomer({ name: unique("Pelanggan Versi") });
  await rina.frame.synced();
  rina.line.spoil(SYNC, faults.olderServer);
  await rina.editCustomer({ note: "Dikenal nanti" });
  const status = await rina.frame.state("error");
  assert.equal(status.pending, 1);
  await rina.page.getByText("Kantor pusat belum diperbarui").first().waitFor();
  rina.line.mend();
  await rina.frame.synced();
  await mks.visit(`/customers/${id}`);
  await mks.frame.eventually("it arrives", async () => (await mks.card.text()).includes("Dikenal nanti"));
});

journey("an app that is too old says so, and keeps what was typed until it is updated", async (stage) => {
  const rina = await stage.person("rina");
  const id = await rina.createCustomer({ name: unique("Pelanggan Lama") });
  await rina.frame.synced();
  await rina.appKept();
  rina.line.spoil(SYNC, faults.tooOldApp);
  const [note, hobbies] = [unique("Sebelum diperbarui"), unique("Tetap bisa")];
  await rina.editCustomer({ note });
  await rina.frame.state("error");
  await rina.page.getByText("Aplikasi ini terlalu lama untuk kantor pusat").first().waitFor();
  await rina.visit(`/customers/${id}`);
  await rina.editCustomer({ hobbies });
  const status = await rina.frame.state("error");
  assert.deepEqual([status.pending, status.refused], [2, 0], "both wait");
  rina.line.mend();
  await rina.page.reload();
  await rina.frame.synced();
  assertAppliedOnce([note, hobbies]);
});

journey("an app that is older than the records works with what it knows and takes nothing from the rest", async (stage) => {
  const mks = await stage.person("mks");
  const [name, note, subject, hobbies] = ["Pelanggan Baru", "Kolom baru", "Jenis baru", "Kolom lama"].map(unique);
  const id = await mks.createCustomer({ name, note });
  await mks.card.newInteraction();
  await mks.form.fill({ subject });
  await mks.form.save();
  await mks.frame.synced();

  const rina = await stage.stranger();
  rina.line.spoil(SYNC, faults.olderApp);
  await rina.visit("/");
  await rina.signIn.as(EMAILS.rina, PASSWORD);
  await rina.frame.synced(60_000);
  await rina.openCustomer(name);
  const card = await rina.card.text();
  assert.ok(!card.includes(note) && !card.includes(subject), "what it does not know is not shown");
  await rina.editCustomer({ hobbies });
  await rina.frame.synced();

  await mks.visit(`/customers/${id}`);
  await mks.frame.eventually("it arrives", async () => (await mks.card.text()).includes(hobbies));
  for (const text of [note, subject]) await mks.card.shows(text);

  // What it did not know lies on the device all the same, for the app that comes after it.
  await rina.appKept();
  rina.line.mend();
  rina.line.cut();
  await rina.page.goto(`${rina.line.url}/icons/mark.svg`);
  await withStore(rina.page, withNewerWords({ interaktion: "interaction", nota: "note" }));
  await rina.visit(`/customers/${id}`);
  for (const text of [note, subject, hobbies]) await rina.card.shows(text);
});

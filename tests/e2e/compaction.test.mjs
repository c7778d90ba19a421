// What the server forgets in time breaks no device that comes back later.

import assert from "node:assert/strict";
import { EMAILS, sampleUrl, unique } from "./support/company.mjs";
import { query } from "./support/database.mjs";
import { journey } from "./support/journey.mjs";

// Longer than it is remembered that a record left a branch: domain/src/retention.rs.
const AWAY_MS = 181 * 24 * 60 * 60 * 1000;

journey("a device that was away for longer than the server remembers pulls afresh and loses nothing", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  const [name, note] = [unique("Pelanggan Lama Pergi"), unique("ditulis sebelum lama pergi")];
  const id = await rina.createCustomer({ name });
  await rina.frame.synced();
  rina.line.cut();
  await rina.editCustomer({ note });

  await mks.openCustomer(name);
  await mks.card.move("SBY");
  await mks.frame.synced();
  assert.equal(goneRows(id), 1);
  await compact(Date.now());
  await compact(Date.now() + AWAY_MS);
  assert.equal(goneRows(id), 0, "the server has forgotten that the customer left");

  rina.line.restore();
  await rina.frame.state("attention");
  await rina.visit(`/customers/${id}`);
  assert.equal(await rina.card.isThere(), false, "the device has not");
  await rina.frame.goToChanges();
  await rina.changes.tray.filter({ hasText: note }).waitFor();
  assert.equal(repairs(EMAILS.rina), 0, "it was told to pull afresh, and no checksum had to find it");
});

/** Lets the time come at which the server removes what nobody needs. */
async function compact(ms) {
  const answer = await fetch(`${sampleUrl()}/cdn-cgi/handler/scheduled?time=${Math.round(ms)}`);
  assert.equal(answer.status, 200, await answer.text());
}

function goneRows(id) {
  return query("SELECT count(*) AS n FROM feed_row WHERE record = $id AND gone = 1", { id })[0].n;
}

/** How many feeds the latest device of somebody had to pull afresh because of their sums. */
function repairs(email) {
  const sql = `SELECT replica.repairs AS n FROM replica JOIN record ON record.id = replica.person
               WHERE record.doc ->> '$.f.email' = $email ORDER BY replica.number DESC LIMIT 1`;
  return query(sql, { email })[0].n;
}

// What one person saves shows on the other's screen by itself, and where sockets are blocked a little later.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { EMAILS, PASSWORD, unique } from "./support/company.mjs";
import { eventually } from "./support/eventually.mjs";
import { dropRequest } from "./support/faults.mjs";
import { journey } from "./support/journey.mjs";

const LIVE = "/api/live";
// Devices look for news by themselves only every half minute.
const SOON = { withinMs: 4_000, everyMs: 20 };

journey("what one person saves shows at the other's within moments, also after the line was cut", async (stage) => {
  const [rina, mks] = await stage.people("rina", "mks");
  await together(rina, mks);
  for (const person of [rina, mks]) await connected(person, 1);
  const delays = [];
  for (const round of [1, 2, 3]) delays.push(await passOn(rina, mks, `Langsung ${round}`));
  delays.push(await passOn(mks, rina, "Langsung kembali"));
  console.log(`from the press of the button to the other's screen: ${delays.join(", ")} ms`);

  mks.line.cut();
  await mks.frame.state("offline", { withinMs: 45_000 });
  mks.line.restore();
  await connected(mks, 2);
  await mks.frame.synced();
  await passOn(rina, mks, "Langsung lagi");
});

journey("where sockets are blocked it arrives all the same, and nobody is told of a fault", async (stage) => {
  const rina = await stage.person("rina");
  const mks = await stage.stranger();
  mks.line.spoil(LIVE, dropRequest);
  await mks.visit("/");
  await mks.signIn.as(EMAILS.mks, PASSWORD);
  await mks.frame.synced(60_000);
  await together(rina, mks);
  await sleep(2_000);
  await saysNothing(mks);

  const note = unique("Menyusul");
  await rina.editCustomer({ note });
  await mks.frame.eventually("it comes when asked for", async () => (await mks.card.text()).includes(note));
  const later = unique("Menyusul sendiri");
  await rina.editCustomer({ note: later });
  await eventually("it comes by itself", async () => (await mks.card.text()).includes(later), { withinMs: 40_000 });
  await saysNothing(mks);
});

/** Everything is well, and no notice stands anywhere. */
async function saysNothing(person) {
  await person.frame.synced();
  assert.equal(await person.page.locator(".toast, .banner").count(), 0);
}

/** Both look at the card of a new customer. */
async function together(first, second) {
  const name = unique("Pelanggan Langsung");
  const id = await first.createCustomer({ name });
  await first.frame.synced();
  await second.frame.go("customers");
  await second.customers.search(name);
  await second.frame.eventually("the other one sees the customer", () => second.customers.row(id).isVisible());
  await second.customers.openFirst();
}

/** Waits until a person has been connected so many times. */
async function connected(person, times) {
  const opened = () => person.line.log.filter(({ path, status }) => path === LIVE && status === 101).length;
  await eventually(`${times} times connected`, () => opened() >= times, { withinMs: 30_000 });
}

/** One edits, the other does nothing and sees it. Answers how long it took, milliseconds. */
async function passOn(from, to, words) {
  const note = unique(words);
  await from.card.edit();
  await from.form.fill({ note });
  const begin = Date.now();
  const saved = from.form.save();
  await eventually("the other sees it", async () => (await to.card.text()).includes(note), SOON);
  const delay = Date.now() - begin;
  await saved;
  await from.card.appears();
  return delay;
}

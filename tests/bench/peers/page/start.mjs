// What every peer's page does: it offers the peer, and opens it by itself when it is asked for a cold start.

import * as peer from "peer";

window.peer = peer;

/** Milliseconds of a verb of the peer, and what it answered. */
window.timed = async (verb, ...words) => {
  const began = performance.now();
  const answer = await peer[verb](...words);
  return { ms: performance.now() - began, answer };
};

/** Milliseconds of edits one after another. */
window.saveMany = async (records, note) => {
  const began = performance.now();
  const save = peer.mutate ?? peer.saveOne;
  for (const record of records) await save(record, note);
  await peer.persist?.();
  return performance.now() - began;
};

if (location.search === "?cold") window.cold = coldStart();
else window.ready = peer.open();

async function coldStart() {
  const began = performance.now();
  await peer.open();
  const rows = await peer.firstRows();
  const items = rows.map(({ f: { name, code } }) => Object.assign(document.createElement("li"), { textContent: `${name} ${code}` }));
  document.querySelector("ul").replaceChildren(...items);
  const ended = performance.now();
  return { library: ended - began, whole: ended, rows: rows.length };
}

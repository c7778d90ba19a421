// Waiting for what comes by itself.

import { setTimeout as sleep } from "node:timers/promises";

/** Asks until the answer is not false, and gives it. */
export async function eventually(what, ask, { withinMs = 15_000, everyMs = 100 } = {}) {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await sleep(everyMs);
  }
}

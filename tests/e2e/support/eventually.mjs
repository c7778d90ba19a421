// Waiting for what comes by itself.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

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

/** Asks until the answer is this; at the end it says what the answer was instead. */
export async function settles(what, ask, expected, options) {
  const isIt = async () => isDeepStrictEqual(await ask(), expected);
  await eventually(what, isIt, options).catch(async () => assert.deepEqual(await ask(), expected, what));
}

// A line that misbehaves in every way at once: what happens to each request follows from one seed.

import * as faults from "./faults.mjs";
import { randomOf } from "./random.mjs";

/** The longest that a request is held up, milliseconds. */
const LATE_MS = 1_500;

/** What can happen to a request, each as often as the others, with numbers of its own. */
const KINDS = {
  dropRequest: () => faults.dropRequest,
  loseAnswer: () => faults.loseAnswer,
  duplicate: () => faults.duplicate,
  repeat: () => faults.repeat,
  delay: (random) => faults.delay(random() * LATE_MS),
  cutAt: (random) => faults.cutAt(random()),
  shorten: (random) => faults.shorten(random()),
  garbage: () => faults.garbage,
  flipBits: (random) => faults.flipBits(random),
  stale: (random) => faults.stale(random),
  gateway: (random) => faults.gateway(oneOf(random, [500, 502, 503, 429]), oneOf(random, [undefined, 1])),
  overloaded: (random) => faults.overloaded(oneOf(random, [503, 429]), 1),
  portalPage: () => faults.portalPage,
  portalRedirect: () => faults.portalRedirect,
  portalStatus: () => faults.portalStatus,
};

/** The faults of one seed; `fault` is for `Line.spoil`. */
export class Storm {
  /** What was done to which path, in order. */
  log = [];
  #random;
  #share;

  /** Lets a share of the requests through as they are. */
  constructor(seed, { share = 0.25 } = {}) {
    this.#random = randomOf(seed);
    this.#share = share;
  }

  /** How many requests came to harm. */
  get harmed() {
    return this.log.filter(({ name }) => name !== "passOn").length;
  }

  fault = async (exchange) => {
    const { name, fault } = this.#next();
    this.log.push({ path: exchange.path, name });
    await fault(exchange);
  };

  /** The numbers of a request are its own, so that its fault depends on nothing but how many came before. */
  #next() {
    const random = randomOf(this.#random() * 2 ** 32);
    if (random() < this.#share) return { name: "passOn", fault: faults.passOn };
    const name = oneOf(random, Object.keys(KINDS));
    return { name, fault: KINDS[name](random) };
  }
}

/** One of several, each as likely. */
export function oneOf(random, several) {
  return several[Math.floor(random() * several.length)];
}

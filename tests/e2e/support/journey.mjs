// A journey: a test with people, each on a device of their own behind a line of their own.

import { mkdir } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Person } from "../pages/person.mjs";
import { EMAILS, PASSWORD, sampleUrl } from "./company.mjs";
import { Device } from "./device.mjs";
import { Line } from "./line.mjs";
import { LANGUAGES, Words } from "./words.mjs";

const LIMIT_MS = 120_000;
const PICTURES = "target/e2e";

/** Runs a journey and clears everything away behind it. */
export function journey(title, run, { limitMs = LIMIT_MS, language = LANGUAGES[0] } = {}) {
  // The runner's own limit would leave the browsers running.
  test(title, { timeout: limitMs + 30_000 }, async () => {
    const stage = new Stage(language);
    try {
      await within(limitMs, run(stage));
    } catch (error) {
      await stage.photograph(title);
      throw error;
    } finally {
      await stage.clear();
    }
  });
}

/** Runs a journey once in each language, with the words that its readers see. */
export function inBothLanguages(title, run, options) {
  for (const language of LANGUAGES) {
    const words = new Words(language);
    journey(`${title} (${language})`, (stage) => run(stage, words), { ...options, language });
  }
}

async function within(ms, work) {
  const end = new AbortController();
  const late = sleep(ms, null, { signal: end.signal }).then(() => {
    throw new Error(`not done within ${ms} ms`);
  });
  late.catch(() => {});
  try {
    await Promise.race([work, late]);
  } finally {
    end.abort();
  }
}

/** Everything that a journey has started. */
class Stage {
  #language;
  #people = [];
  #lines = [];

  constructor(language) {
    this.#language = language;
  }

  /** Somebody with an empty device, who has not signed in. */
  async stranger(url = sampleUrl()) {
    const line = await Line.open(url);
    const device = await Device.create();
    const person = new Person(device, line);
    this.#lines.push(line);
    this.#people.push(person);
    await person.openTab();
    return person;
  }

  /** Somebody of the sample company who has signed in and received everything. */
  async person(name) {
    const person = await this.stranger();
    await person.visit("/");
    await person.signIn.as(EMAILS[name], PASSWORD);
    await person.frame.synced(60_000);
    // Devices speak the language of the house until somebody chooses another.
    if (this.#language !== LANGUAGES[0]) await person.chooseLanguage(this.#language);
    return person;
  }

  /** Several people, brought in at the same time. */
  people(...names) {
    return Promise.all(names.map((name) => this.person(name)));
  }

  async photograph(title) {
    await mkdir(PICTURES, { recursive: true });
    const name = title.replace(/[^a-z0-9]+/gi, "-").slice(0, 60);
    const shots = this.#people.map((person, at) => person.photograph(`${PICTURES}/${name}-${at}.png`));
    await Promise.allSettled(shots);
  }

  async clear() {
    await Promise.allSettled(this.#people.map((person) => person.device.dispose()));
    await Promise.allSettled(this.#lines.map((line) => line.close()));
  }
}

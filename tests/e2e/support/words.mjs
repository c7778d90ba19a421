// The texts of the app in one language, and numbers and money as its readers write them.

import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../app/locales/", import.meta.url);
// Written out, so that what the app makes of a number is held against something else.
const NOTATIONS = {
  id: { group: ".", point: ",", rupiah: "Rp", clock: "\\d\\d\\.\\d\\d" },
  en: { group: ",", point: ".", rupiah: "IDR", clock: "\\d\\d:\\d\\d" },
};

/** Codes of the languages, the one of the house first. */
export const LANGUAGES = Object.keys(NOTATIONS);

/** The texts of a language, by their keys in `app/locales`. */
export class Words {
  #texts;
  #notation;

  constructor(language) {
    this.#texts = textsOf(readFileSync(new URL(`${language}.yml`, FOLDER), "utf8"));
    this.#notation = NOTATIONS[language];
  }

  /** A pattern of the time of day. */
  get clock() {
    return this.#notation.clock;
  }

  /** The text of a key, with the values of its placeholders. */
  text(key, values = {}) {
    return this.#find(key).replace(/%\{(\w+)\}/g, (_, name) => values[name] ?? fail(`${key} needs ${name}`));
  }

  /** The text of a key up to its first placeholder. */
  begin(key) {
    return this.#find(key).split("%{")[0].trim();
  }

  /** The text of a key for so many. */
  counted(key, count) {
    return this.text(`${key}.${count === 1 ? "one" : "other"}`, { count: this.number(count) });
  }

  /** A number as people read it: `1.250,5`. */
  number(value) {
    const [whole, fraction] = String(value).split(".");
    const { group, point } = this.#notation;
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    return fraction ? grouped + point + fraction : grouped;
  }

  /** A number as inputs show it: `1250,5`. */
  typed(value) {
    return String(value).replace(".", this.#notation.point);
  }

  /** Whole rupiah as people read them: `Rp 1.250.000`. */
  money(rupiah) {
    return `${this.#notation.rupiah} ${this.number(rupiah)}`;
  }

  /** The first amount in rupiah among words; nothing where there is none. */
  moneyIn(words) {
    const { group, rupiah } = this.#notation;
    return new RegExp(`${rupiah}\\s*[\\d${group}]+`).exec(words)?.[0];
  }

  #find(key) {
    return this.#texts.get(key) ?? fail(`there is no text ${key}`);
  }
}

/** Words without the blanks that keep numbers together. */
export function plain(words) {
  return words.replace(/\s+/g, " ").trim();
}

/** The texts of a file by their whole keys. The files are nothing but keys and texts in quotes. */
function textsOf(yaml) {
  const texts = new Map();
  const path = [];
  for (const line of yaml.split("\n")) {
    const [, indent, key, text] = /^( *)"?([^"#:]+)"?:(?: (".*"))?$/.exec(line) ?? [];
    if (!key) continue;
    path.splice(indent.length / 2, Infinity, key);
    if (text) texts.set(path.join("."), JSON.parse(text));
  }
  return texts;
}

function fail(message) {
  throw new Error(message);
}

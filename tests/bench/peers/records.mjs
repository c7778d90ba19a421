// Records as the server sends them, as many as are asked for.

import { readFileSync } from "node:fs";
import { randomOf } from "../../e2e/support/random.mjs";
import { PER_BRANCH } from "./scale.mjs";

/** Customers of the sample company, as they came over the line. */
export const SAMPLES = JSON.parse(readFileSync(new URL("samples.json", import.meta.url), "utf8"));

/** So many records after the given ones, in branches of 500, the same in every run. */
export function grow(samples, count) {
  const random = randomOf(11);
  const digits = (text) => text.replace(/\d{6}$/, () => String(Math.floor(random() * 1e6)).padStart(6, "0"));
  return Array.from({ length: count }, (_, at) => {
    const { f, ...sample } = samples[at % samples.length];
    const phones = Object.entries(f.phones ?? {}).map(([key, phone]) => [key, { ...phone, number: digits(phone.number) }]);
    const fields = { ...f, name: `${f.name} ${at}`, code: `KP-MKS-${String(at).padStart(5, "0")}`, phones: Object.fromEntries(phones) };
    const t = sample.t + Math.floor(random() * 1e9);
    return { ...sample, i: idOf(at, random), h: branchOf(Math.floor(at / PER_BRANCH)), f: fields, s: `${t.toString(32).padStart(9, "0")}${sample.s.slice(9)}`, t };
  });
}

/** The id of a branch. */
export function branchOf(at) {
  return `0571a734-de70-5e53-b8d8-${hex(at, 12)}`;
}

// Ids of ours begin with the time and end at random, so they grow in the order in which records were made.
function idOf(at, random) {
  const part = () => Math.floor(random() * 0x10000);
  return `01a22049-${hex(at >> 12, 4)}-7${hex(at & 0xfff, 3)}-a${hex(part(), 3)}-${[part(), part(), part()].map((value) => hex(value, 4)).join("")}`;
}

function hex(value, digits) {
  return value.toString(16).padStart(digits, "0").slice(-digits);
}

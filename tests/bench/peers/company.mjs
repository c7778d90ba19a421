// A company with a branch of as many records as the peers get, brought in over HTTP.

import { customers } from "../customers.mjs";
import { Relasi } from "../relasi.mjs";
import { Writer } from "../writer.mjs";
import { PER_BRANCH } from "./scale.mjs";

/** Grows, and never shrinks, as the server keeps everything. */
export class Company {
  static async open() {
    const company = new Company();
    company.writer = await Writer.open("mks");
    company.other = await otherBranch();
    return company;
  }

  /** Brings the branch to this many records and gives a device over them. */
  async grow(size) {
    const before = await this.writer.pull();
    const missing = Math.max(0, size - before.length);
    const [customer] = before.filter(({ k }) => k === "customer");
    await this.writer.create(customer.h, people(before.length, missing));
    const held = await this.writer.pull();
    const found = held.filter(({ k, f }) => k === "customer" && f.street?.startsWith("Jalan Percobaan"));
    return new Relasi({ held: held.length, writer: this.writer, customers: found, other: this.other });
  }
}

/** Brings another branch to as many customers as those of the peers have. Its id. */
async function otherBranch() {
  const writer = await Writer.open("sby");
  const held = await writer.pull();
  const branch = held.find(({ k, f }) => k === "branch" && f.code === "SBY").i;
  // Those that are shared with it count too.
  const own = held.filter(({ k, a }) => k === "customer" && !a);
  await writer.create(branch, people(0, PER_BRANCH - own.length));
  return branch;
}

/** Fields of the customers that the import's bench has, from one number on. */
function people(from, count) {
  const lines = customers(from + count).split("\n").slice(from + 1);
  return lines.map((line) => {
    const [, name, phone, email, street] = line.split(";");
    return { form: "person", name, phones: { p1: { label: "HP", number: `+62${phone.slice(1)}` } }, email, street, channel: "end_user" };
  });
}

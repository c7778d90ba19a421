// Somebody who writes through the server without an app, to bring much in and to change what devices hold.

import { randomUUID } from "node:crypto";
import { EMAILS, PASSWORD, sampleUrl } from "../e2e/support/company.mjs";

const MOST = 500;

/** A person with a replica of their own. */
export class Writer {
  #headers = { "content-type": "application/json", "x-relasi": "1", "sec-fetch-site": "same-origin", origin: sampleUrl() };
  #seq = 0;
  #clock = { ms: 0, counter: 0 };
  #bases = new Map();
  #cursors = {};

  static async open(name) {
    const writer = new Writer();
    const answer = await writer.#ask("/api/session", { email: EMAILS[name], password: PASSWORD });
    writer.#headers.cookie = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0]).join("; ");
    writer.person = (await answer.json()).person;
    const replica = await writer.#ask("/api/replica", { device: randomUUID(), label: "Bench" });
    Object.assign(writer, await replica.json());
    return writer;
  }

  /** Every record that the person may see. */
  async pull() {
    this.#cursors = {};
    const records = [];
    for (;;) {
      const pages = await this.ask();
      if (pages.length === 0) return records;
      for (const { rows } of pages) records.push(...rows);
    }
  }

  /** Asks once for what is new since the last answer. */
  async ask() {
    const { pages } = await this.#sync([], this.#cursors, 1_000_000);
    for (const { feed, cursor } of pages) this.#cursors[feed] = cursor;
    return pages;
  }

  /** Makes customers of a branch. */
  async create(home, people) {
    await this.#push(people.map((fields) => this.#change("create", randomUUID(), { home, fields })));
  }

  /** Writes the same note to customers. */
  async note(records, note) {
    const changes = records.map(({ i, s, x }) => {
      // What is written without a base is a conflict, which no device may end up with here.
      const change = this.#change("set", i, { fields: { note }, bases: { note: this.#bases.get(i) ?? x?.note ?? s } });
      this.#bases.set(i, change.stamp);
      return change;
    });
    await this.#push(changes);
  }

  #change(op, record, rest) {
    this.#seq += 1;
    const { ms, counter } = this.#clock;
    const now = Date.now();
    this.#clock = now > ms ? { ms: now, counter: 0 } : { ms, counter: counter + 1 };
    return { seq: this.#seq, op, kind: "customer", record, stamp: this.#stamp(), person: this.person, made_ms: now, ...rest };
  }

  #stamp() {
    const parts = [[this.#clock.ms, 9], [this.#clock.counter, 3], [this.replica, 4]];
    return parts.map(([value, digits]) => value.toString(32).padStart(digits, "0")).join("");
  }

  async #push(changes) {
    for (let from = 0; from < changes.length; from += MOST) {
      const part = changes.slice(from, from + MOST);
      const { outcomes } = await this.#sync(part, {}, 1);
      const refused = outcomes.find(({ code }) => code);
      if (refused || outcomes.length !== part.length) throw new Error(`not taken: ${JSON.stringify(refused)}`);
    }
  }

  async #sync(changes, cursors, room) {
    const { replica, epoch } = this;
    const answer = await this.#ask("/api/sync", { protocol: 1, app: "0.1.0", replica, epoch, cursors, changes, pending: changes.length, refused: 0, now_ms: Date.now(), room });
    return answer.json();
  }

  async #ask(path, body) {
    const answer = await fetch(sampleUrl() + path, { method: "POST", headers: this.#headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

// What a peer's server holds: records, and what changed in them since.

import { gzipSync } from "node:zlib";

/** Texts of records with the bodies made of them, which all peers share. */
export class Book {
  #pages = new Map();

  constructor(records) {
    this.records = records;
    this.texts = records.map((record) => JSON.stringify(record));
  }

  /** Makes the answers of a first sync, so that no peer waits for them. */
  warm(limit) {
    for (let since = 0; since < this.texts.length; since += limit) this.page(since, limit);
  }

  /** A page of what never changed, compressed. */
  page(since, limit) {
    const key = `${since} ${limit}`;
    if (!this.#pages.has(key)) {
      const cursor = Math.min(since + limit, this.texts.length);
      this.#pages.set(key, answer(this.texts.slice(since, cursor), cursor, cursor < this.texts.length));
    }
    return this.#pages.get(key);
  }
}

/** One peer's view of a book. */
export class Feed {
  #changed = [];
  /** Number of the last mutation taken, by client, for peers that count them. */
  marks = {};
  /** How many have been sent. */
  bytes = 0;

  constructor(book) {
    this.book = book;
  }

  /** Records after a cursor. */
  pull({ since, limit }) {
    const body = this.#page(since, limit);
    this.bytes += body.length;
    return body;
  }

  #page(since, limit) {
    const { length } = this.book.texts;
    if (since < length) return this.book.page(since, limit);
    const rows = this.#changed.slice(since - length, since - length + limit);
    const cursor = since + rows.length;
    return answer(rows, cursor, cursor < length + this.#changed.length, this.marks);
  }

  /** Takes a peer's changes as what they are, records. */
  push({ changes }) {
    for (const { client, id } of changes) if (client) this.marks[client] = id;
    return gzipSync(JSON.stringify({ taken: changes.length }));
  }

  /** Changes so many records, spread over the book. */
  touch(count, words) {
    const step = Math.floor(this.book.records.length / count);
    for (let at = 0; at < count; at += 1) {
      const record = this.book.records[at * step];
      this.#changed.push(JSON.stringify({ ...record, v: record.v + 1, f: { ...record.f, note: words } }));
    }
  }
}

// By hand, as records are handed through unparsed.
function answer(texts, cursor, more, marks = {}) {
  return gzipSync(`{"rows":[${texts.join(",")}],"cursor":${cursor},"more":${more},"marks":${JSON.stringify(marks)}}`, { level: 6 });
}

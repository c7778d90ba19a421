// A peer in a browser profile of its own: each verb answers what one repetition measured.

import { Device } from "../../e2e/support/device.mjs";
import { heldMemory, peakMemory } from "../memory.mjs";
import { branchOf } from "./records.mjs";
import { PER_BRANCH } from "./scale.mjs";

/** Pieces of names, codes and phones, none twice, as a library may keep answers. */
const LETTERS = ["s", "da", "rah", "adi wi", "0", "081", "kp-mks-0", "tini 77", "lestari 9", "0852544", "arsyad", "8565"];
const LONG_MS = 900_000;

/** One of the libraries. */
export class Peer {
  constructor(name, title, server, limit) {
    Object.assign(this, { name, title, server });
    this.line = { url: `${server.url}/feed/${name}`, limit };
  }

  /** The first sync of an empty device. */
  async fill() {
    await this.dispose();
    this.server.forget(this.name);
    this.device = await Device.create();
    await this.#show("");
    await this.page.evaluate(() => window.ready);
    const { ms } = await this.#timed("firstSync", this.line);
    const count = this.server.book.records.length;
    return { rate: (count / ms) * 1000, bytes: this.feed.bytes / count, peak: await peakMemory(this.page) };
  }

  /** Until the library has done what it does by itself afterwards. */
  async settle() {
    await this.page.evaluate((line) => window.peer.settle?.(line), this.line);
    await this.page.waitForTimeout(10_000);
  }

  async catchUp(count, words) {
    this.feed.touch(count, words);
    return (await this.#timed("catchUp", this.line)).ms;
  }

  openCard() {}

  async save(record, note) {
    const { ms } = await this.#timed("saveOne", record, note);
    return { press: ms, transaction: ms };
  }

  /** Saves edits, then sends them in one request. */
  async saveMany(records, note) {
    await this.#timed("push", this.line);
    const edits = await this.page.evaluate(([records, note]) => window.saveMany(records, note), [records, note]);
    const { ms, answer } = await this.#timed("push", this.line);
    if (answer !== records.length) throw new Error(`${this.name} sent ${answer} of ${records.length}`);
    return { edits, push: ms };
  }

  async branch(at) {
    const { ms, answer } = await this.#timed("branchRows", branchOf(at + 1));
    if (answer.length !== PER_BRANCH) throw new Error(`${this.name} found ${answer.length} of a branch`);
    return ms;
  }

  openList() {}

  async search(_, at) {
    return (await this.#timed("search", LETTERS[at % LETTERS.length])).ms;
  }

  async cold() {
    await this.device.stop();
    await this.device.start();
    await this.#show("?cold");
    const { rows, ...times } = await this.page.evaluate(() => window.cold);
    if (rows !== 50) throw new Error(`${this.name} showed ${rows} rows`);
    return times;
  }

  memory() {
    return heldMemory(this.page);
  }

  async dispose() {
    await this.device?.dispose();
  }

  get feed() {
    return this.server.feed(this.name);
  }

  async #show(search) {
    this.page = await this.device.newTab();
    this.page.setDefaultTimeout(LONG_MS);
    await this.page.goto(`${this.server.url}/page/${this.name}${search}`);
    await this.page.waitForFunction(() => window.peer);
  }

  #timed(verb, ...words) {
    return this.page.evaluate(([verb, words]) => window.timed(verb, ...words), [verb, words]);
  }
}

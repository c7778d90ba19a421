// What somebody does all day long, chosen by a seed, and everything that they were told is saved.

import { unique, uniquePhone } from "./company.mjs";
import { randomOf } from "./random.mjs";
import { oneOf } from "./storm.mjs";

/** The work of one person. */
export class Work {
  /** Customers that were made, with what their cards show: `{ id, shown, subjects }`. */
  customers = [];
  /** Every text that was saved, also those that a later one replaced. */
  saved = [];
  #person;
  #random;

  constructor(person, seed) {
    this.#person = person;
    this.#random = randomOf(seed);
  }

  /** Does one thing. */
  async step() {
    const isFirst = this.customers.length === 0;
    await this[isFirst ? "create" : oneOf(this.#random, ["create", "edit", "edit", "contact", "complain", "reload"])]();
    if (this.#random() < 0.5) await this.#person.frame.syncNow();
  }

  async create() {
    const values = { name: unique("Pelanggan Badai"), note: unique("Catatan") };
    const id = await this.#person.createCustomer({ ...values, phone: uniquePhone() });
    this.customers.push({ id, shown: values, subjects: [] });
    this.saved.push(...Object.values(values));
  }

  async edit() {
    const customer = await this.#open();
    const field = oneOf(this.#random, ["note", "hobbies"]);
    const text = unique("Ubahan");
    await this.#person.editCustomer({ [field]: text });
    customer.shown[field] = text;
    this.saved.push(text);
  }

  async contact() {
    await this.#write("Kontak", () => this.#person.card.newInteraction());
  }

  async complain() {
    await this.#write("Keluhan", () => this.#person.card.newComplaint());
  }

  async reload() {
    await this.#open();
  }

  async #write(word, openForm) {
    const customer = await this.#open();
    const subject = unique(word);
    await openForm();
    await this.#person.form.fill({ subject });
    await this.#person.form.save();
    customer.subjects.push(subject);
    this.saved.push(subject);
  }

  async #open() {
    const customer = oneOf(this.#random, this.customers);
    await this.#person.visit(`/customers/${customer.id}`);
    return customer;
  }
}

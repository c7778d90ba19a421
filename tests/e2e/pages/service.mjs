// Complaints: the board and one of them.

import { Form } from "./form.mjs";

/** Words of the states. */
export const STATES = {
  new: "Baru",
  working: "Dikerjakan",
  waiting: "Menunggu",
  notify: "Beri tahu pelanggan",
  done: "Selesai",
  reopened: "Dibuka lagi",
};

/** The board, the page of a complaint, and the question that a move asks. */
export class Service {
  constructor(page) {
    this.page = page;
    this.form = new Form(page);
    this.tickets = page.getByTestId("ticket");
    this.dialog = page.locator("dialog[open]");
    this.notes = page.getByTestId("note");
  }

  /** Opens the form of a new complaint and chooses the customer. */
  async create(customer) {
    await this.page.getByTestId("complaint-new").click();
    await this.form.field("customer").fill(customer);
    await this.page.getByTestId("customer-option").first().click();
  }

  /** A complaint on the board. */
  ticket(words) {
    return this.tickets.filter({ hasText: words });
  }

  /** A lane of the board, by its state. */
  lane(state) {
    return this.page.locator(`[data-testid=lane][data-state=${state}]`);
  }

  /** Moves a complaint on the board by its menu. */
  async move(words, state) {
    await this.moveTo(words, STATES[state]);
  }

  /** The same with the name of the state in the language of the page. */
  async moveTo(words, name) {
    await this.ticket(words).getByTestId("complaint-move").click();
    await this.page.getByRole("menuitem", { name }).click();
  }

  /** Drags a complaint to a lane. */
  async drag(words, state) {
    await this.ticket(words).dragTo(this.lane(state));
  }

  /** Opens a complaint. */
  async open(words) {
    await this.ticket(words).getByRole("link").first().click();
    await this.page.getByTestId("complaint-page").waitFor();
  }

  /** Shows one lane, as on a phone. */
  async chooseLane(state) {
    await this.page.locator(".lane-chips").getByRole("button", { name: STATES[state] }).click();
  }

  /** Answers the question of a move. */
  async confirm() {
    await this.page.getByTestId("confirm").click();
  }

  /** Writes a note on the complaint that is open. */
  async addNote(text) {
    await this.form.fill({ text });
    await this.page.getByTestId("note-save").click();
    await this.notes.filter({ hasText: text }).first().waitFor();
  }
}

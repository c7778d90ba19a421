// Any form: fields by name, whatever their input is.

import { settles } from "../support/eventually.mjs";

/** The form that is open. */
export class Form {
  constructor(page) {
    this.page = page;
    this.saveButton = page.getByTestId("save");
    this.draftBanner = page.getByTestId("draft-discard");
    this.failure = page.locator("form [role=alert]");
    this.errors = page.locator("form [aria-invalid=true]");
  }

  /** The input of a field. */
  field(name) {
    return this.page.getByTestId(`field-${name}`);
  }

  /** Fills in fields by name. Chips and choices take their words, boxes true or false. */
  async fill(values) {
    for (const [name, value] of Object.entries(values)) await this.#fillOne(this.field(name), value);
  }

  async #fillOne(input, value) {
    const kind = await input.evaluate((element) => element.getAttribute("role") ?? element.type ?? "chips");
    if (kind === "chips") await input.getByRole("button", { name: value, exact: true }).click();
    else if (kind === "combobox") await this.#choose(input, value);
    else if (kind === "select-one") await input.selectOption(value);
    else if (kind === "checkbox") await input.setChecked(value);
    else await input.fill(value);
  }

  async #choose(input, words) {
    await input.fill(words);
    await this.page.getByRole("option", { name: words }).first().click();
  }

  /** The text in a field. */
  value(name) {
    return this.field(name).inputValue();
  }

  /** Waits until a field holds this text. */
  holds(name, text) {
    return settles(`what ${name} holds`, () => this.value(name), text);
  }

  /** Waits until so many fields are marked as wrong. */
  hasErrors(count) {
    return settles("fields that are wrong", () => this.errors.count(), count);
  }

  /** Saves, and expects the form to go away. */
  async save() {
    await this.saveButton.click();
    await this.saveButton.waitFor({ state: "detached" });
  }

  /** Saves although another customer may be the same. */
  async saveAnyway() {
    await this.page.getByTestId("duplicate-save").click();
    await this.saveButton.waitFor({ state: "detached" });
  }

  /** Customers that may be the same as the one being typed. */
  duplicates() {
    return this.page.getByTestId("duplicate");
  }

  /** Saves without expecting anything. */
  async trySave() {
    await this.saveButton.click();
  }

  /** Waits until the browser has had time to keep the draft. */
  async draftKept() {
    await this.page.waitForTimeout(1_000);
  }
}

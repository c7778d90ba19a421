// Hands that know nothing but the keyboard: Tab, arrows, Enter, Escape and the app's shortcuts.

import assert from "node:assert/strict";
import { eventually } from "./eventually.mjs";
import { set } from "./keyboard-inputs.mjs";

/** The keyboard of a person. Elements are named by their mark for tests or given as locators. */
export class Keys {
  constructor(person) {
    this.person = person;
  }

  get page() {
    return this.person.page;
  }

  /** Presses Tab, or another key, until an element has the focus. */
  async reach(target, { by = "Tab", most = 250 } = {}) {
    const wanted = this.#find(target).first();
    await wanted.waitFor({ state: "attached" });
    await this.held();
    const passed = [];
    while (!(await hasFocus(wanted))) {
      if (passed.length === most) assert.fail(`${by} does not lead to ${target}, only to:\n${passed.join("\n")}`);
      await this.page.keyboard.press(by);
      passed.push(await this.page.evaluate(describeFocus));
    }
  }

  /** Goes to an element and presses a key there. */
  async press(target, key = "Enter") {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  /** Waits until the focus comes to an element by itself. */
  async comesTo(target) {
    const wanted = this.#find(target);
    await eventually(`the focus comes to ${target}`, () => hasFocus(wanted), { withinMs: 3_000, everyMs: 50 });
  }

  /** Makes sure that what was done has not thrown the person back to the top of the page. */
  async held() {
    await eventually("the focus is somewhere", () => this.page.evaluate(holdsFocus), { withinMs: 3_000, everyMs: 50 });
  }

  /** Fills in fields of a form by name: words of chips and choices, true for boxes, a day for dates. */
  async fill(values) {
    for (const [name, value] of Object.entries(values)) await set(this, this.person.form.field(name), value);
  }

  /** Saves the form that is open. */
  async save() {
    await this.page.keyboard.press("Control+s");
    await this.person.form.saveButton.waitFor({ state: "detached" });
    await this.held();
  }

  /** Opens a menu and chooses from it. */
  async choose(button, label) {
    // A row that is drawn anew because it was sent folds its menu.
    await this.person.frame.synced();
    await this.press(button);
    const items = this.page.getByRole("menuitem");
    await items.first().waitFor();
    const labels = await items.allInnerTexts();
    const steps = labels.findIndex((text) => text.trim() === label);
    assert.ok(steps >= 0, `${label} is not among ${labels}`);
    for (let pressed = 0; pressed < steps; pressed += 1) await this.page.keyboard.press("ArrowDown");
    await this.page.keyboard.press("Enter");
  }

  /** Says yes to the question that is open. */
  async confirm() {
    await this.press("confirm");
    await this.page.getByTestId("confirm").waitFor({ state: "hidden" });
    await this.held();
  }

  /** Opens a page by the navigation, which lies before the page. */
  async go(name) {
    await this.reach(`nav-${name}`, { by: "Shift+Tab" });
    await this.page.keyboard.press("Enter");
  }

  #find(target) {
    return typeof target === "string" ? this.page.getByTestId(target) : target;
  }
}

function hasFocus(locator) {
  return locator.evaluateAll((elements) => elements.includes(document.activeElement));
}

/** A page that was just loaded has no focus yet; later it always has. Runs inside the page. */
function holdsFocus() {
  const isNew = !window.isDrivenByKeys;
  window.isDrivenByKeys = true;
  return isNew || document.activeElement !== document.body;
}

/** Runs inside the page. */
function describeFocus() {
  const { tagName, dataset, id, innerText } = document.activeElement;
  return `${tagName.toLowerCase()} ${dataset.testid ?? id} ${innerText?.slice(0, 40).replaceAll("\n", " ") ?? ""}`;
}

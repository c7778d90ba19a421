// The page of everything that waits on the device.

import { settles } from "../support/eventually.mjs";

/** Unsent, refused, conflicting and discarded work. */
export class Changes {
  constructor(page) {
    this.page = page;
    this.unsent = page.getByTestId("unsent-item");
    this.tray = page.getByTestId("tray-item");
    this.discarded = page.getByTestId("discarded-item");
    this.conflicts = page.getByTestId("conflict");
  }

  /** Waits until so many changes are shown as unsent. */
  hasUnsent(count) {
    return settles("unsent changes", () => this.unsent.count(), count);
  }

  /** Begins to discard the unsent change that shows these words. */
  async discard(words) {
    await this.unsent.filter({ hasText: words }).first().getByRole("button").click();
  }

  /** Words of the question that is open. */
  question() {
    return this.page.locator("dialog[open]").innerText();
  }

  /** Brings the discarded work with these words back. */
  async bringBack(words) {
    await this.discarded.filter({ hasText: words }).first().getByRole("button").click();
  }

  /** Codes of the refused items. */
  codes() {
    return this.tray.evaluateAll((items) => items.map((item) => item.dataset.code));
  }

  /** Whether a refused item can be sent again now. */
  canResend(words) {
    return this.#button(words, "Kirim lagi").isVisible();
  }

  /** Sends a refused item again. */
  async resend(words) {
    await this.#button(words, "Kirim lagi").click();
  }

  /** Gives a refused item up. */
  async dismiss(words) {
    await this.#button(words, "Buang").click();
  }

  #button(words, label) {
    return this.tray.filter({ hasText: words }).first().getByRole("button", { name: label });
  }
}

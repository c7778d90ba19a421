// The page of one invoice.

import { settles } from "../support/eventually.mjs";
import { plain } from "../support/words.mjs";

/** The page. */
export class Invoice {
  constructor(page) {
    this.page = page;
    this.root = page.getByTestId("invoice-page");
  }

  /** Waits until the invoice says these amounts in rupiah, by their names. */
  async says(amounts, words) {
    for (const [name, rupiah] of Object.entries(amounts)) {
      const shown = () => this.root.getByTestId(`invoice-${name}`).innerText();
      await settles(name, async () => plain(await shown()), words.money(rupiah));
    }
  }

  /** Chooses something from the invoice's menu. */
  async choose(words) {
    await this.page.getByTestId("invoice-more").click();
    await this.page.getByRole("menuitem", { name: words }).click();
  }

  /** Opens the order that it is for. */
  async openOrder() {
    await this.root.locator('a[href^="/orders/"]').click();
    await this.page.getByTestId("order-page").waitFor();
  }
}

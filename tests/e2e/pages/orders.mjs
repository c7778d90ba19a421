// Orders: their list, one order, the lines of its form.

import { eventually } from "../support/eventually.mjs";
import { onPaper } from "../support/paper.mjs";
import { plain } from "../support/words.mjs";
import { downloaded } from "../support/table-file.mjs";

/** The list of orders and the order that is open. */
export class Orders {
  constructor(page) {
    this.page = page;
    this.rows = page.getByTestId("order-row");
    this.sum = page.getByTestId("order-sum");
    this.product = page.getByTestId("order-with-product");
    this.open = page.getByTestId("order-page");
    this.total = page.getByTestId("order-total");
    this.lines = page.getByTestId("order-line");
  }

  /** Searches the list. */
  async search(words) {
    await this.page.getByTestId("order-search").fill(words);
  }

  /** Chooses a period: so many months, or none for all time. */
  async period(months) {
    await this.page.getByTestId("field-period").selectOption(months);
  }

  /** Shows another view of the list, by its word. */
  async view(word) {
    await this.page.getByRole("group").getByRole("button", { name: word, exact: true }).click();
  }

  /** Shows the orders of one branch. */
  async ofBranch(name) {
    await this.page.getByTestId("field-branch").selectOption({ label: name });
  }

  /** Takes away the product to whose orders the list is narrowed. */
  async ofAnyProduct() {
    await this.product.getByRole("button").click();
    await this.product.waitFor({ state: "detached" });
  }

  /** Downloads the list that is shown. Answers its cells, row by row. */
  csv() {
    return downloaded(this.page, "orders");
  }

  /** Prints the list, and answers the words of the rows on paper. */
  async print() {
    return onPaper(this.page, () => this.page.getByTestId("order-print").click(), async () => {
      await this.page.getByTestId("order-paper").waitFor();
      return this.page.getByTestId("order-paper-row").allInnerTexts();
    });
  }

  /** Opens the first row. */
  async openFirst() {
    await this.rows.first().click();
    await this.open.waitFor();
  }

  /** Id of the order that is open. */
  async id() {
    await this.open.waitFor();
    return this.open.getAttribute("data-id");
  }

  /** Fills in line `number` of the form: product by its words, quantity, price, discount, free. */
  async line(number, { product, ...values }, form) {
    if (product) await form.fill({ [`line-code-${number}`]: product });
    for (const [name, value] of Object.entries(values)) await form.fill({ [`line-${name}-${number}`]: value });
  }

  /** Adds a line. */
  async addLine() {
    await this.page.getByTestId("line-add").click();
  }

  /** Moves the order to its usual next state. */
  async next() {
    const button = this.page.getByTestId("order-next");
    const words = await button.innerText();
    await button.click();
    await this.stands(words);
  }

  /** Presses the button of a next state, which need not come about. */
  async press(words) {
    await this.open.getByRole("button", { name: words, exact: true }).click();
  }

  /** Waits until the order is in this state, by its words. */
  async stands(words) {
    await this.open.locator("header .tag", { hasText: words }).first().waitFor();
  }

  /** Takes line `number` off the form. */
  async removeLine(number, words) {
    const name = words.text("order.remove_line", { number });
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  /** Opens the form of a credit note for the return that is open. */
  async creditNote() {
    await this.page.getByTestId("order-credit-note").click();
  }

  /** What the order that is open comes to. */
  async worth() {
    return plain(await this.total.locator("td").last().innerText());
  }

  /** Opens the form of its invoice. */
  async invoice() {
    await this.page.getByTestId("order-invoice").click();
  }

  /** Chooses something from the order's menu. */
  async choose(words) {
    await this.page.getByTestId("order-more").click();
    await this.page.getByRole("menuitem", { name: words }).click();
  }

  /** Says yes to what is asked. */
  async confirm() {
    await this.page.getByTestId("confirm").click();
  }

  /** Waits until the order shows these words. */
  async shows(words) {
    await eventually(`the order shows ${words}`, async () => (await this.open.innerText()).includes(words));
  }
}

// The receivables card of a customer.

import { plain } from "../support/words.mjs";

/** The card. */
export class Receivables {
  constructor(page) {
    this.page = page;
    this.root = page.getByTestId("receivables-card");
    this.balance = page.getByTestId("receivables-balance");
    this.status = page.getByTestId("credit-status");
    this.rows = page.getByTestId("statement-row");
    this.reverseButtons = page.getByTestId("payment-reverse");
  }

  /** Waits until the balance is this. */
  async owes(money) {
    await this.balance.getByText(money, { exact: true }).waitFor();
  }

  /** Waits until so much has been due for so long, by the word of the age. */
  async aged(bucket, money) {
    const row = this.page.getByTestId("ageing").locator(`[data-bucket=${bucket}]`);
    await row.getByText(money, { exact: true }).waitFor();
  }

  /** Waits until the customer is said to be there before the limits. */
  async stands(words) {
    await this.status.getByText(words, { exact: true }).waitFor();
  }

  /** How the customer pays: mean delay, share that was late, promises kept, broken and awaited. */
  async habits() {
    const said = await this.page.getByTestId("habits").locator("dd").allInnerTexts();
    return said.map(plain);
  }

  /** Debit, credit and balance of every row of the statement. */
  async movements() {
    const rows = await this.#cells();
    return rows.map((cells) => cells.slice(2, 5));
  }

  /** What the rows of the statement are called. */
  async documents() {
    const rows = await this.#cells();
    return rows.map((cells) => cells[1]);
  }

  async #cells() {
    const rows = await this.rows.all();
    return Promise.all(rows.map(async (row) => (await row.locator("td").allInnerTexts()).map(plain)));
  }

  /** Opens the form of an invoice. */
  async newInvoice() {
    await this.page.getByTestId("invoice-new").click();
  }

  /** Opens the form of a payment. */
  async newPayment() {
    await this.page.getByTestId("payment-new").click();
  }

  /** Opens the form of a promise. */
  async newPromise() {
    await this.page.getByTestId("promise-new").click();
  }

  /** Opens the form of a payment for the invoice that is due first. */
  async payFirst() {
    await this.page.getByTestId("invoice-pay").first().click();
  }

  /** Opens the page of the invoice that is due first. */
  async openFirstInvoice() {
    await this.page.getByTestId("open-invoice").first().getByRole("link").first().click();
  }

  /** Chooses the period of the statement. */
  async period(words) {
    await this.page.getByRole("button", { name: words, exact: true }).click();
  }

  /** Waits until the period begins with this balance. */
  async opensWith(money) {
    await this.page.getByTestId("statement-opening").getByText(money, { exact: true }).waitFor();
  }

  /** Takes the first payment back. */
  async takeBack() {
    await this.reverseButtons.first().click();
    await this.page.getByTestId("confirm").click();
    await this.page.getByTestId("confirm").waitFor({ state: "hidden" });
  }
}

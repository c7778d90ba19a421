// The list of customers.

/** The list. */
export class Customers {
  constructor(page) {
    this.page = page;
    this.searchField = page.getByTestId("customer-search");
    this.rows = page.getByTestId("customer-row");
  }

  /** Looks for customers by name, phone, code or plate. */
  async search(query) {
    await this.searchField.fill(query);
  }

  /** The row of a customer, by id. */
  row(id) {
    return this.page.locator(`[data-testid=customer-row][data-id="${id}"]`);
  }

  /** Rows that show these words. */
  named(words) {
    return this.rows.filter({ hasText: words });
  }

  /** Names of the customers that are shown, from top to bottom. */
  names() {
    return this.rows.locator("strong").allInnerTexts();
  }

  /** Opens the card of the first row. */
  async openFirst() {
    await this.rows.first().click();
  }

  /** Opens the form of a new customer. */
  async create() {
    await this.page.getByTestId("customer-new").click();
  }

  /** Shows another view of the list, by its word. */
  async view(word) {
    await this.page.getByRole("button", { name: new RegExp(`^${word}`) }).click();
  }

  /** Shows the customers of one branch. */
  async ofBranch(name) {
    await this.page.getByTestId("field-branch").selectOption({ label: name });
  }
}

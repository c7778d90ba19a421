// The list of products, and what a page shows of one.

/** The list and the page. */
export class Products {
  constructor(page) {
    this.page = page;
    this.searchField = page.getByTestId("product-search");
    this.rows = page.getByTestId("product-row");
    this.newLink = page.getByTestId("product-new");
    this.root = page.getByTestId("product-page");
    this.cost = page.getByTestId("product-cost");
  }

  /** Looks for products by code, name or category. */
  async search(query) {
    await this.searchField.fill(query);
  }

  /** Rows that show these words. */
  named(words) {
    return this.rows.filter({ hasText: words });
  }

  /** Shows archived products instead of those in use, or those in use again. */
  async toggleArchived() {
    await this.page.getByRole("button", { name: /^Diarsipkan/ }).click();
  }

  /** Opens the form of a new product. */
  async create() {
    await this.newLink.click();
  }

  /** Opens the product whose row shows these words. Answers its id. */
  async open(words) {
    const row = this.named(words).first();
    const id = await row.getAttribute("data-id");
    await row.click();
    await this.root.waitFor();
    return id;
  }

  /** Waits until the page of a product shows these words. */
  async shows(words) {
    await this.root.getByText(words).first().waitFor();
  }

  /** Archives the product whose form is open. */
  async archive() {
    await this.page.getByTestId("archive").click();
    await this.page.getByTestId("confirm").click();
    await this.searchField.waitFor();
  }

  /** Restores the product whose form is open, with what was typed. */
  async restore() {
    await this.page.getByTestId("restore").click();
    await this.searchField.waitFor();
  }
}

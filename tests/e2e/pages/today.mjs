// The page of what is to be done today.

/** The page. */
export class Today {
  constructor(page) {
    this.page = page;
    this.heading = page.getByRole("heading", { level: 1, name: /^(Hari ini|Today)$/ });
    this.steps = page.getByTestId("step");
    this.reorders = page.getByTestId("reorder-row");
  }

  /** The step of a customer. */
  step(words) {
    return this.steps.filter({ hasText: words });
  }

  /** The line of a customer who is to order again. */
  reorder(id) {
    return this.reorders.and(this.page.locator(`[data-id="${id}"]`));
  }

  /** Whether a customer is among those who are to order again, also beyond those shown first. */
  async isDueAgain(id) {
    await this.heading.waitFor();
    const more = this.page.locator("section").filter({ has: this.reorders }).getByRole("button");
    if (await more.isVisible()) await more.click();
    return (await this.reorder(id).count()) > 0;
  }

  /** Opens the form of an order of what the customer usually buys. */
  async orderAgain(id) {
    await this.reorder(id).getByTestId("reorder-again").click();
  }

  /** Says that a step was done. */
  async done(words) {
    await this.step(words).first().getByTestId("step-done").click();
  }
}

// The page of what is to be done today.

/** The page. */
export class Today {
  constructor(page) {
    this.page = page;
    this.steps = page.getByTestId("step");
  }

  /** The step of a customer. */
  step(words) {
    return this.steps.filter({ hasText: words });
  }

  /** Says that a step was done. */
  async done(words) {
    await this.step(words).first().getByTestId("step-done").click();
  }
}

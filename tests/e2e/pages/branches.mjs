// The page on which head office sees branches and devices.

/** The page. */
export class Branches {
  constructor(page) {
    this.page = page;
    this.devices = page.getByTestId("device");
  }

  /** The line of a branch. */
  line(code) {
    return this.page.getByTestId(`branch-${code}`);
  }

  /** Opens the devices of a branch. */
  async open(code) {
    await this.line(code).getByRole("link").click();
  }

  /** Opens the customers of the branch whose devices are shown. */
  async lookUp() {
    await this.page.getByTestId("branch-customers").click();
  }
}

// The page on which head office sees branches and devices, and how sync went.

/** The page. */
export class Branches {
  constructor(page, frame) {
    this.page = page;
    this.frame = frame;
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

  /** The device of somebody that was heard of last. */
  async latestOf(name) {
    const devices = this.devices.filter({ hasText: name });
    await devices.first().waitFor();
    return devices.first();
  }

  /** Says that a device is lost. */
  async lose(device) {
    await device.getByTestId("device-lost").click();
    await this.page.getByText("termasuk yang belum terkirim").first().waitFor();
    await this.frame.confirm();
  }

  /** Retires a device. */
  async retire(device) {
    await device.getByTestId("device-retired").click();
    await this.page.getByText("menunggu keputusan di").first().waitFor();
    await this.frame.confirm();
  }

  /** Waits until the server knows that a device has erased itself. */
  async untilErased(device) {
    await this.frame.eventually("it is told", async () => {
      await this.page.getByRole("button", { name: "Perbarui" }).click();
      return device.getByText(/terhapus \D*\d/).isVisible();
    });
  }

  /** How many conflicts came up on the latest day on which anything was synced. */
  async newConflicts() {
    await this.page.getByTestId("rounds").click();
    const cells = this.page.getByTestId("sync-day").first().locator("td");
    return Number(await cells.nth(3).innerText());
  }

  /** The rounds of sync of somebody, cells between tabs. */
  async rounds(name) {
    await this.page.getByTestId("rounds").click();
    const rounds = this.page.getByTestId("sync-round").filter({ hasText: name });
    await rounds.first().waitFor();
    return rounds.allInnerTexts();
  }
}

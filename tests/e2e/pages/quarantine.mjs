// Refused changes of other people.

/** The page on which they wait for a decision. */
export class Quarantine {
  constructor(page, frame) {
    this.page = page;
    this.frame = frame;
    this.rows = page.getByTestId("quarantined");
  }

  /** Opens the page from that of branches. */
  async open() {
    await this.frame.go("branches");
    await this.page.getByTestId("quarantine").click();
  }

  /** The change that writes these words. */
  of(words) {
    return this.rows.filter({ has: this.page.locator("b", { hasText: words }) });
  }

  /** Makes a change as one's own. */
  async release(words) {
    await this.of(words).getByTestId("release").click();
    await this.of(words).waitFor({ state: "detached" });
  }

  /** Decides that nothing is to be done about a change. */
  async close(words) {
    await this.of(words).getByTestId("close").click();
    await this.of(words).waitFor({ state: "detached" });
  }

  /** Waits until nothing about this customer waits any more. */
  async isDone(name) {
    await this.page.getByRole("heading", { level: 1 }).waitFor();
    await this.frame.eventually("nothing waits", async () => (await this.rows.filter({ hasText: name }).count()) === 0);
  }
}

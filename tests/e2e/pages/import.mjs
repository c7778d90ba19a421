// The import of customers from a table.

/** The import. */
export class Import {
  constructor(page) {
    this.page = page;
    this.file = page.getByTestId("import-file");
    this.start = page.getByTestId("import-start");
    this.report = page.getByTestId("import-report");
  }

  /** Chooses a file: a path, or a name with its content. */
  async choose(file) {
    await this.file.setInputFiles(file);
    await this.start.waitFor();
  }

  /** Runs it to its end and answers the counts of the report. */
  async run(timeout = 60_000) {
    await this.start.click();
    await this.report.waitFor({ timeout });
    const counts = await this.report.evaluate((report) => ({ ...report.dataset }));
    delete counts.testid;
    return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, Number(count)]));
  }

  /** Archives everything that the last run made. */
  async undo() {
    await this.page.getByTestId("import-undo").click();
    await this.page.getByTestId("confirm").click();
  }
}

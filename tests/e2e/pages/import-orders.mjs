// The import of orders from a file.

/** The import of orders. */
export class ImportOrders {
  constructor(page) {
    this.page = page;
    this.file = page.getByTestId("import-file");
    this.start = page.getByTestId("import-start");
    this.report = page.getByTestId("import-report");
    this.found = page.getByTestId("import-survey");
    this.remaining = page.getByTestId("import-remaining");
    this.question = page.getByTestId("import-undo-what");
  }

  /** Opens it from the settings, without loading the page anew. */
  async open() {
    await this.page.getByTestId("nav-settings").first().click();
    await this.page.getByTestId("settings-import").click();
    await this.page.getByRole("link", { name: /^(Pesanan|Orders)$/ }).last().click();
    await this.page.getByTestId("import-orders-page").waitFor();
  }

  /** Chooses a file: a path, or a name with its content. */
  async choose(file) {
    if (typeof file === "string") await this.#choosePath(file);
    else await this.file.setInputFiles(file);
    await this.found.waitFor({ timeout: 120_000 });
  }

  /** A file on the disk, whose content does not go through the line to the browser. */
  async #choosePath(path) {
    await this.file.waitFor({ state: "attached" });
    const session = await this.page.context().newCDPSession(this.page);
    const { root } = await session.send("DOM.getDocument");
    const selector = "[data-testid=import-file]";
    const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
    await session.send("DOM.setFileInputFiles", { nodeId, files: [path] });
    await session.detach();
  }

  /** Chooses another file after a report. */
  async another(file) {
    const another = this.page.getByTestId("import-another");
    if (await another.isVisible()) await another.click();
    await this.choose(file);
  }

  /** Chooses the currency of the prices. */
  async currency(word) {
    await this.page.getByTestId("field-currency").selectOption(word);
  }

  /** Waits until the whole file was read as it is understood now. Answers its lines. */
  async survey(timeout = 120_000) {
    await this.start.waitFor({ timeout });
    const counts = await this.found.evaluate((found) => ({ ...found.dataset }));
    return { lines: Number(counts.lines), failed: Number(counts.failed) };
  }

  /** Documents, lines and worth of the file as it is understood now. */
  surveyed() {
    return count(this.found);
  }

  /** Documents by type. */
  async types() {
    const rows = await this.page.getByTestId("import-type").all();
    const counts = rows.map(async (row) => {
      const digits = (await row.locator("td").first().innerText()).replace(/\D/g, "");
      return [await row.getAttribute("data-type"), Number(digits)];
    });
    return Object.fromEntries(await Promise.all(counts));
  }

  /** Puts a cell right, and has the file read again. */
  async fix(line, column, text) {
    await this.page.getByRole("textbox", { name: new RegExp(` ${line}: ${column}$`) }).fill(text);
    await this.page.getByTestId("import-check").click();
    await this.page.getByTestId("import-bad-line").first().waitFor({ state: "detached" });
  }

  /** Runs it to its end and answers documents, lines and worth by what became of them. */
  async run(timeout = 120_000) {
    await this.start.click();
    await this.report.waitFor({ timeout });
    const rows = await this.page.getByTestId("import-fate").all();
    const counts = rows.map(async (row) => [await row.getAttribute("data-fate"), await count(row)]);
    return { all: await count(this.report), ...Object.fromEntries(await Promise.all(counts)) };
  }

  /** Begins, and stops when it says how long it will still take. Answers those words. */
  async stopWhenUnderWay() {
    await this.start.click();
    const words = await this.remaining.filter({ hasText: /\d/ }).innerText();
    await this.page.getByTestId("import-cancel").click();
    await this.start.waitFor({ timeout: 60_000 });
    return words;
  }

  /** Takes the run of the open report back. */
  async undo(timeout = 120_000) {
    await this.page.getByTestId("import-undo").click();
    await this.page.getByTestId("confirm").click();
    await this.page.getByText(/sudah diurungkan|was undone/).waitFor({ timeout });
  }

  /** The note about an import that the device remembers, by the name of its file. */
  remembered(name) {
    return this.page.getByTestId("import-remembered").filter({ hasText: name });
  }

  /** Takes a remembered import back. Answers the words of the question. */
  async undoRemembered(name, timeout = 120_000) {
    await this.remembered(name).getByTestId("import-undo").click();
    const words = await this.question.innerText();
    await this.page.getByTestId("confirm").click();
    await this.file.waitFor({ state: "attached", timeout });
    await this.remembered(name).waitFor({ state: "detached", timeout });
    return words;
  }
}

async function count(element) {
  const { documents, lines, net } = await element.evaluate((found) => ({ ...found.dataset }));
  return { documents: Number(documents), lines: Number(lines), net: Number(net) };
}

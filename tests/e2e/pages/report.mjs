// The report on sales: its tables, their files, the way to the orders of a month.

import { onPaper } from "../support/paper.mjs";
import { downloaded } from "../support/table-file.mjs";

/** The report. */
export class Report {
  constructor(page) {
    this.page = page;
    this.root = page.getByTestId("report-page");
    this.line = page.getByTestId("report-line");
    this.months = page.getByTestId("report-month-row");
    this.customers = page.getByTestId("report-customer-row");
    this.products = page.getByTestId("report-product-row");
  }

  /** Opens it from the list of orders. */
  async open() {
    await this.page.getByTestId("sales-report").click();
    await this.line.waitFor();
  }

  /** Chooses so many months; none for everything. */
  async period(months) {
    await this.page.getByTestId("field-period").selectOption(months);
  }

  /** Chooses the currency of the orders. */
  async currency(word) {
    await this.page.getByTestId("field-currency").selectOption(word);
  }

  /** The chart of a table. */
  chart(table) {
    return this.page.getByTestId(`report-chart-${table}`);
  }

  /** The amounts of rows, from top to bottom. */
  async amounts(rows) {
    const texts = await rows.locator("td:last-child").allInnerTexts();
    return texts.map(amountOf);
  }

  /** What a table says it comes to, in the smallest unit of the currency. */
  async total(table) {
    return amountOf(await this.page.getByTestId(`report-total-${table}`).locator("td").last().innerText());
  }

  /** The month that is shown first, `2026-11`, and what it came to. */
  async newestMonthWithSales() {
    await this.months.first().waitFor();
    for (const row of await this.months.all()) {
      const [net] = await this.amounts(row);
      if (net > 0) return { month: await row.getAttribute("data-month"), net, row };
    }
    throw new Error("no month with sales");
  }

  /** Downloads the file of a table. Answers its cells, row by row. */
  csv(table) {
    return downloaded(this.page, table);
  }

  /** Prints the report, and answers the words on paper. */
  print() {
    return onPaper(this.page, () => this.page.getByTestId("report-print").click(), () => this.root.innerText());
  }

  /** Shows the sales of one branch. */
  async ofBranch(name) {
    await this.page.getByTestId("field-branch").selectOption({ label: name });
  }

  /** Opens the orders of a product, by its name. */
  async openProduct(name) {
    await this.products.filter({ hasText: name }).first().getByRole("link").click();
  }
}

/** Whole rupiah of a text such as `Rp 1.250.000`. */
export function amountOf(text) {
  const digits = text.replace(/[^\d]/g, "");
  return Number(digits) * (/[-\u2212]/.test(text) ? -1 : 1);
}

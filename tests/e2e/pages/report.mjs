// The report on sales: its tables, their files, the way to the orders of a month.

import { readFile } from "node:fs/promises";

/** The report. */
export class Report {
  constructor(page) {
    this.page = page;
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
  async csv(table) {
    const download = this.page.waitForEvent("download");
    await this.page.getByTestId(`report-csv-${table}`).click();
    return cellsOf(await readFile(await (await download).path(), "utf8"));
  }
}

/** Whole rupiah of a text such as `Rp 1.250.000`. */
export function amountOf(text) {
  const digits = text.replace(/[^\d]/g, "");
  return Number(digits) * (/[-\u2212]/.test(text) ? -1 : 1);
}

/** The cells of a table after RFC 4180, which must begin with the mark of UTF-8. */
function cellsOf(text) {
  if (!text.startsWith("\ufeff")) throw new Error("the file does not say that it is UTF-8");
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  cell.lastIndex = 1;
  while (cell.lastIndex < text.length) {
    const [, quoted, plain, end] = cell.exec(text) ?? fail(text);
    rows.at(-1).push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

function fail(text) {
  throw new Error(`not a table after RFC 4180: ${text.slice(0, 200)}`);
}

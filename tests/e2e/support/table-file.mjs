// The files that tables are offered as.

import { readFile } from "node:fs/promises";

/** Downloads the file of a table. Answers its cells, row by row. */
export async function downloaded(page, table) {
  const download = page.waitForEvent("download");
  await page.getByTestId(`report-csv-${table}`).click();
  return cellsOf(await readFile(await (await download).path(), "utf8"));
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

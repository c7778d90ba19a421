// What a page would put on paper, without a printer.

import { eventually } from "./eventually.mjs";

/** Presses something that prints, and looks at the page as it is printed. Answers what was seen. */
export async function onPaper(page, press, look) {
  await page.evaluate(keepPrinterAway);
  await press();
  await eventually("the page asks for its printing", () => page.evaluate(() => window.printed === 1));
  await page.emulateMedia({ media: "print" });
  try {
    return await look();
  } finally {
    await page.emulateMedia({ media: null });
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  }
}

/** Runs inside the page. */
function keepPrinterAway() {
  window.printed = 0;
  window.print = () => (window.printed += 1);
}

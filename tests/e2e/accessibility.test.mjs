// Every main page by axe. The journeys by keyboard alone are in keyboard-*.test.mjs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { journey } from "./support/journey.mjs";
import { Words } from "./support/words.mjs";

const AXE = fileURLToPath(import.meta.resolve("axe-core/axe.min.js"));
const PATHS = [
  "/today",
  "/customers",
  "/customers/new",
  "/products",
  "/products/new",
  "/sales",
  "/service",
  "/service/new",
  "/sales/report",
  "/changes",
  "/branches",
  "/settings",
  "/settings/company",
  "/settings/branches",
  "/settings/branches/new",
  "/settings/staff",
  "/settings/staff/new",
  "/settings/import",
  "/settings/import/orders",
];

journey("axe finds nothing serious on any page, light, dark and on a phone", async (stage) => {
  const stranger = await stage.stranger();
  await stranger.visit("/");
  const found = await problems(stranger.page, "sign-in");
  const admin = await stage.person("admin");
  await admin.device.prepare(stopTransitions);
  const id = await admin.openCustomer("Siti Rahmawati");
  const parts = ["", "/edit", "/interactions/new", "/orders/new", "/receivables", "/invoices/new", "/payments/new", "/promises/new"];
  const card = parts.map((part) => `/customers/${id}${part}`);
  await admin.frame.go("sales");
  // What was received can be returned.
  const words = new Words("id");
  await admin.orders.view(words.text("choice.order.state.received"));
  await admin.orders.rows.filter({ hasNotText: words.text("choice.order.type.return") }).first().click();
  const order = `/orders/${await admin.orders.id()}`;
  for (const path of [...PATHS, ...card, order, `${order}/return`]) {
    await admin.visit(path);
    await admin.frame.sync.waitFor();
    for (const [theme, width, height] of [["light", 1360, 860], ["dark", 360, 640]]) {
      await admin.page.setViewportSize({ width, height });
      await admin.page.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
      found.push(...(await problems(admin.page, `${path} ${theme} ${width}`)));
    }
  }
  assert.deepEqual(found, []);
}, { limitMs: 300_000 });

/** Colours that are still changing are not those that people read. Runs inside the page. */
function stopTransitions() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { transition: none !important; }");
  document.adoptedStyleSheets.push(sheet);
}

/** What axe finds that is serious, one line each. */
async function problems(page, where) {
  await page.evaluate(await readFile(AXE, "utf8"));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
}

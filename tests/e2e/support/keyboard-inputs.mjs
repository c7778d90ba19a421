// Filling in one field by keyboard, whatever its input is.

import assert from "node:assert/strict";
import { settles } from "./eventually.mjs";

/** Words for texts, comboboxes and chips, the value of a choice, true for a box, a day for a date. */
export async function set(keys, field, value) {
  const kind = await field.evaluate((element) => element.getAttribute("role") ?? element.type ?? "chips");
  if (kind === "checkbox") await keys.press(field, "Space");
  else if (kind === "chips") await keys.press(field.getByRole("button", { name: value, exact: true }), "Space");
  else if (kind === "select-one") await choose(keys, field, value);
  else if (kind === "combobox") await pick(keys, field, value);
  else if (kind === "date") await typeDay(keys, field, value);
  else await type(keys, field, value);
}

async function type(keys, field, text) {
  await keys.reach(field);
  await keys.page.keyboard.press("Control+a");
  await keys.page.keyboard.type(text);
}

async function pick(keys, field, words) {
  await type(keys, field, words);
  await keys.page.getByRole("option", { name: words }).first().waitFor();
  await keys.page.keyboard.press("Enter");
  await settles("what was picked", () => field.inputValue(), words);
}

async function choose(keys, field, value) {
  await keys.reach(field);
  const steps = await field.evaluate((select, value) => {
    const wanted = [...select.options].findIndex((option) => option.value === value);
    return wanted - select.selectedIndex;
  }, value);
  const key = steps < 0 ? "ArrowUp" : "ArrowDown";
  for (let pressed = 0; pressed < Math.abs(steps); pressed += 1) await keys.page.keyboard.press(key);
}

/** Browsers order the parts of a date by their own language. */
async function typeDay(keys, field, day) {
  await keys.reach(field);
  const parts = await keys.page.evaluate(() => new Intl.DateTimeFormat().formatToParts().map((part) => part.type));
  const [year, month, date] = day.split("-");
  const digits = { year, month, day: date };
  await keys.page.keyboard.type(parts.map((part) => digits[part] ?? "").join(""));
  assert.equal(await field.inputValue(), day);
}

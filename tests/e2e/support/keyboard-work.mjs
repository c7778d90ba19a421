// What people do in every journey, done by keyboard.

import { set } from "./keyboard-inputs.mjs";

/** Signs in, from the screen that asks for it. */
export async function signIn(keys, email, password) {
  const { signIn } = keys.person;
  await set(keys, signIn.email, email);
  await set(keys, signIn.password, password);
  await keys.page.keyboard.press("Enter");
}

/** Finds a customer and opens the card. Answers the id. */
export async function openCustomer(keys, name) {
  const { card, customers } = keys.person;
  await keys.go("customers");
  await customers.searchField.waitFor();
  await keys.page.keyboard.press("Control+k");
  await keys.page.keyboard.press("Control+a");
  await keys.page.keyboard.type(name);
  await customers.named(name).first().waitFor();
  await keys.page.keyboard.press("ArrowDown");
  await keys.page.keyboard.press("Enter");
  await card.shows(name);
  return card.id();
}

/** Makes a customer. Answers the id. */
export async function createCustomer(keys, values) {
  await keys.go("customers");
  await keys.press("customer-new");
  await keys.fill(values);
  await keys.save();
  return keys.person.card.id();
}

/** Edits the customer whose card is open. */
export async function editCustomer(keys, values) {
  await keys.press("customer-edit");
  await keys.fill(values);
  await keys.save();
  await keys.person.card.appears();
}

/** Logs a contact with the customer whose card is open. */
export async function logContact(keys, values) {
  await keys.press("interaction-new");
  await keys.fill(values);
  await keys.save();
  await keys.person.card.shows(values.subject);
}

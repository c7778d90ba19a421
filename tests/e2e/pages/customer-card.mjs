// The record card of a customer.

import { eventually } from "../support/eventually.mjs";
import { plain } from "../support/words.mjs";

/** The card. */
export class CustomerCard {
  constructor(page) {
    this.page = page;
    this.root = page.getByTestId("customer-card");
    this.editLink = page.getByTestId("customer-edit");
    this.conflicts = page.getByTestId("conflict");
    this.usual = page.getByTestId("usual-product");
    this.standing = this.root.locator(".head .tag").first();
  }

  /** Waits for the card. */
  async appears() {
    await this.editLink.waitFor();
  }

  /** Whether a customer is shown, and not that there is none. */
  isThere() {
    return this.editLink.isVisible();
  }

  /** Id of the customer. */
  async id() {
    await this.appears();
    return this.root.getAttribute("data-id");
  }

  /** Waits until the card shows these words. */
  async shows(words) {
    await this.root.getByText(words).first().waitFor();
  }

  /** How many moments of the timeline show these words. */
  moments(words) {
    return this.root.locator(".tl > li").filter({ hasText: words }).count();
  }

  /** All words of the card. */
  text() {
    return this.root.innerText();
  }

  /** Opens the form. */
  async edit() {
    await this.editLink.click();
  }

  /** Opens the form of a contact. */
  async newInteraction() {
    await this.page.getByTestId("interaction-new").click();
  }

  /** Opens the form of a complaint. */
  async newComplaint() {
    await this.page.getByTestId("complaint-new").click();
  }

  /** A figure, by its word. */
  figure(name) {
    return this.page.getByTestId(`figure-${name}`);
  }

  /** What a figure says, and what is noted under it. */
  async figures(...names) {
    const words = (name) => this.figure(name).locator("b, span").allInnerTexts();
    const all = await Promise.all(names.map(words));
    return all.map((texts) => texts.map(plain));
  }

  /** Shows one group of the timeline alone, by its word. */
  async onlyMoments(word) {
    await this.page.locator("#timeline").getByRole("button", { name: word, exact: true }).click();
  }

  /** As of when the figures are known. */
  async asOf() {
    return plain(await this.page.getByTestId("figures-as-of").innerText());
  }

  /** Opens the receivables card by its figure. */
  async openReceivables() {
    await this.figure("receivables").click();
  }

  /** Waits until the customer is said to stand there. */
  async stands(word) {
    await this.standing.filter({ hasText: word }).waitFor();
  }

  /** Opens the form of an order of what is usual. */
  async orderAgain() {
    await this.page.getByTestId("order-again").click();
  }

  /** Lets another branch see the customer. */
  async share(code) {
    await this.#withBranch("share-branch", code);
  }

  /** Makes another branch the customer's home. */
  async move(code) {
    await this.#withBranch("move-branch", code);
  }

  /** Hides the customer from a branch again. */
  async stopSharing(branch) {
    await this.root.getByRole("button", { name: branch }).click();
  }

  async #withBranch(button, code) {
    await this.page.getByTestId(button).click();
    await this.page.getByTestId(`branch-${code}`).click();
    await this.page.getByTestId("confirm").click();
    await this.page.getByTestId("confirm").waitFor({ state: "hidden" });
  }

  /** The other value of a conflict, as the card shows it. */
  conflict(group) {
    return this.page.locator(`[data-testid=conflict][data-group="${group}"]`);
  }

  /** Takes back the change in the open history that tells these words. */
  async takeBack(words, { from, to }) {
    const entry = this.page.getByTestId("history-entry").filter({ hasText: words });
    await entry.getByTestId("history-undo").click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByText(from).waitFor();
    await dialog.getByText(to).waitFor();
    await this.page.getByTestId("confirm").click();
    await this.appears();
  }

  /** Takes the other value. */
  async take(group) {
    await this.conflict(group).getByTestId("conflict-take").click();
    await this.conflict(group).waitFor({ state: "detached" });
  }

  /** Begins to erase the customer, with a password. */
  async erase(password) {
    await this.page.getByTestId("customer-more").click();
    await this.page.getByRole("menuitem", { name: "Hapus selamanya" }).click();
    await this.confirmErasing(password);
  }

  /** Gives a password in the open question about erasing. */
  async confirmErasing(password) {
    await this.page.getByTestId("field-erase_password").fill(password);
    await this.page.getByTestId("confirm").click();
  }

  async openHistory() {
    await this.page.getByTestId("history").click();
  }

  /** Everything that head office has of the customer, one text for each change. */
  async history() {
    await this.openHistory();
    const entries = this.page.getByTestId("history-entry");
    await eventually("a history", () => entries.count());
    return entries.allInnerTexts();
  }
}

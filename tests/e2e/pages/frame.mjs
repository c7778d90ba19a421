// What stands around every page: navigation, the state of sync, the way out, notices.

import { eventually } from "../support/eventually.mjs";
import { storedText, withStore } from "../support/stored.mjs";

/** The frame. */
export class Frame {
  constructor(page) {
    this.page = page;
    this.sync = page.getByTestId("sync-state");
    this.download = page.getByTestId("download");
    this.who = page.getByTestId("who");
    this.update = page.getByTestId("update");
  }

  /** Opens a page by the navigation. */
  async go(name) {
    await this.page.getByTestId(`nav-${name}`).click();
  }

  /** An entry of the navigation. */
  entry(name) {
    return this.page.getByTestId(`nav-${name}`);
  }

  /** Opens the page of changes by the state of sync. */
  async goToChanges() {
    await this.sync.getByRole("link").first().click();
  }

  /** The state and its numbers. */
  async status() {
    const { state, pending, conflicts, refused } = await this.sync.evaluate((box) => ({ ...box.dataset }));
    return { state, pending: Number(pending), conflicts: Number(conflicts), refused: Number(refused) };
  }

  /** Waits for one of these states. */
  async state(...words) {
    const options = words.at(-1)?.withinMs ? words.pop() : {};
    return eventually(`state ${words}`, async () => {
      const status = await this.status();
      return words.includes(status.state) && status;
    }, options);
  }

  /** Waits until everything is acknowledged and received. */
  async synced(withinMs = 15_000) {
    return eventually("everything synced", async () => {
      const status = await this.status();
      return ["synced", "attention"].includes(status.state) && status.pending === 0 && status;
    }, { withinMs });
  }

  /** Asks for a round of sync by its button. */
  async syncNow() {
    await this.page.getByTestId("sync-now").click();
  }

  /** Asks for news until something is there. */
  async eventually(what, ask, withinMs = 15_000) {
    return eventually(what, async () => {
      const found = await ask();
      if (!found) await this.syncNow().catch(() => {});
      return found;
    }, { withinMs, everyMs: 400 });
  }

  /** Leaves, and says so once more where unsent work makes the app ask. */
  async signOut({ anyway = false } = {}) {
    await this.page.getByTestId("sign-out").click();
    if (anyway) await this.confirm();
  }

  /** Answers the question that is open. */
  async confirm() {
    await this.page.getByTestId("confirm").click();
  }

  /** Whether a question is open. */
  asks() {
    return this.page.getByTestId("confirm").isVisible();
  }

  /** A short message at the bottom. */
  toast(text) {
    return this.page.locator(".toast").filter({ hasText: text });
  }

  /** A notice, by a word in it. */
  notice(text) {
    return this.page.locator(".banner").filter({ hasText: text });
  }

  /** What the browser has on its disk for this origin, as one text. */
  storedText() {
    return withStore(this.page, storedText);
  }
}

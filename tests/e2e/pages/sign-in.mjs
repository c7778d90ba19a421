// Getting in: sign-in, first set-up, a password of one's own.

/** The screens before and around a session. */
export class SignIn {
  constructor(page) {
    this.page = page;
    this.email = page.getByTestId("sign-in-email");
    this.password = page.getByTestId("sign-in-password");
    this.button = page.getByTestId("sign-in");
    this.passkey = page.getByTestId("unlock-by-passkey");
    this.again = page.getByRole("region").filter({ has: this.button });
  }

  /** Signs in. */
  async as(email, password) {
    await this.email.fill(email);
    await this.password.fill(password);
    await this.button.click();
    await this.page.getByTestId("sign-in-email").waitFor({ state: "hidden" });
  }

  /** Gives the password again where a session has ended. */
  async resume(password) {
    await this.password.fill(password);
    await this.button.click();
    await this.button.waitFor({ state: "hidden" });
  }

  /** Waits until the book is locked. */
  async locked() {
    await this.page.getByTestId("locked").waitFor();
  }

  /** Gives the password of a locked book. */
  async tryUnlock(password) {
    await this.password.fill(password);
    await this.page.getByTestId("unlock").click();
  }

  /** Opens a locked book. */
  async unlock(password) {
    await this.tryUnlock(password);
    await this.page.getByTestId("locked").waitFor({ state: "detached" });
  }

  /** Opens a locked book by the passkey of the device. */
  async unlockByPasskey() {
    await this.passkey.click();
    await this.page.getByTestId("locked").waitFor({ state: "detached" });
  }

  /** Locks the book. */
  async lock() {
    await this.page.getByTestId("lock").click();
    await this.locked();
  }

  /** Names the company and its first administrator. */
  async setUp({ company, name, email, password }) {
    for (const [field, value] of Object.entries({ company, name, email, password })) {
      await this.page.getByTestId(`field-${field}`).fill(value);
    }
    await this.page.getByTestId("save").click();
  }

  /** Whether a password of one's own has to be chosen. */
  mustChange() {
    return this.page.getByTestId("field-new_password").waitFor();
  }

  /** Chooses a password of one's own. */
  async changePassword(old, password) {
    await this.page.getByTestId("field-old_password").fill(old);
    await this.page.getByTestId("field-new_password").fill(password);
    await this.page.getByTestId("field-repeat_password").fill(password);
    await this.page.getByTestId("save").click();
  }
}

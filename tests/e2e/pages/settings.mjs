// Settings: one's own, branches, staff and their access.

/** The settings. */
export class Settings {
  constructor(page) {
    this.page = page;
    /** Adds a passkey of this device, or takes it away. */
    this.passkey = page.getByTestId("passkey");
  }

  /** Gives the password for a passkey of this device. */
  async addPasskey(password) {
    await this.page.getByTestId("passkey-password").fill(password);
    await this.passkey.click();
  }

  /** The branches of the company. */
  async openBranches() {
    await this.page.getByTestId("settings-branches").click();
  }

  /** The staff of the company. */
  async openStaff() {
    await this.page.getByTestId("settings-staff").click();
  }

  /** The form of a new branch. */
  async newBranch() {
    await this.page.getByTestId("branch-new").click();
  }

  /** The form of a new staff member. */
  async newStaff() {
    await this.page.getByTestId("staff-new").click();
  }

  /** The line of a branch. */
  branch(code) {
    return this.page.getByTestId(`branch-${code}`);
  }

  /** The line of a staff member. */
  member(name) {
    return this.page.getByTestId("staff-row").filter({ hasText: name });
  }

  /** Makes a start password for somebody and reads it. */
  async startPassword(name) {
    await this.member(name).getByTestId("start-password").click();
    await this.page.getByTestId("confirm").click();
    return this.page.getByTestId("start-password-value").innerText();
  }

  /** Ends somebody's access. */
  async endAccess(name) {
    await this.member(name).getByTestId("end-access").click();
    await this.page.getByTestId("confirm").click();
  }

  /** Chooses a language by its code. */
  async language(code) {
    await this.page.getByTestId("field-language").selectOption(code);
  }

  /** Chooses a theme by its word. */
  async theme(word) {
    await this.page.getByTestId("field-theme").selectOption(word);
  }
}

// What a device recognises a person by: an authenticator of Chromium that is none of metal.

const KIND = {
  protocol: "ctap2",
  ctap2Version: "ctap2_1",
  transport: "internal",
  hasResidentKey: true,
  hasUserVerification: true,
  automaticPresenceSimulation: true,
  isUserVerified: true,
};

/** An authenticator of a tab, as long as the tab is open. */
export class Authenticator {
  #session;
  #authenticatorId;

  /** Gives a tab an authenticator whose passkeys give secrets, or give none. */
  static async of(page, { hasPrf = true } = {}) {
    const authenticator = new Authenticator();
    authenticator.#session = await page.context().newCDPSession(page);
    await authenticator.#session.send("WebAuthn.enable");
    await authenticator.#add(hasPrf);
    return authenticator;
  }

  /** Has another one in its place from now on. */
  async replace({ hasPrf = true } = {}) {
    await this.#send("removeVirtualAuthenticator");
    await this.#add(hasPrf);
  }

  /** Recognises nobody from now on; after some attempts it is blocked, as one of metal is. */
  async fail() {
    await this.#send("setUserVerified", { isUserVerified: false });
  }

  /** How many passkeys it has. */
  async count() {
    return (await this.#send("getCredentials")).credentials.length;
  }

  async #add(hasPrf) {
    const added = await this.#session.send("WebAuthn.addVirtualAuthenticator", { options: { ...KIND, hasPrf } });
    this.#authenticatorId = added.authenticatorId;
  }

  #send(command, values = {}) {
    return this.#session.send(`WebAuthn.${command}`, { authenticatorId: this.#authenticatorId, ...values });
  }
}

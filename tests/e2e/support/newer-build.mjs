// A newer build of the app, as a line serves it: another page, and the service worker that says so.

import { createHash } from "node:crypto";
import { passOn } from "./faults.mjs";

const MARK = "newer-build";

/** A build that is served from now on, by a name that no other has. */
export class NewerBuild {
  /** How often its page was not delivered. */
  failed = 0;
  #name;
  #failures;
  #page;

  /** Takes the place of what the line did before. Its page fails to arrive so many times, so that it cannot be kept. */
  static async serve(line, name, { failures = 0 } = {}) {
    const build = new NewerBuild();
    build.#name = name;
    build.#failures = failures;
    build.#page = Buffer.from(build.#marked(await (await fetch(line.target)).text()));
    line.mend();
    line.spoil("/", (exchange) => build.#carry(exchange));
    return build;
  }

  /** Whether a tab shows this build. */
  isShown(page) {
    return page.locator(`meta[name=${MARK}][content="${this.#name}"]`).count().then((count) => count === 1);
  }

  async #carry(exchange) {
    if (exchange.path === "/") return this.#givePage(exchange);
    if (exchange.path !== "/sw.js") return passOn(exchange);
    const answer = await this.#fresh(exchange);
    await exchange.send({ ...answer, body: Buffer.from(this.#announced(answer.body.toString())) });
  }

  async #givePage(exchange) {
    const answer = { ...(await this.#fresh(exchange)), body: this.#page };
    if (this.failed === this.#failures) return exchange.send(answer);
    this.failed += 1;
    // A request that is only dropped is asked again by the browser itself.
    exchange.sendPart(answer, 0.5);
  }

  /** The whole answer, also for a browser that has it already. */
  async #fresh(exchange) {
    delete exchange.incoming.headers["if-none-match"];
    const answer = await exchange.forward();
    delete answer.headers.etag;
    return answer;
  }

  #marked(page) {
    return page.replace("<head>", `<head><meta name="${MARK}" content="${this.#name}">`);
  }

  #announced(script) {
    const [, said, rest] = /^const build = (\{.*?\});\n(.*)$/s.exec(script);
    const build = JSON.parse(said);
    build.version = this.#name;
    build.files["/"] = `sha256-${createHash("sha256").update(this.#page).digest("base64")}`;
    return `const build = ${JSON.stringify(build)};\n${rest}`;
  }
}

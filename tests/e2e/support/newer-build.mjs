// A newer build of the app, as a line serves it: another page, and the service worker that says so.

import { createHash } from "node:crypto";
import { passOn } from "./faults.mjs";

const MARK = "newer-build";

/** A build that is served from now on, by a name that no other has. */
export class NewerBuild {
  /** How often its page was not delivered. */
  failed = 0;
  #name;
  #isBroken;
  #page;

  /** Takes the place of what the line did before. A broken one lacks half of its page, so that it cannot be kept. */
  static async serve(line, name, { isBroken = false } = {}) {
    const build = new NewerBuild();
    build.#name = name;
    build.#isBroken = isBroken;
    build.#page = Buffer.from(build.#marked(await (await fetch(line.target)).text()));
    line.mend();
    line.spoil("/", (exchange) => build.#carry(exchange));
    return build;
  }

  /** Serves it whole from now on. */
  repair() {
    this.#isBroken = false;
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
    const answer = await this.#fresh(exchange);
    if (!this.#isBroken) return exchange.send({ ...answer, body: this.#page });
    this.failed += 1;
    // As if it were all: what is cut off on the way the browser itself asks for again.
    await exchange.send({ ...answer, body: this.#page.subarray(0, this.#page.length / 2) });
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

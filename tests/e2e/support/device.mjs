// A browser profile on disk: it can be closed, killed and started again like a real device.

import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.RELASI_CHROMIUM ?? "/usr/bin/chromium";
const FLAGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
  "--hide-crash-restore-bubble",
  "--password-store=basic",
  "--remote-debugging-port=0",
  "--window-size=1360,860",
  "--lang=id-ID",
  "--hide-scrollbars",
];

// A test that is ended must not leave its browsers behind.
const running = new Set();
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));
process.once("exit", () => running.forEach(killGroup));

/** One profile, with a browser that runs on it or does not. */
export class Device {
  #profile;
  #process;
  #browser;
  #scripts = [];

  /** Makes an empty profile and starts its browser. */
  static async create() {
    const device = new Device();
    device.#profile = await mkdtemp(join(tmpdir(), "relasi-device-"));
    await device.start();
    return device;
  }

  /** Playwright's context of the running browser. */
  get context() {
    return this.#browser.contexts()[0];
  }

  /** Starts the browser; pages that were open before are gone. */
  async start() {
    const words = [...FLAGS, `--user-data-dir=${this.#profile}`, "about:blank"];
    // A group of its own, so that killing it ends every process of the browser.
    const child = spawn(EXECUTABLE, words, { detached: true, stdio: ["ignore", "ignore", "pipe"] });
    running.add(child);
    child.once("exit", () => running.delete(child));
    this.#process = child;
    this.#browser = await chromium.connectOverCDP(await endpoint(child));
    for (const script of this.#scripts) await this.context.addInitScript(script);
  }

  /** Runs a script before the app in every page, also after a new start. */
  async prepare(script) {
    this.#scripts.push(script);
    await this.context.addInitScript(script);
  }

  /** Opens a tab. */
  newTab() {
    return this.context.newPage();
  }

  /** Closes the browser as a person does, so that everything reaches the disk. */
  async stop() {
    const ended = exit(this.#process);
    const session = await this.#browser.newBrowserCDPSession();
    await session.send("Browser.close").catch(() => {});
    await ended;
  }

  /** Ends the browser at once, as a crash or an empty battery does. */
  async kill() {
    const ended = exit(this.#process);
    killGroup(this.#process);
    await ended;
  }

  /** Leaves an origin so many bytes of room, as long as its tab is open and until that is lifted. */
  async limitRoom(page, origin, quotaSize) {
    const session = await this.context.newCDPSession(page);
    const command = "Storage.overrideQuotaForOrigin";
    await session.send(command, { origin, quotaSize });
    return { lift: () => session.send(command, { origin }) };
  }

  /** Takes the databases of an origin away, as a browser does that needs the room. */
  async evict(page, origin) {
    const session = await this.context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  }

  /** Which of the words stand in any file of the profile, as UTF-8 or UTF-16. */
  async onDisk(words) {
    const found = new Set();
    const wanted = words.flatMap((word) => [[word, Buffer.from(word)], [word, Buffer.from(word, "utf16le")]]);
    for (const entry of await readdir(this.#profile, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = await readFile(join(entry.parentPath, entry.name));
      for (const [word, form] of wanted) if (bytes.includes(form)) found.add(word);
    }
    return [...found];
  }

  /** Ends the browser and removes the profile. */
  async dispose() {
    if (running.has(this.#process)) await this.kill();
    await this.#browser.close().catch(() => {});
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function killGroup(child) {
  process.kill(-child.pid, "SIGKILL");
}

function exit(child) {
  return new Promise((resolve) => child.once("exit", resolve));
}

/** The address at which a started browser can be driven. */
function endpoint(child) {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text) => {
      said += text;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Chromium ended with ${code}: ${said.slice(-2000)}`)));
  });
}

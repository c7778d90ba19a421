// Somebody in front of a device: a browser, the line it hangs on, and the pages of the open tab.

import { eventually } from "../support/eventually.mjs";
import { Branches } from "./branches.mjs";
import { Changes } from "./changes.mjs";
import { CustomerCard } from "./customer-card.mjs";
import { Customers } from "./customers.mjs";
import { Form } from "./form.mjs";
import { Frame } from "./frame.mjs";
import { Import } from "./import.mjs";
import { ImportOrders } from "./import-orders.mjs";
import { Invoice } from "./invoice.mjs";
import { Orders } from "./orders.mjs";
import { Products } from "./products.mjs";
import { Quarantine } from "./quarantine.mjs";
import { Receivables } from "./receivables.mjs";
import { Report } from "./report.mjs";
import { Service } from "./service.mjs";
import { Settings } from "./settings.mjs";
import { SignIn } from "./sign-in.mjs";
import { Today } from "./today.mjs";

/** One person. After a restart of the browser the pages are those of the new tab. */
export class Person {
  constructor(device, line) {
    this.device = device;
    this.line = line;
  }

  /** Opens a tab and looks at it from now on. Answers the page that was looked at before. */
  async openTab() {
    const before = this.page;
    this.look(await this.device.newTab());
    return before;
  }

  /** Looks at a tab. */
  look(page) {
    this.page = page;
    page.setDefaultTimeout(10_000);
    this.frame = new Frame(page);
    this.signIn = new SignIn(page);
    this.today = new Today(page);
    this.customers = new Customers(page);
    this.card = new CustomerCard(page);
    this.form = new Form(page);
    this.service = new Service(page);
    this.orders = new Orders(page);
    this.report = new Report(page);
    this.changes = new Changes(page);
    this.branches = new Branches(page, this.frame);
    this.quarantine = new Quarantine(page, this.frame);
    this.settings = new Settings(page);
    this.import = new Import(page);
    this.importOrders = new ImportOrders(page);
    this.products = new Products(page);
    this.receivables = new Receivables(page);
    this.invoice = new Invoice(page);
  }

  /** Loads an address anew and waits until the screen can be used. */
  async visit(path) {
    await this.page.goto(this.line.url + path);
    await this.ready();
  }

  /** Waits until the screen can be used. */
  async ready(timeout = 20_000) {
    await this.page.locator("html[data-ready]").waitFor({ state: "attached", timeout });
  }

  /** Waits until the app would open without a line. */
  async appKept() {
    const isActive = () => navigator.serviceWorker.getRegistration().then((found) => found?.active?.state === "activated");
    await eventually("the app is kept on the device", () => this.page.evaluate(isActive), { withinMs: 30_000 });
  }

  /** Looks for a newer build, as the app does by itself now and then. */
  async lookForUpdate() {
    const look = async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {});
    await this.page.evaluate(look);
  }

  /** Takes the newer build that is offered. */
  async takeUpdate() {
    await Promise.all([this.page.waitForEvent("load"), this.frame.update.click()]);
    await this.ready();
  }

  /** Chooses the language of the app in the settings. */
  async chooseLanguage(code) {
    await this.frame.go("settings");
    await this.settings.language(code);
    await this.page.locator(`html[lang=${code}]`).waitFor({ state: "attached" });
  }

  /** Closes the browser and opens it again at an address. */
  async restart(path = "/") {
    await this.device.stop();
    await this.reopen(path);
  }

  /** Ends the browser as a crash does and opens it again at an address. */
  async crash(path = "/") {
    await this.device.kill();
    await this.reopen(path);
  }

  async reopen(path) {
    await this.device.start();
    await this.openTab();
    await this.visit(path);
  }

  /** Finds a customer in the list by anything and opens the card. Answers the id. */
  async openCustomer(query) {
    await this.frame.go("customers");
    await this.customers.search(query);
    await this.customers.openFirst();
    return this.card.id();
  }

  /** Makes a customer through the form. Answers the id. */
  async createCustomer(values) {
    await this.frame.go("customers");
    await this.customers.create();
    await this.form.fill(values);
    await this.form.save();
    return this.card.id();
  }

  /** Writes an order of a customer line by line, with further values of its form. Answers the id. */
  async writeOrder(customer, lines, values = {}) {
    await this.visit(`/customers/${customer}/orders/new`);
    await this.form.fill(values);
    for (const [at, line] of lines.entries()) {
      if (at > 0) await this.orders.addLine();
      await this.orders.line(at + 1, line, this.form);
    }
    await this.form.save();
    return this.orders.id();
  }

  /** Edits the customer whose card is open. */
  async editCustomer(values) {
    await this.card.edit();
    await this.form.fill(values);
    await this.form.save();
    await this.card.appears();
  }

  async photograph(path) {
    await this.page.screenshot({ path, timeout: 5_000 });
  }
}

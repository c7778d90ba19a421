// A device that had no contact for longer than the company allows asks for a sign-in.

import { PASSWORD, unique } from "./support/company.mjs";
import { journey } from "./support/journey.mjs";

const DAYS_MS = 91 * 24 * 3_600_000;

journey("after 90 days without contact the book waits for a sign-in, and unsent work is still there", async (stage) => {
  const rina = await stage.person("rina");
  const [name, note] = [unique("Pelanggan Lama"), unique("belum terkirim")];
  await rina.createCustomer({ name });
  await rina.frame.synced();
  await rina.appKept();
  rina.line.cut();
  await rina.editCustomer({ note });

  await rina.page.addInitScript((ms) => {
    const now = Date.now;
    Date.now = () => now() + (sessionStorage.getItem("later") ? ms : 0);
  }, DAYS_MS);
  await rina.page.evaluate(() => sessionStorage.setItem("later", "1"));
  await rina.page.reload();
  await rina.page.getByText("terlalu lama tidak tersambung").waitFor();
  await rina.signIn.tryUnlock(PASSWORD);
  await rina.page.getByRole("alert").getByText(/jaringan|tersambung/).waitFor();

  rina.line.restore();
  await rina.signIn.unlock(PASSWORD);
  await rina.frame.synced(60_000);
  await rina.openCustomer(name);
  await rina.card.shows(note);
});

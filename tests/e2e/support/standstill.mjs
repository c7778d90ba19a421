// A page that stands still at one moment, as one does whose browser is killed or which is frozen there.

/** Freezes the tab that a person looks at. */
export async function freeze({ device, page }) {
  const stopped = await untilStopped(device, page);
  await page.evaluate(() => {
    setTimeout(() => {
      debugger;
    });
  });
  await stopped.moment;
}

/** Lets the page stand still at the n-th step of a write, see `installStorageFaults`. */
export async function standStillAt({ device, page }, nth, word) {
  const stopped = await untilStopped(device, page);
  await page.evaluate(([nth, word]) => window.storageFaults.standAt(nth, word), [nth, word]);
  return stopped;
}

/** Starts the browser, and has it stand still there while it opens an address. */
export async function startUntil(person, path, nth, word) {
  await person.device.start();
  await person.openTab();
  await openUntil(person, path, nth, word);
}

/** Opens an address in the tab and has it stand still there. */
export async function openUntil({ device, page, line }, path, nth, word) {
  const stopped = await untilStopped(device, page);
  await page.addInitScript(([nth, word]) => window.storageFaults.standAt(nth, word), [nth, word]);
  await page.goto(line.url + path, { waitUntil: "commit" });
  await stopped.moment;
}

// Wrapped, since a promise that is given back would be waited for.
async function untilStopped(device, page) {
  const session = await device.context.newCDPSession(page);
  const moment = new Promise((resolve) => session.once("Debugger.paused", resolve));
  await session.send("Debugger.enable");
  return { moment };
}

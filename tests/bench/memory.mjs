// Memory of a tab, as the system sees it.

import { readFileSync } from "node:fs";

/** Greatest resident memory of the page's process so far, megabytes. */
export const peakMemory = (page) => memory(page, "VmHWM");

/** Resident memory of the page's process once its garbage is collected, megabytes. */
export async function heldMemory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  await session.detach();
  return memory(page, "VmRSS");
}

async function memory(page, name) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const found = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]) / 1000;
  });
  return Math.max(...found);
}

// Days as inputs take them, in the time of Makassar.

const HOUR_MS = 3_600_000;
const ZONE_HOURS = 8;

/** The day so many days from today. */
export function dayFromNow(days) {
  return new Date(Date.now() + (ZONE_HOURS + 24 * days) * HOUR_MS).toISOString().slice(0, 10);
}

// The companies that journeys run in, and who signs in there.

/** Password of everybody in the sample company. */
export const PASSWORD = "relasi-contoh";

/** A password that people choose for themselves. */
export const OWN_PASSWORD = "sepeda-biru-di-teras";

/** Sign-ins of the sample company. */
export const EMAILS = {
  admin: "admin@contoh.id",
  pusat: "pusat@contoh.id",
  mks: "mks@contoh.id",
  rina: "rina@contoh.id",
  sby: "sby@contoh.id",
};

/** Address of the Worker with the sample company. */
export function sampleUrl() {
  return address("RELASI_URL");
}

/** Address of the Worker that nobody has set up. */
export function emptyUrl() {
  return address("RELASI_EMPTY_URL");
}

function address(name) {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set; run \`cargo xtask test journeys\`, which starts the Worker.`);
  return found.replace(/\/$/, "");
}

let made = 0;

/** A name that no other record has. */
export function unique(word) {
  made += 1;
  return `${word} ${Date.now().toString(36)}${made}`;
}

/** A mobile number that no other customer has, in the notation of E.164 without the plus. */
export function uniquePhone() {
  made += 1;
  return `62899${String(Date.now()).slice(-7)}${made % 10}`;
}

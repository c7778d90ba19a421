// The import past its first step: columns, what would happen, under way, stopped, the report.

import { HERE, LOOKS, photographHere, prefer, somebody } from "./camera.mjs";

const ENGLISH = LOOKS.filter((look) => look.language);
const BROKEN = "Kode;Nama;Telepon;Email;Kesukaan yang judul kolomnya panjang sekali\nA-1;Satu Impor;0811 700 1;satu@uji.id;\n;;;;\n"
  + "A-2;Dua Impor;0811 700 1002;bukan alamat;Memancing\nA-3;Tiga Impor dengan nama yang jauh lebih panjang daripada yang lain;0811 700 1003;;Berkebun\n";

/** The import in every step. */
export async function photographImport() {
  const mks = await somebody("mks");
  await photographSteps(mks, HERE);
  await photographRunning(mks);
  await mks.page.evaluate(prefer, { language: "en" });
  await photographSteps(mks, ENGLISH);
  await mks.device.dispose();
}

async function photographSteps(mks, looks) {
  await mks.visit("/settings/import");
  await mks.import.choose(table(`daftar-pelanggan-cabang-makassar-${Date.now()}.csv`, BROKEN));
  await photographHere(mks, "import-columns", looks);
  await mks.import.run();
  await photographHere(mks, "import-report", looks);
  await mks.page.getByTestId("import-undo").click();
  await photographHere(mks, "import-undo", looks);
  await mks.frame.confirm();
  await mks.frame.toast(/\w/).first().waitFor();
  await photographHere(mks, "import-undone", looks.slice(0, 2));
}

async function photographRunning(mks) {
  const lines = Array.from({ length: 9_000 }, (_, at) => `B-${at};Pelanggan Impor ${at}`);
  await mks.visit("/settings/import");
  await mks.import.choose(table("besar.csv", ["Kode;Nama", ...lines].join("\n")));
  await mks.import.start.click();
  await photographHere(mks, "import-running", HERE.slice(0, 2));
  await mks.page.getByTestId("import-cancel").click();
  await mks.import.start.waitFor();
  await photographHere(mks, "import-stopped");
  await mks.visit("/settings/import");
  await photographHere(mks, "import-unfinished");
}

function table(name, text) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}

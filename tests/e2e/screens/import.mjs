// The import past its first step: columns, what would happen, under way, stopped, the report.

import { HERE, LOOKS, photographHere, prefer, somebody } from "./camera.mjs";

const ENGLISH = LOOKS.filter((look) => look.language);
const BROKEN = "Kode;Nama;Telepon;Email;Kesukaan yang judul kolomnya panjang sekali\nA-1;Satu Impor;0811 700 1;satu@uji.id;\n;;;;\n"
  + "A-2;Dua Impor;0811 700 1002;bukan alamat;Memancing\nA-3;Tiga Impor dengan nama yang jauh lebih panjang daripada yang lain;0811 700 1003;;Berkebun\n";

const ORDERS = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
  + "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6.0,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n"
  + "536365,71053,WHITE METAL LANTERN,6.0,2010-12-01 08:26:00,3.39,17850.0,United Kingdom\n"
  + "C536379,D,Discount,-1.0,2010-12-01 09:41:00,27.5,14527.0,United Kingdom\n"
  + "536370,22728,ALARM CLOCK BAKELIKE PINK,dua puluh empat,1 Desember 2010,3.75,12583.0,France\n"
  + "536544,21773,DECORATIVE ROSE BATHROOM BOTTLE,1.0,2010-12-01 14:32:00,2.51,,United Kingdom\n";

/** The import of orders in every step. */
export async function photographOrderImport() {
  const mks = await somebody("mks");
  await mks.importOrders.open();
  await mks.importOrders.choose(table("penjualan-cabang-makassar-tahun-lalu.csv", ORDERS));
  await mks.importOrders.survey();
  await photographHere(mks, "orders-survey", HERE);
  await mks.importOrders.run();
  await photographHere(mks, "orders-report", HERE);
  await mks.importOrders.undo();
  await photographHere(mks, "orders-undone", HERE.slice(0, 2));
  await mks.device.dispose();
}

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

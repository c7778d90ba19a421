// A table of customers as another system would export it.

import { randomOf } from "../e2e/support/random.mjs";

const GIVEN = ["Andi", "Siti", "Hasan", "Nur", "Rahmat", "Dewi", "Yusuf", "Maria", "Agus", "Fitri"];
const FAMILY = ["Rahmawati", "Wijaya", "Mappa", "Lestari", "Paturusi", "Manuputty", "Saputra", "Daeng", "Basri", "Tangke"];

/** So many customers, the same in every run. */
export function customers(count) {
  const random = randomOf(7);
  const pick = (words) => words[Math.floor(random() * words.length)];
  const line = (_, at) => {
    const name = `${pick(GIVEN)} ${pick(FAMILY)} ${at}`;
    const phone = `0858${String(10_000_000 + at)}`;
    return `B${at};${name};${phone};b${at}@contoh.id;Jalan Percobaan ${at % 300} No. ${at % 90}`;
  };
  return ["Kode;Nama;Telepon;Email;Alamat", ...Array.from({ length: count }, line)].join("\n");
}

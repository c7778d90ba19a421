// The figures as one table in Markdown: a row for each task, a column for each that was measured.

import { median, short, spread } from "../table.mjs";
import { CHANGED, EDITS, SIZES } from "./scale.mjs";

const [few, many] = SIZES;
const say = (count) => count.toLocaleString("en");
const ROWS = [
  { task: `sync ${few}`, what: `first sync of ${say(few)}, records/s`, isRate: true },
  { task: `sync ${many}`, what: `first sync of ${say(many)}, records/s`, isRate: true, goal: "40,000; 15 × RxDB" },
  { task: "catch-up", what: `catch-up of ${say(CHANGED)} changed among ${say(many)}, ms` },
  { task: "save", what: "saving one edit durably, ms" },
  { task: "transaction", what: "the same, Relasi's transaction alone, ms", goal: "1.5 × IndexedDB" },
  { task: "edits", what: `${EDITS} edits, ms` },
  { task: "push", what: `then one push, ms` },
  { task: "cold", what: "cold start, library ready to 50 rows, ms", goal: "250" },
  { task: "cold whole", what: "cold start, navigation to 50 rows, ms" },
  { task: "cold search", what: "cold start, library ready to a search over everything, ms", goal: "700" },
  { task: "branch", what: "the 500 rows of a branch (Relasi: painted), ms" },
  { task: `search ${few}`, what: `search keystroke over ${say(few)}, ms` },
  { task: `search ${many}`, what: `search keystroke over ${say(many)}, ms`, goal: "p95 16" },
  { task: "bytes", what: "bytes over the wire for a record" },
  { task: `peak ${many}`, what: `most memory in a first sync of ${say(many)}, MB` },
  { task: "memory", what: `memory with ${say(many)} after start, list and search, MB`, goal: "250" },
  { task: "download", what: "download, kB by Brotli", goal: "600" },
];

/** Figures by task and title. */
export class Figures {
  #found = {};

  note(task, { title }, value) {
    ((this.#found[task] ??= {})[title] ??= []).push(value);
  }

  /** The table, with the columns in this order. */
  table(titles) {
    const head = ["", ...titles, "goal"];
    const lines = [head, head.map(() => "---"), ...ROWS.filter(({ task }) => this.#found[task]).map((row) => this.#line(row, titles))];
    return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  }

  #line({ task, what, isRate, goal = "" }, titles) {
    const found = this.#found[task];
    const ours = found.Relasi && median(found.Relasi);
    return [what, ...titles.map((title) => cell(found[title], title === "Relasi" ? undefined : ours, isRate)), goal];
  }
}

/** Median, spread, and how many times better Relasi is. */
function cell(values, ours, isRate) {
  if (!values) return "—";
  const middle = median(values);
  const ratio = ours && middle ? ` **${times(isRate ? ours / middle : middle / ours)} ×**` : "";
  return `${spread(values)}${ratio}`;
}

function times(ratio) {
  return ratio < 10 ? ratio.toPrecision(2) : short(ratio);
}

// Figures as a table of text.

const HEADS = { what: "", relasi: "Relasi", bare: "bare IndexedDB", goal: "goal (DESIGN.md §8)" };

/** Prints rows with what they have of the columns that `heads` names. */
export function print(rows, heads = HEADS) {
  const columns = Object.keys(heads);
  const widths = columns.map((column) => Math.max(...[heads, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (row) => columns.map((column, at) => (row[column] ?? "").padEnd(widths[at])).join("  ").trimEnd();
  console.log([line(heads), line(Object.fromEntries(columns.map((column, at) => [column, "─".repeat(widths[at])]))), ...rows.map(line)].join("\n"));
}

/** The value in the middle. */
export function median(values) {
  return percentile(values, 50);
}

/** The value that so many of a hundred stay at or below. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)];
}

/** The median, and between what four of five values lie where there are several. */
export function spread(values) {
  const around = values.length > 1 ? ` (${short(percentile(values, 10))}–${short(percentile(values, 90))}, n ${values.length})` : "";
  return short(median(values)) + around;
}

/** A number in few digits. */
export function short(value) {
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(1);
}

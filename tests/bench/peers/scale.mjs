// How much is measured; RELASI_BENCH_QUICK=1 measures little, to try the bench itself.

const isQuick = Boolean(process.env.RELASI_BENCH_QUICK);

/** Records of the small and of the large book. */
export const SIZES = (process.env.RELASI_BENCH_SIZES?.split(",") ?? (isQuick ? [5_000, 8_000] : [10_000, 100_000])).map(Number);
/** Repetitions of everything that is short. */
export const ROUNDS = Number(process.env.RELASI_BENCH_ROUNDS ?? (isQuick ? 2 : 10));
/** Who used so much of a task's time gets no further repetition. */
export const PATIENCE_MS = Number(process.env.RELASI_BENCH_PATIENCE_MS ?? (isQuick ? 5_000 : 30_000));
/** Records that change elsewhere before a catch-up. */
export const CHANGED = isQuick ? 100 : 1_000;
/** How many of the records a branch has. */
export const PER_BRANCH = 500;
/** Edits before one push. */
export const EDITS = isQuick ? 20 : 200;
/** Rows asked for at once, by the peers that take part. */
export const PEERS = Object.entries({
  indexeddb: ["IndexedDB", 2_500],
  dexie: ["Dexie", 2_500],
  rxdb: ["RxDB", 2_500],
  pouchdb: ["PouchDB", 2_500],
  replicache: ["Replicache", 10_000],
  sqlite: ["SQLite", 2_500],
}).filter(([name]) => process.env.RELASI_BENCH_PEERS?.split(",").includes(name) ?? true);

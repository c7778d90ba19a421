// Faults of the browser's storage. `installStorageFaults` runs inside the page, before the app.

/** Makes writes of IndexedDB fail on request, through `window.storageFaults`. */
export function installStorageFaults() {
  const state = { left: 0, error: null, goesOn: false, isShut: false, seen: 0, still: { left: 0, word: "" } };
  const databases = new Set();

  function strike() {
    state.seen += 1;
    if (state.error === null || state.left > 1) {
      state.left -= 1;
      return;
    }
    const error = state.error;
    if (!state.goesOn) state.error = null;
    throw new DOMException("made to fail by a test", error);
  }

  /** Stands still where it was asked to, if a debugger is there. */
  function step(word) {
    const { still } = state;
    if (still.left === 0 || !word.startsWith(still.word)) return;
    still.left -= 1;
    if (still.left === 0) debugger;
  }

  function wrap(prototype, name, before) {
    const original = prototype[name];
    prototype[name] = function (...words) {
      before.call(this, words);
      return original.apply(this, words);
    };
  }

  for (const name of ["put", "add", "delete", "clear"]) {
    wrap(IDBObjectStore.prototype, name, function () {
      step(`${name} ${this.name}`);
      strike();
    });
  }
  wrap(IDBDatabase.prototype, "transaction", function ([, mode]) {
    databases.add(this);
    if (mode !== "readwrite") return;
    step("transaction");
    strike();
  });
  wrap(IDBDatabase.prototype, "createObjectStore", ([name]) => step(`create ${name}`));
  wrap(IDBTransaction.prototype, "commit", () => step("commit"));
  wrap(IDBFactory.prototype, "open", () => {
    if (state.isShut) throw new DOMException("made to fail by a test", "UnknownError");
  });

  window.storageFaults = {
    /** From the n-th write on: one fails, or all of them. */
    arm: (nth, error, goesOn) => Object.assign(state, { left: nth, error, goesOn, seen: 0 }),
    /** Everything works again. Answers how many writes there were. */
    disarm: () => (Object.assign(state, { error: null, goesOn: false, isShut: false }), state.seen),
    /** Stands still at the n-th step of a write from now on that begins with this word. */
    standAt: (nth, word = "") => (state.still = { left: nth, word }),
    /** The browser closes the connection, and opens no other one if it is shut for good. */
    close: (isShut) => {
      state.isShut = isShut;
      for (const database of databases) database.close();
      databases.clear();
    },
  };
}

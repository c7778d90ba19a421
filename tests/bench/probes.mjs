// What is watched inside the app's pages. `installProbes` runs before the app.

/** Notes moments of start-up and of saves, and offers to time a keystroke. */
export function installProbes() {
  const marks = (window.bench = { saves: [], wasmMs: null, readyMs: null, rowsMs: null, listsMs: null, syncedMs: null, tasks: [] });

  for (const name of ["instantiate", "instantiateStreaming"]) {
    const original = WebAssembly[name];
    WebAssembly[name] = async function (...words) {
      const made = await original.apply(this, words);
      marks.wasmMs ??= performance.now();
      return made;
    };
  }

  // A save is what a strict transaction writes after a press on the button.
  let pressedMs = null;
  addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-testid=save]")) pressedMs = performance.now();
  }, true);
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const made = transaction.call(this, stores, mode, options);
    const names = [stores].flat();
    if (mode === "readwrite" && names.length > 1 && pressedMs !== null) {
      const [pressed, began] = [pressedMs, performance.now()];
      pressedMs = null;
      made.addEventListener("complete", () => {
        const ended = performance.now();
        marks.saves.push({ press: ended - pressed, transaction: ended - began });
      });
    }
    return made;
  };

  const watch = () => {
    if (document.documentElement?.hasAttribute("data-ready")) marks.readyMs ??= performance.now();
    if (document.querySelector("[data-testid=customer-row]")) marks.rowsMs ??= performance.now();
    // Views say how much they hold once the index does.
    if (document.querySelector(".views .n")) marks.listsMs ??= performance.now();
    const sync = document.querySelector("[data-testid=sync-state]");
    if (sync?.dataset.state === "synced") marks.syncedMs ??= performance.now();
  };
  new MutationObserver(watch).observe(document, { subtree: true, childList: true, attributes: true });

  new PerformanceObserver((list) => marks.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });

  /** Presses a row of the list and waits until its card is painted. Milliseconds. */
  window.timeCard = (at) =>
    new Promise((resolve) => {
      const row = document.querySelectorAll("[data-testid=customer-row]")[at];
      const began = performance.now();
      const look = () => {
        const card = document.querySelector("[data-testid=customer-card]");
        if (card?.dataset.id !== row.dataset.id || !card.querySelector(".tl > li")) return requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - began);
        port2.postMessage(null);
      };
      row.click();
      requestAnimationFrame(look);
    });

  /** Types one letter into the search and waits until the rows are painted. Milliseconds. */
  window.timeKeystroke = (text) => timeInput("customer-search", text, new InputEvent("input", { bubbles: true }));

  /** Chooses a branch, or none by "", and waits until its customers are painted. Milliseconds, and how many they are. */
  window.timeBranch = async (id) => {
    const ms = await timeInput("field-branch", id, new Event("change", { bubbles: true }));
    const count = document.querySelector(".views [aria-pressed=true] .n").textContent;
    return { ms, count: Number(count.replace(/\D/g, "")) };
  };

  const timeInput = (testId, value, event) =>
    new Promise((resolve) => {
      const input = document.querySelector(`[data-testid=${testId}]`);
      const began = performance.now();
      input.value = value;
      input.dispatchEvent(event);
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // A message that is posted in a frame arrives after that frame has been painted.
        port1.onmessage = () => resolve(performance.now() - began);
        port2.postMessage(null);
      });
    });
}

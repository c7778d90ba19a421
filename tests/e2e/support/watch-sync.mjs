// Notes whenever the state of sync says that everything is sent while its own number says otherwise.

const KEY = "watched-sync";

/** Watches from the first moment of every page. Runs inside the page, before the app. */
export function installSyncWatch() {
  const KEY = "watched-sync";
  const said = () => {
    const box = document.querySelector("[data-testid=sync-state]");
    if (box?.dataset.state !== "synced" || box.dataset.pending === "0") return;
    const lies = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    sessionStorage.setItem(KEY, JSON.stringify([...lies, { ...box.dataset }]));
  };
  // A person sees what is drawn, not each attribute as it is set.
  const look = new MutationObserver(() => requestAnimationFrame(said));
  look.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-state", "data-pending"] });
}

/** What was noted in this tab. */
export function syncLies(page) {
  return page.evaluate((key) => JSON.parse(sessionStorage.getItem(key) ?? "[]"), KEY);
}

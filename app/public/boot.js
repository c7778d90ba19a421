// Runs before anything is drawn: the person's theme and language, then the policy
// that guards the page's markup and scripts, then the app itself.
(() => {
  const script = document.currentScript;

  function applyPreferences() {
    const root = document.documentElement;
    const theme = localStorage.getItem("relasi.theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    root.lang = localStorage.getItem("relasi.language") ?? "id";
  }

  // Leptos makes fixed parts of a page from markup known at build time. Nothing in
  // it runs, so whatever could run is refused, as is every script but our workers.
  function guardMarkup() {
    const ours = ["/sw.js", "/file-worker.js"];
    const active = /<\s*(?:script|iframe|object|embed|base|meta|link)\b|\son\w+\s*=|javascript:/i;
    globalThis.trustedTypes?.createPolicy("default", {
      createHTML: (markup) => (active.test(markup) ? null : markup),
      createScriptURL: (address) => (ours.includes(address) ? address : null),
    });
  }

  async function start() {
    const { default: init } = await import(script.dataset.js);
    await init({ module_or_path: script.dataset.wasm });
  }

  try {
    applyPreferences();
  } catch {
    // A browser that refuses storage still gets the page in its own theme.
  }
  guardMarkup();
  // The app mounts into the body, which does not exist before the document is read.
  document.addEventListener("DOMContentLoaded", start);
})();

// Reads files away from the page. The page's first message names the app's own module, which
// finds itself in a worker and answers from then on.
addEventListener("message", async ({ data: [script, wasm] }) => {
  const { default: init } = await import(script);
  await init({ module_or_path: wasm });
}, { once: true });

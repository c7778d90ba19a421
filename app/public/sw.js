// Keeps one whole build of the app on the device, so that it opens at any route with
// no network. app/hooks/finish.mjs puts `build` in front: its version, and each file
// with its digest. Nothing from /api/ is ever kept.
const CACHE = `relasi-${build.version}`;

self.addEventListener("install", (event) => event.waitUntil(keepBuild()));
self.addEventListener("activate", (event) => event.waitUntil(dropOlderBuilds()));

// A new build waits until the person agrees; the page asks for it by this message.
self.addEventListener("message", (event) => {
  if (event.data === "skip-waiting") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || pathname.startsWith("/api/")) return;
  const known = pathname in build.files;
  if (known || mode === "navigate") event.respondWith(answer(event.request, known ? pathname : "/"));
});

async function answer(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

// Files are kept one by one, so that a line cut half-way resumes where it stopped.
async function keepBuild() {
  const cache = await caches.open(CACHE);
  await Promise.all(Object.entries(build.files).map(([path, digest]) => keepFile(cache, path, digest)));
}

async function keepFile(cache, path, digest) {
  if (await cache.match(path)) return;
  const earlier = build.hashed.includes(path) ? await caches.match(path) : undefined;
  // The digest refuses a file of another build, should one be deployed just now.
  const answer = earlier ?? (await fetch(path, { cache: "no-cache", integrity: digest }));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  await cache.put(path, answer);
}

async function dropOlderBuilds() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

// IndexedDB without anything around it, for comparison. These functions run inside a page.

/** Writes rows one by one, a key each, in transactions of 1,000; then reads them. Milliseconds. */
export async function rowsByKey({ count, row }) {
  const database = await open("bench-rows");
  const began = performance.now();
  for (let from = 0; from < count; from += 1000) {
    const transaction = database.transaction("rows", "readwrite", { durability: "relaxed" });
    const store = transaction.objectStore("rows");
    for (let at = from; at < Math.min(count, from + 1000); at += 1) store.put(JSON.parse(row), at);
    await finished(transaction);
  }
  const written = performance.now();
  await settled(database.transaction("rows").objectStore("rows").getAll());
  const read = performance.now();
  await remove(database);
  return { write: written - began, read: read - written };

  function open(name) {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("rows");
    return settled(request);
  }
  function settled(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
  function finished(transaction) {
    return new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
  }
  async function remove(database) {
    database.close();
    await settled(indexedDB.deleteDatabase(database.name));
  }
}

/** One strict transaction that puts an outbox row and a meta row, as a save does. Milliseconds. */
export async function strictTransaction({ row }) {
  const request = indexedDB.open("bench-strict", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("rows");
  const database = await new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const bytes = new TextEncoder().encode(row);
  const began = performance.now();
  const transaction = database.transaction("rows", "readwrite", { durability: "strict" });
  const store = transaction.objectStore("rows");
  store.put(bytes, "outbox");
  store.put(bytes, "meta");
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const ended = performance.now();
  database.close();
  return ended - began;
}

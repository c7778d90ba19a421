// What lies in the browser's databases, opened with the keys that lie beside them.

/** Everything as one text. Runs inside the page. */
export async function storedText() {
  const texts = [];
  const decoder = new TextDecoder();
  for (const { name } of await indexedDB.databases()) {
    const keys = await keysOf(name.replace("relasi-", ""));
    const database = await settled(indexedDB.open(name));
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      const [places, rows] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
      for (const [at, row] of rows.entries()) texts.push(await opened(keys, `${table}/${places[at]}`, row));
    }
    database.close();
  }
  return texts.join("\n");

  function settled(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }
  async function keysOf(person) {
    const file = JSON.parse(localStorage.getItem(`relasi.keys.${person}`));
    const imported = Object.entries(file.keys).map(async ([number, digits]) => {
      const bytes = Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
      return [Number(number), await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["decrypt"])];
    });
    return new Map(await Promise.all(imported));
  }
  async function opened(keys, place, row) {
    if (!ArrayBuffer.isView(row)) return JSON.stringify(row);
    const how = { name: "AES-GCM", iv: row.slice(1, 13), additionalData: new TextEncoder().encode(place) };
    return decoder.decode(await crypto.subtle.decrypt(how, keys.get(row[0]), row.slice(13)));
  }
}

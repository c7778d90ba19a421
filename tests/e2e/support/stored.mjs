// What lies in the browser's databases, opened with the keys that lie beside them.

/** Runs work inside the page that is handed `storeTools`. */
export function withStore(page, work) {
  return page.evaluate(`(${work})((${storeTools})())`);
}

/** Everything as one text. */
export async function storedText({ openedTables }) {
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    const tables = await openedTables(name);
    for (const rows of Object.values(tables)) texts.push(...rows.values());
  }
  return texts.join("\n");
}

function storeTools() {
  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

  function settled(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  /** Rows by table and key, as they lie there. */
  async function tables(name) {
    const database = await settled(indexedDB.open(name));
    const found = {};
    for (const table of database.objectStoreNames) {
      const store = database.transaction(table).objectStore(table);
      const [places, rows] = await Promise.all([settled(store.getAllKeys()), settled(store.getAll())]);
      found[table] = new Map(places.map((place, at) => [place, rows[at]]));
    }
    database.close();
    return found;
  }

  /** The same as texts. */
  async function openedTables(name) {
    const keys = await keysOf(name);
    const found = await tables(name);
    for (const [table, rows] of Object.entries(found)) {
      for (const [place, row] of rows) rows.set(place, await opened(keys, `${table}/${place}`, row));
    }
    return found;
  }

  async function keysOf(name) {
    const file = JSON.parse(localStorage.getItem(`relasi.keys.${name.replace("relasi-", "")}`));
    const imported = Object.entries(file.keys).map(async ([number, digits]) => {
      const bytes = Uint8Array.from(digits.match(/../g), (pair) => parseInt(pair, 16));
      return [Number(number), await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["decrypt", "encrypt"])];
    });
    return new Map(await Promise.all(imported));
  }

  function cipher(place, iv) {
    return { name: "AES-GCM", iv, additionalData: encoder.encode(place) };
  }

  async function opened(keys, place, row) {
    if (!ArrayBuffer.isView(row)) return JSON.stringify(row);
    const how = cipher(place, row.slice(1, 13));
    return decoder.decode(await crypto.subtle.decrypt(how, keys.get(row[0]), row.slice(13)));
  }

  async function sealed(keys, place, text) {
    const number = Math.max(...keys.keys());
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = await crypto.subtle.encrypt(cipher(place, iv), keys.get(number), encoder.encode(text));
    return new Uint8Array([number, ...iv, ...new Uint8Array(bytes)]);
  }

  return { settled, tables, openedTables, keysOf, sealed };
}

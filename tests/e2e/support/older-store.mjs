// The database of a device as an older version of the app has left it.

/** Puts everything back into the older layout, with digests that nobody can use any more. For `withStore`. */
export async function makeOlder({ settled, tables, openedTables, keysOf, sealed }) {
  for (const { name } of await indexedDB.databases()) {
    const [keys, rows, texts] = [await keysOf(name), await tables(name), await openedTables(name)];
    for (const [number, heads] of texts.chunk) {
      const lines = withTexts(heads, texts.document.get(number));
      rows.chunk.set(number, await sealed(keys, `chunk/${number}`, lines));
    }
    rows.guard = new Map([["generation", [...rows.generation.keys()][0]]]);
    // Tables of later versions.
    for (const table of ["document", "front", "kept", "generation"]) delete rows[table];
    await settled(indexedDB.deleteDatabase(name));
    await write(name, rows);
  }

  function withTexts(heads, document) {
    const docs = new Map(linesOf(document).map((line) => [line.split("\t", 1)[0], line.split("\t").slice(2).join("\t")]));
    const lines = linesOf(heads).map((head) => {
      const [labels, id, version] = head.split("\t");
      if (!docs.has(id)) throw new Error(`no text of ${id}`);
      return [labels, id, version, 0, "usang", docs.get(id)].join("\t");
    });
    return `${lines.join("\n")}\n`;
  }

  function linesOf(text) {
    return text.trimEnd().split("\n");
  }

  async function write(name, rows) {
    const opening = indexedDB.open(name, 2);
    opening.onupgradeneeded = () => {
      for (const table of Object.keys(rows)) opening.result.createObjectStore(table);
    };
    const database = await settled(opening);
    const writing = database.transaction(Object.keys(rows), "readwrite");
    for (const [table, found] of Object.entries(rows)) {
      for (const [place, row] of found) writing.objectStore(table).put(row, place);
    }
    await new Promise((resolve) => (writing.oncomplete = resolve));
    database.close();
  }
}

/**
 * Gives words in the stored records their names of today, as if an app had pulled them that does not know
 * the names, and makes its digests those of an older version. For `withStore`, over `words`.
 */
export const withNewerWords = (words) => `async (tools) => (${rename})(tools, ${JSON.stringify(words)})`;

async function rename({ settled, openedTables, keysOf, sealed }, words) {
  const named = (text) => Object.entries(words).reduce((text, [old, now]) => text.replaceAll(`"${old}"`, `"${now}"`), text);
  // Feeds, id and version, then the version of the digest and the digest, and in rows the text.
  const aged = (line) => line.replace(/^((?:[^\t]*\t){3})[^\t]*\t[^\t]*/, "$10\tusang");
  const changes = { document: named, chunk: (text) => text.split("\n").map(aged).join("\n"), row: (text) => named(text.split("\n").map(aged).join("\n")) };
  for (const { name } of await indexedDB.databases()) {
    const [keys, texts] = [await keysOf(name), await openedTables(name)];
    const database = await settled(indexedDB.open(name));
    for (const [table, change] of Object.entries(changes)) {
      for (const [place, text] of texts[table]) {
        const row = await sealed(keys, `${table}/${place}`, change(text));
        await settled(database.transaction(table, "readwrite").objectStore(table).put(row, place));
      }
    }
    database.close();
  }
}

/** Version of the database and of its digests, and whether every chunk has its texts apart. For `withStore`. */
export async function layout({ openedTables }) {
  const found = [];
  for (const { name, version } of await indexedDB.databases()) {
    const { chunk, document = new Map() } = await openedTables(name);
    const lines = [...chunk.values()].join("").trimEnd().split("\n");
    const digests = [...new Set(lines.map((line) => line.split("\t")[3]))];
    found.push({ version, digests, areTextsApart: chunk.size === document.size });
  }
  return found;
}

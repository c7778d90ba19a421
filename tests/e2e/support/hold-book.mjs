// A device that is so slow that a person sees what is shown while the book is being read.

/** Runs inside the page, before the app: no chunk is opened until `window.heldBook.release()`. */
export function holdBook() {
  const gate = Promise.withResolvers();
  window.heldBook = { release: gate.resolve };
  const decrypt = SubtleCrypto.prototype.decrypt;
  SubtleCrypto.prototype.decrypt = async function (how, ...rest) {
    const place = new TextDecoder().decode(how.additionalData);
    if (place.startsWith("chunk/")) await gate.promise;
    return decrypt.call(this, how, ...rest);
  };
}

/** Whether what is to be shown first is of the state that lies on the device. For `withStore`. */
export async function isFrontKept({ openedTables }) {
  const [{ name }] = await indexedDB.databases();
  const { front, generation } = await openedTables(name);
  return front.get("front")?.split("\n", 1)[0] === [...generation.keys()].join();
}

// How peers without a protocol of their own pull and push.

/** Hands over pages after a cursor; the next one is fetched while one is stored. Answers the last cursor. */
export async function pull({ url, limit }, since, store) {
  let next = fetchPage(url, since, limit);
  for (;;) {
    const page = await next;
    if (page.more) next = fetchPage(url, page.cursor, limit);
    await store(page);
    if (!page.more) return page.cursor;
  }
}

/** One page after a cursor. */
export async function fetchPage(url, since, limit) {
  const answer = await fetch(`${url}/pull?since=${since}&limit=${limit}`);
  return answer.json();
}

/** Sends changes in one request and answers how many were taken. */
export async function push(url, changes) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${url}/push`, { method: "POST", headers, body: JSON.stringify({ changes }) });
  return (await answer.json()).taken;
}

/** A record with another note. */
export function edited(record, note) {
  return { ...record, v: record.v + 1, f: { ...record.f, note } };
}

/** Whether a customer's name, code or phones have these letters in them, which are small. */
export function matches({ f: { name, code, phones } }, letters) {
  if (name.toLowerCase().includes(letters) || code.toLowerCase().includes(letters)) return true;
  return Object.values(phones ?? {}).some(({ number }) => number.includes(letters));
}

// SQLite in a worker; rows cross as JSON, which is faster than cloning them.

const worker = new Worker("/file/sqlite-worker.js", { type: "module" });
const waiting = new Map();
let asked = 0;

worker.onmessage = ({ data: { number, answer, error } }) => {
  const { resolve, reject } = waiting.get(number);
  waiting.delete(number);
  if (error) reject(new Error(error));
  else resolve(answer);
};

/** Opens the database. */
export const open = () => ask("open");
/** Pulls everything. */
export const firstSync = (line) => ask("firstSync", line);
/** Pulls what is new. */
export const catchUp = (line) => ask("catchUp", line);
/** Saves an edit and what is to be sent of it. */
export const saveOne = ({ i }, note) => ask("saveOne", i, note);
/** Sends the outbox and empties it. */
export const push = ({ url }) => ask("push", url);
/** The first 50 of the list. */
export const firstRows = async () => JSON.parse(await ask("firstRows"));
/** All records of a branch. */
export const branchRows = async (branch) => JSON.parse(await ask("branchRows", branch));

/** How many records match, and the first 50 of them. */
export async function search(letters) {
  const { count, rows } = await ask("search", letters);
  return { count, rows: JSON.parse(rows) };
}

function ask(verb, ...words) {
  return new Promise((resolve, reject) => {
    asked += 1;
    waiting.set(asked, { resolve, reject });
    worker.postMessage({ number: asked, verb, words });
  });
}

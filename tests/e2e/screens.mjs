// Pictures of the screens, for people to look at: node tests/e2e/screens.mjs [failing import ...]
// Desktop, phone, dark, English, large text, long names, empty, failing. They go to target/screens.

import { prepare } from "./screens/camera.mjs";
import { photographEmpty } from "./screens/empty.mjs";
import { photographFailing } from "./screens/failing.mjs";
import { photographImport, photographOrderImport } from "./screens/import.mjs";
import { photographPeople } from "./screens/people.mjs";
import { photographQuestions } from "./screens/questions.mjs";

const SETS = {
  people: photographPeople,
  empty: photographEmpty,
  failing: photographFailing,
  import: photographImport,
  orders: photographOrderImport,
  questions: photographQuestions,
};

const wanted = process.argv.slice(2);
await prepare();
for (const [name, photograph] of Object.entries(SETS)) {
  if (wanted.length === 0 || wanted.includes(name)) await photograph();
}

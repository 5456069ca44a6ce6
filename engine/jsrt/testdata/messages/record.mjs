// Writes down what V8 says:  node record.mjs  (Node 20)
import { writeFileSync } from "node:fs";
import { cases } from "./cases.mjs";
const out = {};
for (const [name, run] of Object.entries(cases)) {
  try { await run(); out[name] = "nothing"; } catch (error) { out[name] = `${error.name}: ${error.message}`; }
}
writeFileSync(new URL("recorded.json", import.meta.url), `${JSON.stringify(out, null, 1)}\n`);

// Records what Node answers to cases.mjs and grid.mjs:  node testdata/record.mjs
import { writeFileSync } from "node:fs";
import cases from "./cases.mjs";
import grid from "./grid.mjs";

const out = {};
for (const [name, fn] of Object.entries(cases)) {
  try { out[name] = JSON.stringify(fn()); } catch (err) { out[name] = `throws ${err.name}`; }
}
writeFileSync(new URL("recorded.json", import.meta.url), `${JSON.stringify(out, null, 1)}\n`);
writeFileSync(new URL("grid.json", import.meta.url), `${JSON.stringify(grid, null, 0).replaceAll('","', '",\n"')}\n`);

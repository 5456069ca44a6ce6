// Records what the real Node answers to testdata/cases, for the Go tests to
// replay:  node testdata/record.mjs [NAME...]   (run it with Node 20)
import { readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.mjs";

const here = dirname(fileURLToPath(import.meta.url));
process.chdir(join(here, "files"));
const wanted = process.argv.slice(2);
for (const folder of ["cases", "names"]) {
  for (const file of readdirSync(join(here, folder))) {
    const name = file.replace(/\.mjs$/, "");
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const out = await run((await import(join(here, folder, file))).default);
    writeFileSync(join(here, "recorded", `${name}.json`), `${JSON.stringify(out, null, 1)}\n`);
    console.log(`${name}: ${Object.keys(out).length} cases`);
  }
}

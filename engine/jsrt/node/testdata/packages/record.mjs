// Records what the real Node answers to cases.txtar, with the packages that are
// installed in a folder:  node record.mjs FOLDER
// FOLDER holds node_modules (see install.sh); the answers go to recorded.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { run } from "../run.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2]);
const parts = readFileSync(join(here, "cases.txtar"), "utf8").split(/^-- (.+) --\n/m).slice(1);
const recorded = {};
mkdirSync(join(folder, "cases"), { recursive: true });
for (let i = 0; i < parts.length; i += 2) {
  const file = join(folder, "cases", parts[i]);
  writeFileSync(file, parts[i + 1]);
  try {
    recorded[parts[i]] = (await run({ it: (await import(pathToFileURL(file))).default })).it;
  } catch (err) { console.log(parts[i], err); }
  if (!recorded[parts[i]]?.startsWith('{"value"')) console.log(parts[i], recorded[parts[i]]);
}
writeFileSync(join(here, "recorded.json"), `${JSON.stringify(recorded, null, 1)}\n`);
process.exit(0);

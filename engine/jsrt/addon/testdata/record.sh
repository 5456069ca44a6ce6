#!/usr/bin/env bash
# Records what the real packages answer: record.sh FOLDER, where the folder has
# bcryptjs 3, bcrypt-ts 8, bcrypt 6, argon2 0.44 and @node-rs/argon2 2 installed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cp "$here/cases.mjs" "$1/cases.mjs"
cd "$1"
node -e '
  globalThis.packages = process.cwd() + "/node_modules/";
  import(process.cwd() + "/cases.mjs").then((m) => m.default()).then((out) => console.log(JSON.stringify(out, null, 1)));
' >"$here/recorded.json"
rm cases.mjs

#!/bin/sh
# Installs the packages of the proof into a folder, for
#   SIGNALBOX_PACKAGES=FOLDER go test -run TestPackages ./engine/jsrt/node
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cp "$here/package.json" "$1/package.json"
cd "$1"
npm install --no-audit --no-fund --ignore-scripts --legacy-peer-deps

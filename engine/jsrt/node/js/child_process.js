// node:child_process: importing works, starting a process does not.
import EventEmitter from "node:events";
import { classes, functions } from "signalbox:node/unavailable";

const why = "a handler cannot start processes";
const all = {
  ...functions("child_process", ["_forkChild", "exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"], why),
  ...classes("child_process", ["ChildProcess"], why, EventEmitter),
};
export default all;
export const { _forkChild, ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } = all;

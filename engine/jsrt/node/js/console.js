// node:console: the global console under its module name.
import { format } from "signalbox:node/format";

const { console } = globalThis;

// Console writes to given streams; without them it is the global one.
export function Console(stdout, stderr) {
  const options = stdout?.write ? { stdout, stderr } : stdout ?? {};
  const out = Object.create(console);
  const to = (stream) => (...args) => { stream.write(`${format(...args)}\n`); };
  if (options.stdout) for (const name of ["log", "info", "debug", "table", "dir"]) out[name] = to(options.stdout);
  const errors = options.stderr ?? options.stdout;
  if (errors) for (const name of ["error", "warn", "trace"]) out[name] = to(errors);
  return out;
}

export default console;
const bound = (name) => (...args) => console[name]?.(...args);
export const log = bound("log"), warn = bound("warn"), error = bound("error"), info = bound("info"), debug = bound("debug"), dir = bound("dir"),
  dirxml = bound("dirxml"), trace = bound("trace"), assert = bound("assert"), clear = bound("clear"), count = bound("count"), countReset = bound("countReset"),
  group = bound("group"), groupCollapsed = bound("groupCollapsed"), groupEnd = bound("groupEnd"), table = bound("table"), time = bound("time"),
  timeEnd = bound("timeEnd"), timeLog = bound("timeLog"), timeStamp = bound("timeStamp"), createTask = (name) => ({ name, run: (fn) => fn() }), context = () => console, profile = bound("profile"), profileEnd = bound("profileEnd");

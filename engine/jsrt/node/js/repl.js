// node:repl: there is no terminal to read from.
import { functions } from "signalbox:node/unavailable";

const all = { ...functions("repl", ["start", "REPLServer", "Recoverable"], "there is no terminal"), builtinModules: [] };
export default all;
export const { start, REPLServer, Recoverable, builtinModules } = all;

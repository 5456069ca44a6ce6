// node:inspector: there is none to open.
import EventEmitter from "node:events";
import { functions } from "signalbox:node/unavailable";

const all = {
  ...functions("inspector", ["open", "waitForDebugger"], "there is no debugger"), close() {}, url: () => undefined, console: globalThis.console,
  Session: class Session extends EventEmitter { connect() {} disconnect() {} post(method, params, done) { (typeof params === "function" ? params : done)?.(null, {}); } },
};
export default all;
export const { open, close, url, waitForDebugger, console, Session } = all;

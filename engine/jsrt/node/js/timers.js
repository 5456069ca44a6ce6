// node:timers: the global timers, and promises of them.
import promises from "node:timers/promises";
import { customPromisify } from "signalbox:node/symbols";

const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } = globalThis;
for (const [fn, promised] of [[setTimeout, promises.setTimeout], [setImmediate, promises.setImmediate]]) {
  if (!fn[customPromisify]) Object.defineProperty(fn, customPromisify, { value: promised, configurable: true, enumerable: true });
}
const enroll = () => {}, unenroll = () => {}, active = () => {}, _unrefActive = () => {};

export default { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval, _unrefActive, active, unenroll, enroll, promises };
export { setTimeout, clearTimeout, setImmediate, clearImmediate, setInterval, clearInterval, _unrefActive, active, unenroll, enroll, promises };

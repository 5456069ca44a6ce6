// node:vm: code runs in the one global there is; other contexts refuse.
import { functions } from "signalbox:node/unavailable";

class Script {
  #code;
  constructor(code) { this.#code = `${code}`; }
  runInThisContext() { return (0, eval)(this.#code); }
  runInContext() { return runInContext(); }
  runInNewContext() { return runInNewContext(); }
  createCachedData() { return new Uint8Array(); }
}
const { runInContext, runInNewContext, createContext, compileFunction, measureMemory } =
  functions("vm", ["runInContext", "runInNewContext", "createContext", "compileFunction", "measureMemory"], "there is one global object only");
const runInThisContext = (code) => new Script(code).runInThisContext(), createScript = (code) => new Script(code), isContext = () => false, constants = {};

export default { Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction, measureMemory, constants };
export { Script, createContext, createScript, runInContext, runInNewContext, runInThisContext, isContext, compileFunction, measureMemory, constants };

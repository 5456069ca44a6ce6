// The globals of Node that the web does not have: global, Buffer and process.
// Each loads its module at first use.
(function (host, internal) {
  "use strict";
  const lazy = (name, get, enumerable) => {
    Object.defineProperty(globalThis, name, {
      configurable: true, enumerable,
      get() {
        const value = get();
        Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
        return value;
      },
      set(value) { Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable }); },
    });
  };
  Object.defineProperty(globalThis, "global", { value: globalThis, writable: true, configurable: true, enumerable: true });
  lazy("Buffer", () => internal.importSync("node:buffer").Buffer, false);
  lazy("process", () => internal.importSync("node:process").default, false);
  lazy("AsyncLocalStorage", () => internal.importSync("node:async_hooks").AsyncLocalStorage, false); // Next's addition
  internal.builtinModule = (name) => {
    const bare = `${name}`.replace(/^node:/, "");
    return host.nodeKnown(bare) ? internal.importSync(`node:${bare}`).default : undefined;
  };
})

// node:async_hooks over the machine's own asynchronous context. The context is
// one value; stores of AsyncLocalStorage live in a Map in it that is never
// changed, only replaced.
import { internal } from "signalbox:internal";
import { check, invalidArgType } from "signalbox:node/errors";

const { context } = internal;
const storesKey = Symbol("async stores");

// withStore is the current context with one store changed. Whatever else the
// context carries (the request) stays.
function withStore(storage, store) {
  const now = context.get();
  const stores = new Map(now?.[storesKey]);
  stores.set(storage, store);
  return { ...now, [storesKey]: stores };
}

class AsyncLocalStorage {
  static bind(fn) { check.function(fn, "fn"); return context.wrap(fn); }
  static snapshot() { return context.snapshot(); }
  #enabled = true;
  getStore() {
    if (!this.#enabled) return undefined;
    return context.get()?.[storesKey]?.get(this);
  }
  run(store, callback, ...args) {
    this.#enabled = true;
    return context.run(withStore(this, store), callback, ...args);
  }
  exit(callback, ...args) { return context.run(withStore(this, undefined), callback, ...args); }
  enterWith(store) { this.#enabled = true; context.enter(withStore(this, store)); }
  disable() { this.#enabled = false; }
  _enable() { this.#enabled = true; }
}

let ids = 1;
class AsyncResource {
  #id = ++ids;
  #run = context.snapshot();
  constructor(type) {
    if (typeof type !== "string") throw invalidArgType("type", "string", type);
  }
  runInAsyncScope(fn, thisArg, ...args) { return this.#run(() => Reflect.apply(fn, thisArg, args)); }
  emitDestroy() { return this; }
  asyncId() { return this.#id; }
  triggerAsyncId() { return 1; }
  bind(fn) {
    check.function(fn, "fn");
    const resource = this;
    return Object.defineProperty(function (...args) { return resource.runInAsyncScope(fn, this, ...args); }, "length", { value: fn.length, configurable: true });
  }
  static bind(fn, type, thisArg) {
    const bound = new AsyncResource(type || fn.name || "bound-anonymous-fn").bind(fn);
    return thisArg === undefined ? bound : bound.bind(thisArg);
  }
}

// createHook has nothing to report: the engine does not tell.
const createHook = () => { const hook = { enable: () => hook, disable: () => hook }; return hook; };
const executionAsyncId = () => 1, triggerAsyncId = () => 0, executionAsyncResource = () => ({});
const asyncWrapProviders = Object.freeze({ __proto__: null, NONE: 0 });

export default { AsyncLocalStorage, createHook, executionAsyncId, triggerAsyncId, executionAsyncResource, asyncWrapProviders, AsyncResource };
export { AsyncLocalStorage, createHook, executionAsyncId, triggerAsyncId, executionAsyncResource, asyncWrapProviders, AsyncResource };

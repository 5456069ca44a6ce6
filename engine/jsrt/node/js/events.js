// node:events. Listeners live in one plain object per emitter, _events, a
// function or an array by name, because packages look there.
import { tick } from "signalbox:node/machine";
import { AbortError, check, invalidArgType, nodeError, outOfRange } from "signalbox:node/errors";
import { internal } from "signalbox:internal";

const inspect = (value, options) => internal.importSync("signalbox:node/inspect").inspect(value, options);

const errorMonitor = Symbol("events.errorMonitor");
const captureRejectionSymbol = Symbol.for("nodejs.rejection");
const kCapture = Symbol("kCapture");
const kWrapped = Symbol("kListenerOfOnce");

let defaultMax = 10;
let captureByDefault = false;

function EventEmitter(opts) { EventEmitter.init.call(this, opts); }

EventEmitter.init = function (opts) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners ||= undefined;
  if (opts?.captureRejections) {
    check.boolean(opts.captureRejections, "options.captureRejections");
    this[kCapture] = true;
  } else if (captureByDefault) this[kCapture] = true;
};

EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;
Object.defineProperty(EventEmitter.prototype, kCapture, { value: false, writable: true, enumerable: false });

function checkListener(listener) { check.function(listener, "listener"); }

function listOf(emitter, type) {
  const found = emitter._events?.[type];
  if (found === undefined) return [];
  return typeof found === "function" ? [found] : found;
}

function add(emitter, type, listener, first) {
  checkListener(listener);
  if (emitter._events === undefined) {
    emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined) {
    emitter.emit("newListener", type, listener.listener ?? listener);
  }
  const had = emitter._events[type];
  if (had === undefined) {
    emitter._events[type] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  if (typeof had === "function") emitter._events[type] = first ? [listener, had] : [had, listener];
  else if (first) had.unshift(listener);
  else had.push(listener);
  warnOfLeak(emitter, type, emitter._events[type]);
  return emitter;
}

function warnOfLeak(emitter, type, listeners) {
  const max = emitter.getMaxListeners();
  if (max <= 0 || listeners.length <= max || listeners.warned) return;
  listeners.warned = true;
  const warning = new Error(`Possible EventEmitter memory leak detected. ${listeners.length} ${String(type)} listeners added to ${inspect(emitter, { depth: -1 })}. MaxListeners is ${max}. Use emitter.setMaxListeners() to increase limit`);
  Object.assign(warning, { name: "MaxListenersExceededWarning", emitter, type, count: listeners.length });
  globalThis.process?.emitWarning?.(warning);
}

function onceWrapper(emitter, type, listener) {
  checkListener(listener);
  let fired = false;
  const wrapped = function (...args) {
    if (fired) return undefined;
    emitter.removeListener(type, wrapped);
    fired = true;
    return listener.apply(emitter, args);
  };
  wrapped.listener = listener;
  return wrapped;
}

function unhandled(er) {
  if (er instanceof Error) throw er;
  let shown;
  try { shown = inspect(er); } catch { shown = er; }
  throw nodeError(Error, "ERR_UNHANDLED_ERROR", `Unhandled error. (${shown})`, { context: er });
}

function watchRejection(emitter, result, type, args) {
  if (!emitter[kCapture] || result === null || typeof result !== "object" || typeof result.then !== "function") return;
  result.then(undefined, (err) => tick(() => {
    if (typeof emitter[captureRejectionSymbol] === "function") return emitter[captureRejectionSymbol](err, type, ...args);
    const was = emitter[kCapture];
    try { emitter[kCapture] = false; emitter.emit("error", err); } finally { emitter[kCapture] = was; }
  }));
}

const methods = {
  emit(type, ...args) {
    const events = this._events;
    if (type === "error") {
      if (events?.[errorMonitor] !== undefined) this.emit(errorMonitor, ...args);
      if (events?.error === undefined) unhandled(args[0]);
    }
    const handler = events?.[type];
    if (handler === undefined) return false;
    if (typeof handler === "function") {
      const result = handler.apply(this, args);
      if (result !== undefined && result !== null) watchRejection(this, result, type, args);
      return true;
    }
    for (const one of handler.slice()) {
      const result = one.apply(this, args);
      if (result !== undefined && result !== null) watchRejection(this, result, type, args);
    }
    return true;
  },
  addListener(type, listener) { return add(this, type, listener, false); },
  on(type, listener) { return add(this, type, listener, false); },
  prependListener(type, listener) { return add(this, type, listener, true); },
  once(type, listener) { return this.on(type, onceWrapper(this, type, listener)); },
  prependOnceListener(type, listener) { return this.prependListener(type, onceWrapper(this, type, listener)); },
  removeListener(type, listener) {
    checkListener(listener);
    const had = this._events?.[type];
    if (had === undefined) return this;
    if (had === listener || had.listener === listener) {
      this._eventsCount--;
      if (this._eventsCount === 0) this._events = Object.create(null);
      else delete this._events[type];
      if (this._events.removeListener || (had !== undefined && type === "removeListener")) this.emit("removeListener", type, had.listener ?? listener);
      return this;
    }
    if (typeof had === "function") return this;
    let at = had.length - 1;
    while (at >= 0 && had[at] !== listener && had[at].listener !== listener) at--;
    if (at < 0) return this;
    const rest = had.filter((_, i) => i !== at);
    if (had.warned) rest.warned = true;
    this._events[type] = rest.length === 1 ? rest[0] : rest;
    if (this._events.removeListener !== undefined) this.emit("removeListener", type, listener);
    return this;
  },
  removeAllListeners(type) {
    const events = this._events;
    if (events === undefined) return this;
    if (events.removeListener === undefined) {
      if (arguments.length === 0) { this._events = Object.create(null); this._eventsCount = 0; }
      else if (events[type] !== undefined) {
        if (--this._eventsCount === 0) this._events = Object.create(null);
        else delete events[type];
      }
      return this;
    }
    if (arguments.length === 0) {
      for (const key of Reflect.ownKeys(events)) if (key !== "removeListener") this.removeAllListeners(key);
      this.removeAllListeners("removeListener");
      this._events = Object.create(null);
      this._eventsCount = 0;
      return this;
    }
    for (const one of listOf(this, type).slice().reverse()) this.removeListener(type, one);
    return this;
  },
  setMaxListeners(n) {
    if (typeof n !== "number") throw invalidArgType("setMaxListeners", "number", n);
    if (n < 0 || Number.isNaN(n)) throw outOfRange("setMaxListeners", ">= 0", n);
    this._maxListeners = n;
    return this;
  },
  getMaxListeners() { return this._maxListeners ?? defaultMax; },
  listeners(type) { return listOf(this, type).map((l) => l.listener ?? l); },
  rawListeners(type) { return listOf(this, type).slice(); },
  listenerCount(type, listener) {
    const all = listOf(this, type);
    return listener == null ? all.length : all.filter((l) => l === listener || l.listener === listener).length;
  },
  eventNames() { return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : []; },
};
for (const [name, fn] of Object.entries(methods)) EventEmitter.prototype[name] = fn;
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;
EventEmitter.prototype.on = EventEmitter.prototype.addListener;

function isTarget(x) { return typeof x?.addEventListener === "function"; }
function invalidEmitter(emitter) { return invalidArgType("emitter", "EventEmitter", emitter); }

function subscribe(emitter, name, listener, flags) {
  if (typeof emitter?.on === "function") {
    if (flags?.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (isTarget(emitter)) emitter.addEventListener(name, listener, flags);
  else throw invalidEmitter(emitter);
}
function unsubscribe(emitter, name, listener) {
  if (typeof emitter?.removeListener === "function") emitter.removeListener(name, listener);
  else if (typeof emitter?.removeEventListener === "function") emitter.removeEventListener(name, listener);
  else throw invalidEmitter(emitter);
}

// once answers a promise of the next event's arguments.
function once(emitter, name, options = {}) {
  const signal = options?.signal;
  return new Promise((resolve, reject) => {
    check.abortSignal(signal, "options.signal");
    if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
    const done = () => {
      unsubscribe(emitter, name, onEvent);
      if (name !== "error" && typeof emitter.removeListener === "function") emitter.removeListener("error", onError);
      signal?.removeEventListener("abort", onAbort);
    };
    const onEvent = (...args) => { done(); resolve(args); };
    const onError = (err) => { done(); reject(err); };
    const onAbort = () => { done(); reject(new AbortError(undefined, { cause: signal.reason })); };
    subscribe(emitter, name, onEvent, { once: true });
    if (name !== "error" && typeof emitter.once === "function") emitter.once("error", onError);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

// on answers an async iterator over an event's arguments.
function on(emitter, name, options = {}) {
  const signal = options?.signal;
  check.abortSignal(signal, "options.signal");
  if (signal?.aborted) throw new AbortError(undefined, { cause: signal.reason });
  const events = [], waiting = [];
  let failure = null, finished = false;
  const onEvent = (...args) => {
    if (waiting.length > 0) waiting.shift().resolve({ value: args, done: false });
    else events.push(args);
  };
  const onError = (err) => {
    if (waiting.length > 0) waiting.shift().reject(err);
    else failure = err;
    iterator.return();
  };
  const onAbort = () => onError(new AbortError(undefined, { cause: signal.reason }));
  const onClose = () => iterator.return();
  const iterator = {
    next() {
      if (events.length > 0) return Promise.resolve({ value: events.shift(), done: false });
      if (failure) { const p = Promise.reject(failure); failure = null; return p; }
      if (finished) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      unsubscribe(emitter, name, onEvent);
      if (name !== "error" && typeof emitter.on === "function") emitter.removeListener("error", onError);
      for (const close of options.close ?? []) unsubscribe(emitter, close, onClose);
      signal?.removeEventListener("abort", onAbort);
      finished = true;
      for (const one of waiting.splice(0)) one.resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    },
    throw(err) {
      if (!(err instanceof Error)) throw invalidArgType("EventEmitter.AsyncIterator", "Error", err);
      onError(err);
    },
    [Symbol.asyncIterator]() { return this; },
  };
  subscribe(emitter, name, onEvent);
  if (name !== "error" && typeof emitter.on === "function") emitter.on("error", onError);
  for (const close of options.close ?? []) subscribe(emitter, close, onClose);
  signal?.addEventListener("abort", onAbort, { once: true });
  return iterator;
}

function getEventListeners(emitter, type) {
  if (typeof emitter?.listeners === "function") return emitter.listeners(type);
  if (isTarget(emitter)) return [];
  throw invalidArgType("emitter", ["EventEmitter", "EventTarget"], emitter);
}
function getMaxListeners(emitter) {
  if (typeof emitter?.getMaxListeners === "function") return emitter.getMaxListeners();
  if (isTarget(emitter)) return emitter[kWrapped] ?? defaultMax;
  throw invalidArgType("emitter", ["EventEmitter", "EventTarget"], emitter);
}
function setMaxListeners(n = defaultMax, ...targets) {
  check.number(n, "setMaxListeners", 0);
  if (targets.length === 0) { defaultMax = n; return; }
  for (const target of targets) {
    if (typeof target?.setMaxListeners === "function") target.setMaxListeners(n);
    else if (!isTarget(target)) throw invalidArgType("eventTargets", ["EventEmitter", "EventTarget"], target);
  }
}
function listenerCount(emitter, type) {
  if (typeof emitter.listenerCount === "function") return emitter.listenerCount(type);
  return methods.listenerCount.call(emitter, type);
}
function addAbortListener(signal, listener) {
  if (signal === undefined) throw invalidArgType("signal", "AbortSignal", signal);
  check.abortSignal(signal, "signal");
  check.function(listener, "listener");
  let remove;
  if (signal.aborted) queueMicrotask(() => listener());
  else {
    signal.addEventListener("abort", listener, { once: true });
    remove = () => signal.removeEventListener("abort", listener);
  }
  return { [Symbol.dispose ?? Symbol.for("nodejs.dispose")]() { remove?.(); } };
}

class EventEmitterAsyncResource extends EventEmitter {
  constructor(options) { super(typeof options === "string" ? undefined : options); }
  emitDestroy() {}
  get asyncId() { return 0; }
  get triggerAsyncId() { return 0; }
}

Object.defineProperties(EventEmitter, {
  defaultMaxListeners: {
    enumerable: true, configurable: true, get: () => defaultMax,
    set(n) {
      if (typeof n !== "number" || n < 0 || Number.isNaN(n)) throw outOfRange("defaultMaxListeners", "a non-negative number", n);
      defaultMax = n;
    },
  },
  captureRejections: { enumerable: true, get: () => captureByDefault, set(v) { check.boolean(v, "EventEmitter.captureRejections"); captureByDefault = v; } },
});
Object.assign(EventEmitter, {
  addAbortListener, once, on, getEventListeners, getMaxListeners, setMaxListeners, listenerCount, errorMonitor,
  captureRejectionSymbol, EventEmitter, EventEmitterAsyncResource, usingDomains: false,
});

export default EventEmitter;
export {
  EventEmitter, EventEmitterAsyncResource, addAbortListener, once, on, getEventListeners, getMaxListeners, setMaxListeners,
  listenerCount, errorMonitor, captureRejectionSymbol,
};
export const usingDomains = false;
export const defaultMaxListeners = 10;
export const captureRejections = false;
export const init = EventEmitter.init;

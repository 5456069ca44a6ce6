// The machine's own prelude. It runs before every library and sets up what
// belongs to the loop: timers, microtasks, the asynchronous context, errors.
(function (host, internal) {
  "use strict";
  const { defineProperty, setPrototypeOf } = Object;
  const apply = Reflect.apply;
  const define = (name, value) =>
    defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });

  // ---- Asynchronous context -------------------------------------------------
  // One immutable value is current at any time. Promise.prototype.then, timers
  // and queueMicrotask carry it into their callbacks. A native await does not
  // pass through then, so user code is compiled without async functions.
  let current;
  const nativeThen = Promise.prototype.then;
  const callThen = Function.prototype.call.bind(nativeThen);
  // plainThen is then without the context, for code that sets its own.
  internal.plainThen = callThen;
  const bind = (fn, ctx) =>
    function () {
      const saved = current;
      current = ctx;
      try {
        return apply(fn, this, arguments);
      } finally {
        current = saved;
      }
    };
  // Wrapped with one argument: what a promise reaction gets.
  const bind1 = (fn, ctx) => (value) => {
    const saved = current;
    current = ctx;
    try {
      return fn(value);
    } finally {
      current = saved;
    }
  };
  // A rejection handler sees the error as internal.caught words it.
  const bindRejected = (fn, ctx) => (error) => {
    const saved = current;
    current = ctx;
    try {
      return fn(internal.caught ? internal.caught(error) : error);
    } finally {
      current = saved;
    }
  };
  const then = {
    then(onFulfilled, onRejected) {
      if (current !== undefined) {
        if (typeof onFulfilled === "function") onFulfilled = bind1(onFulfilled, current);
        if (typeof onRejected === "function") onRejected = bindRejected(onRejected, current);
      }
      return callThen(this, onFulfilled, onRejected);
    },
  }.then;
  defineProperty(Promise.prototype, "then", { value: then, writable: true, configurable: true, enumerable: false });

  // lowered runs a function that the bundler has compiled from async to a
  // generator. It does what esbuild's own helper does, and carries the context
  // over each await without a wrapper per await.
  const PromiseCtor = Promise;
  const lowered = (self, args, generator) => {
    let run;
    let first;
    try {
      run = apply(generator, self, args === null ? none : args);
      first = run.next();
    } catch (error) {
      return PromiseCtor.reject(error);
    }
    return new PromiseCtor((resolve, reject) => {
      if (first.done) return resolve(first.value);
      const state = { run, ctx: current, resolve, reject, fulfilled: null, rejected: null };
      state.fulfilled = (value) => resume(state, value, false);
      state.rejected = (error) => resume(state, error, true);
      wait(state, first.value);
    });
  };
  const none = [];
  const resume = (state, value, failed) => {
    const saved = current;
    current = state.ctx;
    let step;
    try {
      step = failed ? state.run.throw(value) : state.run.next(value);
    } catch (error) {
      current = saved;
      return state.reject(error);
    }
    state.ctx = current;
    current = saved;
    if (step.done) state.resolve(step.value);
    else wait(state, step.value);
  };
  const wait = (state, value) => {
    let promise;
    try {
      promise = PromiseCtor.resolve(value);
    } catch (error) {
      return resume(state, error, true);
    }
    callThen(promise, state.fulfilled, state.rejected);
  };
  defineProperty(globalThis, Symbol.for("signalbox.async"), { value: lowered });
  // Packages reach for the intrinsics through an empty async function, and ask
  // what is an instance of them. The bundler leaves these natives in its place.
  defineProperty(globalThis, Symbol.for("signalbox.emptyAsync"), { value: async function () {} });
  defineProperty(globalThis, Symbol.for("signalbox.emptyAsyncGenerator"), { value: async function* () {} });

  // What Node has of explicit resource management, and the engine has not.
  for (const name of ["dispose", "asyncDispose"]) {
    if (Symbol[name] === undefined) defineProperty(Symbol, name, { value: Symbol("Symbol." + name) });
  }

  // require of a bundled file reaches here where the bundler knew no module: in a
  // try block, or with a name that is only known now. The glob is of an import or
  // a require with a name that is put together: the bundler lists what it can be.
  const notFound = (name) => Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
  const required = (name) => {
    const text = `${name}`;
    let found;
    try {
      found = internal.importSync(text.startsWith("node:") ? text : "node:" + text);
    } catch {
      throw notFound(text);
    }
    return "default" in found ? found.default : found;
  };
  required.resolve = (name) => name;
  required.cache = Object.create(null);
  defineProperty(globalThis, Symbol.for("signalbox.require"), { value: required });
  const endings = ["", ".tsx", ".ts", ".jsx", ".js", ".mjs", ".cjs", ".json", "/index.tsx", "/index.ts", "/index.jsx", "/index.js"];
  const glob = (modules) => (name) => {
    for (const ending of endings) {
      if (Object.hasOwn(modules, name + ending)) return modules[name + ending]();
    }
    throw notFound(name);
  };
  defineProperty(globalThis, Symbol.for("signalbox.glob"), { value: glob });

  internal.context = {
    get: () => current,
    run(value, fn, ...args) {
      const saved = current;
      current = value;
      try {
        return fn(...args);
      } finally {
        current = saved;
      }
    },
    enter(value) {
      current = value;
    },
    wrap: (fn) => bind(fn, current),
    snapshot() {
      const ctx = current;
      return (fn, ...args) => internal.context.run(ctx, fn, ...args);
    },
  };

  // ---- Errors -----------------------------------------------------------------
  const natives = { Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError };
  internal.makeError = (name, message, code) => {
    let error;
    if (Object.hasOwn(natives, name)) error = new natives[name](message);
    else if (name && internal.DOMException) error = new internal.DOMException(message, name);
    else {
      error = new Error(message);
      if (name) defineProperty(error, "name", { value: name, writable: true, configurable: true });
    }
    if (code) defineProperty(error, "code", { value: code, writable: true, configurable: true, enumerable: true });
    return error;
  };
  const uncaught = (error) => {
    if (internal.onUncaught) internal.onUncaught(error);
    else host.vmReport("uncaught", String((error && error.stack) || error));
  };

  // ---- Ticks and microtasks -----------------------------------------------------
  let ticks = [];
  internal.nextTick = (fn, ...args) => {
    if (ticks.length === 0) host.vmTicks();
    ticks.push({ fn, args, ctx: current });
  };
  internal.runTicks = () => {
    const list = ticks;
    ticks = [];
    for (const { fn, args, ctx } of list) {
      current = ctx;
      try {
        fn(...args);
      } catch (error) {
        uncaught(error);
      }
    }
    current = undefined;
  };
  const resolved = Promise.resolve();
  define("queueMicrotask", function queueMicrotask(callback) {
    if (typeof callback !== "function") {
      throw internal.makeError("TypeError", 'The "callback" argument must be of type function. Received ' + (callback === null ? "null" : typeof callback), "ERR_INVALID_ARG_TYPE");
    }
    const ctx = current;
    apply(nativeThen, resolved, [
      () => {
        const saved = current;
        current = ctx;
        try {
          callback();
        } catch (error) {
          uncaught(error);
        } finally {
          current = saved;
        }
      },
    ]);
  });

  // ---- Timers -------------------------------------------------------------------
  const timers = new Map();
  class Timeout {
    #id;
    constructor(id) {
      this.#id = id;
    }
    ref() {
      return this;
    }
    unref() {
      return this;
    }
    hasRef() {
      return true;
    }
    refresh() {
      const t = timers.get(this.#id);
      if (t) host.vmTimerAgain(this.#id, t.ms);
      return this;
    }
    close() {
      clear(this.#id);
      return this;
    }
    [Symbol.toPrimitive]() {
      return this.#id;
    }
    [Symbol.for("signalbox.timer")]() {
      return this.#id;
    }
    [Symbol.dispose]() {
      clear(this.#id);
    }
  }
  class Immediate {
    #id;
    constructor(id) {
      this.#id = id;
    }
    ref() {
      return this;
    }
    unref() {
      return this;
    }
    hasRef() {
      return true;
    }
    [Symbol.for("signalbox.timer")]() {
      return this.#id;
    }
    [Symbol.dispose]() {
      clear(this.#id);
    }
  }
  const idOf = (handle) => {
    if (typeof handle === "number") return handle;
    if (typeof handle === "string") return Number(handle);
    const f = handle === null || handle === undefined ? undefined : handle[Symbol.for("signalbox.timer")];
    return typeof f === "function" ? apply(f, handle, []) : undefined;
  };
  const clear = (id) => {
    if (timers.delete(id)) host.vmTimerStop(id);
  };
  const received = (value) => {
    if (value === null || value === undefined) return String(value);
    if (typeof value === "object") return `an instance of ${value.constructor?.name ?? "Object"}`;
    const text = typeof value === "string" ? `'${value.length > 28 ? value.slice(0, 25) + "..." : value}'` : `${String(value)}${typeof value === "bigint" ? "n" : ""}`;
    return `type ${typeof value} (${text})`;
  };
  const start = (name, kind, fn, ms, args) => {
    if (typeof fn !== "function") {
      throw internal.makeError("TypeError", 'The "callback" argument must be of type function. Received ' + received(fn), "ERR_INVALID_ARG_TYPE");
    }
    ms = Number(ms);
    if (!(ms >= 1 && ms <= 2147483647)) ms = 1;
    ms = Math.trunc(ms);
    const id = host.vmTimerStart(kind === 2 ? -1 : ms);
    timers.set(id, { fn, args, ms, ctx: current, repeat: kind === 1 });
    return id;
  };
  internal.fireTimer = (id) => {
    const t = timers.get(id);
    if (t === undefined) return;
    if (!t.repeat) timers.delete(id);
    current = t.ctx;
    try {
      t.fn(...t.args);
    } catch (error) {
      uncaught(error);
    } finally {
      current = undefined;
    }
    if (t.repeat && timers.has(id)) host.vmTimerAgain(id, t.ms);
  };
  define("setTimeout", function setTimeout(callback, delay, ...args) {
    return new Timeout(start("setTimeout", 0, callback, delay, args));
  });
  define("setInterval", function setInterval(callback, delay, ...args) {
    return new Timeout(start("setInterval", 1, callback, delay, args));
  });
  define("setImmediate", function setImmediate(callback, ...args) {
    return new Immediate(start("setImmediate", 2, callback, 0, args));
  });
  // util.promisify of a timer is the timer of timers/promises.
  const promised = (name) =>
    defineProperty(globalThis[name], Symbol.for("nodejs.util.promisify.custom"), {
      configurable: true, enumerable: true, get: () => internal.importSync("node:timers/promises")[name],
    });
  promised("setTimeout");
  promised("setImmediate");
  for (const name of ["clearTimeout", "clearInterval", "clearImmediate"]) {
    define(name, { [name](handle) { clear(idOf(handle)); } }[name]);
  }

  // ---- Modules ------------------------------------------------------------------
  // evalModule imports a module and answers the JSON of its default export: of
  // what it resolves to, or of what it returns where it is a function.
  internal.evalModule = (name, id) => {
    const settle = async () => {
      let value = (await import(name)).default;
      if (typeof value === "function") value = value();
      return JSON.stringify(await value);
    };
    settle().then(
      (json) => host.vmSettle(id, true, json),
      (error) => host.vmSettle(id, false, ...internal.describe(error)),
    );
  };
  // An error of a hundred megabytes must not be copied from place to place.
  const longest = 200_000;
  const brief = (text) => (text.length > longest ? `${text.slice(0, longest)}… (cut: ${text.length} characters)` : text);
  // describe reads an error without trusting it: name, message, stack, code.
  internal.describe = (error) => {
    const text = (get) => {
      try {
        const v = get();
        return v === undefined || v === null ? "" : brief(String(v));
      } catch {
        return "";
      }
    };
    internal.caught?.(error);
    if (error === null || typeof error !== "object") return ["", text(() => error) || String(error), "", ""];
    return [text(() => error.name), text(() => error.message), text(() => error.stack), text(() => error.code)];
  };
})

// node:diagnostics_channel
import { check, invalidArgType } from "signalbox:node/errors";

const channels = new Map();

export class Channel {
  #subscribers = [];
  #stores = new Map();
  constructor(name) { this.name = name; }
  get hasSubscribers() { return this.#subscribers.length > 0 || this.#stores.size > 0; }
  subscribe(fn) { check.function(fn, "subscription"); this.#subscribers = [...this.#subscribers, fn]; }
  unsubscribe(fn) {
    const at = this.#subscribers.indexOf(fn);
    if (at === -1) return false;
    this.#subscribers = this.#subscribers.filter((_, i) => i !== at);
    return true;
  }
  bindStore(store, transform) { this.#stores.set(store, transform); }
  unbindStore(store) { return this.#stores.delete(store); }
  publish(message) {
    for (const fn of this.#subscribers) {
      try { fn(message, this.name); } catch (err) { globalThis.queueMicrotask(() => { throw err; }); }
    }
  }
  runStores(message, fn, thisArg, ...args) {
    let run = () => { this.publish(message); return Reflect.apply(fn, thisArg, args); };
    for (const [store, transform] of this.#stores) {
      const next = run;
      run = () => store.run(transform ? transform(message) : message, next);
    }
    return run();
  }
}

export function channel(name) {
  if (typeof name !== "string" && typeof name !== "symbol") throw invalidArgType("channel", ["string", "symbol"], name);
  if (!channels.has(name)) channels.set(name, new Channel(name));
  return channels.get(name);
}
export const subscribe = (name, fn) => channel(name).subscribe(fn);
export const unsubscribe = (name, fn) => channel(name).unsubscribe(fn);
export const hasSubscribers = (name) => channels.get(name)?.hasSubscribers ?? false;

const events = ["start", "end", "asyncStart", "asyncEnd", "error"];
class TracingChannel {
  constructor(given) { for (const e of events) this[e] = typeof given === "string" ? channel(`tracing:${given}:${e}`) : given[e]; }
  get hasSubscribers() { return events.some((e) => this[e]?.hasSubscribers); }
  subscribe(handlers) { for (const e of events) if (handlers[e]) this[e].subscribe(handlers[e]); }
  unsubscribe(handlers) { return events.every((e) => !handlers[e] || this[e].unsubscribe(handlers[e])); }
  traceSync(fn, context = {}, thisArg, ...args) {
    return this.start.runStores(context, () => {
      try {
        context.result = Reflect.apply(fn, thisArg, args);
        return context.result;
      } catch (err) {
        context.error = err;
        this.error.publish(context);
        throw err;
      } finally { this.end.publish(context); }
    });
  }
  tracePromise(fn, context = {}, thisArg, ...args) {
    const settle = (key, value) => {
      context[key] = value;
      if (key === "error") this.error.publish(context);
      this.asyncStart.publish(context);
      this.asyncEnd.publish(context);
    };
    return this.start.runStores(context, () => {
      try {
        return Promise.resolve(Reflect.apply(fn, thisArg, args)).then((v) => { settle("result", v); return v; }, (err) => { settle("error", err); throw err; });
      } catch (err) {
        context.error = err;
        this.error.publish(context);
        throw err;
      } finally { this.end.publish(context); }
    });
  }
  traceCallback(fn, position = -1, context = {}, thisArg, ...args) {
    const done = args.at(position);
    check.function(done, "callback");
    args.splice(position, 1, (err, result) => {
      if (err) { context.error = err; this.error.publish(context); } else context.result = result;
      this.asyncStart.runStores(context, () => { try { Reflect.apply(done, thisArg, [err, result]); } finally { this.asyncEnd.publish(context); } });
    });
    return this.traceSync(fn, context, thisArg, ...args);
  }
}
export const tracingChannel = (given) => new TracingChannel(given);

export default { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, Channel };

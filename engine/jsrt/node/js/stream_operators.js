// The methods of Readable that work like those of arrays: map, filter, toArray.
import { AbortError, check, invalidArgType, nodeError, outOfRange } from "signalbox:node/errors";
import { abortWith, Readable } from "signalbox:node/stream_readable";
import { compose } from "signalbox:node/stream_pipeline";

function checkArgs(fn, options) {
  if (typeof fn !== "function") throw invalidArgType("fn", ["Function", "AsyncFunction"], fn);
  if (options != null) check.object(options, "options");
  check.abortSignal(options?.signal, "options.signal");
}

function aborted(signal) { return new AbortError(undefined, { cause: signal.reason }); }

// mapped runs fn over the stream with at most `concurrency` at once, in order.
async function* mapped(stream, fn, options) {
  const signal = options?.signal;
  const concurrency = Math.max(1, Math.floor(options?.concurrency ?? 1));
  const own = new AbortController();
  const pending = [];
  for await (const chunk of stream) {
    if (signal?.aborted) throw aborted(signal);
    pending.push(Promise.resolve().then(() => fn(chunk, { signal: own.signal })));
    pending.at(-1).catch(() => {});
    if (pending.length >= concurrency) yield await pending.shift();
  }
  while (pending.length > 0) yield await pending.shift();
}

function toCount(number) {
  number = Number(number);
  if (Number.isNaN(number)) return 0;
  if (number < 0) throw outOfRange("number", ">= 0", number);
  return number;
}

const streams = {
  map(fn, options) { checkArgs(fn, options); return mapped(this, fn, options); },
  async *filter(fn, options) {
    for await (const [keep, chunk] of mapped(this, async (c, o) => [await fn(c, o), c], options)) if (keep) yield chunk;
  },
  async *flatMap(fn, options) { for await (const part of mapped(this, fn, options)) yield* part; },
  async *drop(number, options) {
    for await (const chunk of this) {
      if (options?.signal?.aborted) throw aborted(options.signal);
      if (number-- <= 0) yield chunk;
    }
  },
  async *take(number, options) {
    if (number <= 0) return;
    for await (const chunk of this) {
      if (options?.signal?.aborted) throw aborted(options.signal);
      yield chunk;
      if (--number <= 0) return;
    }
  },
  async *asIndexedPairs() { let i = 0; for await (const chunk of this) yield [i++, chunk]; },
};

for (const [name, make] of Object.entries(streams)) {
  Readable.prototype[name] = function (arg, options) {
    if (name === "drop" || name === "take") arg = toCount(arg);
    else if (name !== "asIndexedPairs") checkArgs(arg, options);
    return Readable.from(Reflect.apply(make, this, [arg, options]));
  };
}

const values = {
  async forEach(fn, options) { checkArgs(fn, options); for await (const _ of mapped(this, fn, options)); },
  async toArray(options) {
    const out = [];
    for await (const chunk of this) {
      if (options?.signal?.aborted) throw aborted(options.signal);
      out.push(chunk);
    }
    return out;
  },
  async some(fn, options) {
    checkArgs(fn, options);
    for await (const yes of mapped(this, fn, options)) if (yes) return true;
    return false;
  },
  async every(fn, options) {
    checkArgs(fn, options);
    for await (const yes of mapped(this, fn, options)) if (!yes) return false;
    return true;
  },
  async find(fn, options) {
    checkArgs(fn, options);
    for await (const [yes, chunk] of mapped(this, async (c, o) => [await fn(c, o), c], options)) if (yes) return chunk;
    return undefined;
  },
  async reduce(fn, initial, options) {
    checkArgs(fn, options);
    let has = arguments.length > 1, value = initial;
    for await (const chunk of this) {
      if (options?.signal?.aborted) throw aborted(options.signal);
      if (has) value = await fn(value, chunk, { signal: options?.signal });
      else { has = true; value = chunk; }
    }
    if (!has) throw nodeError(TypeError, "ERR_MISSING_ARGS", "Reduce of an empty stream requires an initial value");
    return value;
  },
};
for (const [name, fn] of Object.entries(values)) Readable.prototype[name] = fn;
Readable.prototype.compose = function (stream, options) {
  const out = compose(this, stream);
  if (options?.signal) abortWith(options.signal, out);
  return out;
};

// The last prelude: globals that load their part at first use, and the small
// things of the language that Node has and the engine lacks.
(function (host, internal) {
  'use strict';
  const { lazy, define, code } = internal;

  internal.setTimeout ??= globalThis.setTimeout;
  internal.now = () => host.perfNow();
  internal.quoted = (v) => (typeof v === 'string' ? `"${v}"` : typeof v === 'symbol' ? v.toString() : `${v}`);

  internal.deferGlobals('domexception', ['DOMException']);
  internal.deferGlobals('event', ['Event', 'EventTarget', 'CustomEvent', 'AbortSignal', 'AbortController']);
  internal.defer('event', ['eventHandler', 'abortSignal', 'addAbortAlgorithm', 'removeAbortAlgorithm', 'dependentSignal', 'newSignal', 'releaseSignal', 'fireEvent', 'listenersChanged']);
  internal.deferGlobals('url', ['URL', 'URLSearchParams']);
  internal.defer('url', ['parseURL', 'parseHere', 'parseForm', 'serializeForm', 'paramsList', 'urlPart']);
  internal.deferGlobals('encoding', ['TextEncoder', 'TextDecoder']);
  internal.deferGlobals('encoding', ['atob', 'btoa'], true);
  internal.defer('encoding', ['utf8', 'text']);
  internal.deferGlobals('blob', ['Blob', 'File']);
  internal.defer('blob', ['createObjectURL', 'revokeObjectURL', 'blobFromURL', 'blobState', 'fileState', 'blobBytes', 'blobOf', 'textKeepBOM']);
  internal.deferGlobals('formdata', ['FormData']);
  internal.defer('formdata', ['encodeForm', 'decodeForm']);
  internal.deferGlobals('console', ['console']);
  internal.defer('console', ['inspect', 'format']);
  lazy('streams', [
    'ReadableStream', 'ReadableStreamDefaultReader', 'ReadableStreamBYOBReader', 'ReadableStreamBYOBRequest',
    'ReadableByteStreamController', 'ReadableStreamDefaultController', 'WritableStream', 'WritableStreamDefaultWriter',
    'WritableStreamDefaultController', 'TransformStream', 'TransformStreamDefaultController',
    'ByteLengthQueuingStrategy', 'CountQueuingStrategy', 'TextEncoderStream', 'TextDecoderStream',
    'CompressionStream', 'DecompressionStream',
  ]);
  lazy('clone', ['structuredClone'], true);
  lazy('crypto', ['crypto'], true);
  lazy('crypto', ['Crypto', 'CryptoKey', 'SubtleCrypto']);
  lazy('fetch', ['fetch'], true);
  lazy('performance', ['performance'], true);
  lazy('performance', ['Performance', 'PerformanceEntry', 'PerformanceMark', 'PerformanceMeasure', 'PerformanceObserver', 'PerformanceObserverEntryList', 'PerformanceResourceTiming']);
  lazy('messaging', ['MessageChannel', 'MessagePort', 'MessageEvent', 'BroadcastChannel']);
  lazy('websocket', ['WebSocket']);
  lazy('urlpattern', ['URLPattern']);
  lazy('wasm', ['WebAssembly']);

  // JSON.parse words its errors as V8 does.
  const nativeParse = JSON.parse;
  const nativeStringify = JSON.stringify;
  internal.defer('json', ['jsonFault', 'jsonCircle']);
  const words = {
    parse(text, reviver) {
      const s = typeof text === 'string' ? text : `${text}`;
      try {
        return reviver === undefined ? nativeParse(s) : nativeParse(s, reviver);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        const better = internal.jsonFault(s);
        throw better === null ? error : new SyntaxError(better);
      }
    },
    stringify(value, replacer, space) {
      try {
        return nativeStringify(value, replacer, space);
      } catch (error) {
        if (!(error instanceof TypeError) || !/circular/i.test(error.message)) throw error;
        const better = internal.jsonCircle(value);
        throw better === null ? error : new TypeError(better);
      }
    },
  };
  const { parse } = words;
  for (const name of ['parse', 'stringify']) {
    Object.defineProperty(JSON, name, { value: words[name], writable: true, configurable: true, enumerable: false });
  }
  internal.parseJSON = parse;

  // An exception that nobody can catch: of an event listener, of a microtask.
  internal.reportException = (error) => {
    if (internal.onUncaught) internal.onUncaught(error);
    else internal.consoleError('Uncaught', error);
  };
  internal.consoleError = (...values) => globalThis.console.error(...values);

  // A target that a WeakRef was made of lives on for a while, as it does until
  // V8 collects: the engine counts references and would drop it at once.
  const Weak = WeakRef;
  const lately = new Array(512);
  let next = 0;
  const Kept = function WeakRef(target) {
    if (new.target === undefined) throw new TypeError("Constructor WeakRef requires 'new'");
    if (!internal.isObject(target) && typeof target !== 'symbol') throw new TypeError('WeakRef: target must be an object');
    lately[next++ % lately.length] = target;
    return Reflect.construct(Weak, [target], new.target);
  };
  Kept.prototype = Weak.prototype;
  Object.defineProperty(Kept, 'prototype', { writable: false });
  Object.defineProperty(Weak.prototype, 'constructor', { value: Kept, writable: true, configurable: true, enumerable: false });
  define('WeakRef', Kept);

  // Error.stack gets its first line, as in V8; Error.captureStackTrace and
  // stackTraceLimit exist.
  const header = (error) => {
    const name = error.name === undefined ? 'Error' : `${error.name}`;
    const message = error.message === undefined ? '' : `${error.message}`;
    return message === '' ? name : name === '' ? message : `${name}: ${message}`;
  };
  internal.errorHeader = header;
  if (!('captureStackTrace' in Error)) {
    define.call(null, 'Error', Error);
    Object.defineProperty(Error, 'captureStackTrace', {
      writable: true,
      configurable: true,
      value: function captureStackTrace(target, constructorOpt = undefined) {
        const frames = String(new Error().stack ?? '').split('\n').slice(1);
        let head = 'Error';
        try {
          head = header(target);
        } catch {
          // The target decides nothing here: a getter that throws leaves the plain word.
        }
        if (typeof constructorOpt === 'function' && constructorOpt.name) {
          const at = frames.findIndex((f) => f.trimStart().startsWith(`at ${constructorOpt.name} `));
          if (at >= 0) frames.splice(0, at + 1);
        }
        Object.defineProperty(target, 'stack', { value: `${head}\n${frames.join('\n')}`.trimEnd(), writable: true, configurable: true });
      },
    });
  }
  if (!('stackTraceLimit' in Error)) Error.stackTraceLimit = 10;

  // V8 names the time zone behind a date: "GMT+0000 (Coordinated Universal Time)".
  const zone = (date, text) => (date.getTimezoneOffset() === 0 && text.endsWith('GMT+0000') ? `${text} (Coordinated Universal Time)` : text);
  for (const name of ['toString', 'toTimeString']) {
    const native = Date.prototype[name];
    const named = { [name]() { return zone(this, native.call(this)); } }[name];
    Object.defineProperty(Date.prototype, name, { value: named, writable: true, configurable: true, enumerable: false });
  }

  if (!Array.fromAsync) {
    const fromAsync = async function fromAsync(items, mapper = undefined, thisArg = undefined) {
      if (mapper !== undefined && typeof mapper !== 'function') throw new TypeError(`${String(mapper)} is not a function`);
      const C = typeof this === 'function' && this !== Array ? this : Array;
      const out = new C();
      let i = 0;
      const add = async (v) => {
        if (mapper) v = await mapper.call(thisArg, v, i);
        Object.defineProperty(out, i++, { value: v, writable: true, enumerable: true, configurable: true });
      };
      if (items[Symbol.asyncIterator] !== undefined && items[Symbol.asyncIterator] !== null) {
        for await (const v of items) await add(v);
      } else if (items[Symbol.iterator] !== undefined && items[Symbol.iterator] !== null) {
        for (const v of items) await add(await v);
      } else {
        for (let k = 0; k < items.length; k++) await add(await items[k]);
      }
      out.length = i;
      return out;
    };
    Object.defineProperty(fromAsync, 'length', { value: 1, configurable: true });
    Object.defineProperty(Array, 'fromAsync', { value: fromAsync, writable: true, configurable: true, enumerable: false });
  }
  if (typeof Iterator === 'function' && !Iterator.from) {
    const wrapProto = Object.create(Iterator.prototype, {
      next: { value() { return this.inner.next(); }, writable: true, configurable: true },
      return: { value() { return this.inner.return?.() ?? { value: undefined, done: true }; }, writable: true, configurable: true },
    });
    Object.defineProperty(Iterator, 'from', {
      writable: true,
      configurable: true,
      value: function from(value) {
        const method = value[Symbol.iterator];
        const it = typeof method === 'function' ? method.call(value) : value;
        if (it instanceof Iterator) return it;
        return Object.create(wrapProto, { inner: { value: it } });
      },
    });
  }
  if (!Object.groupBy || !Map.groupBy) {
    const group = (items, callback, add) => {
      let i = 0;
      for (const item of items) add(callback(item, i++), item);
    };
    const groupBy = (Class, make) => Object.defineProperty(Class, 'groupBy', { value: make, writable: true, configurable: true });
    if (!Object.groupBy) {
      groupBy(Object, function groupBy(items, callback) {
        const out = Object.create(null);
        group(items, callback, (key, item) => { (out[key] ??= []).push(item); });
        return out;
      });
    }
    if (!Map.groupBy) {
      groupBy(Map, function groupBy(items, callback) {
        const out = new Map();
        group(items, callback, (key, item) => { if (out.has(key)) out.get(key).push(item); else out.set(key, [item]); });
        return out;
      });
    }
  }
})

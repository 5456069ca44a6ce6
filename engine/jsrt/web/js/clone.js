// structuredClone (https://html.spec.whatwg.org/multipage/structured-data.html).
(function (host, internal) {
  'use strict';
  const { code, isObject, isArrayBuffer, isSharedBuffer } = internal;
  const fail = (what) => new internal.DOMException(`${what} could not be cloned.`, 'DataCloneError');
  const word = (v) => {
    if (typeof v === 'function') return Function.prototype.toString.call(v);
    if (typeof v === 'symbol') return v.toString();
    const name = v.constructor?.name;
    return name ? `#<${name}>` : '#<Object>';
  };
  const tries = (fn) => {
    try { fn(); return true; } catch { return false; }
  };
  // The class of an exotic object by its internal slots, which no user code can fake.
  const mapSize = Object.getOwnPropertyDescriptor(Map.prototype, 'size').get;
  const setSize = Object.getOwnPropertyDescriptor(Set.prototype, 'size').get;
  const regSource = Object.getOwnPropertyDescriptor(RegExp.prototype, 'flags').get;
  const isMap = (v) => tries(() => mapSize.call(v));
  const isSet = (v) => tries(() => setSize.call(v));
  const isDate = (v) => tries(() => Date.prototype.getTime.call(v));
  const kindOf = (v) => Object.prototype.toString.call(v).slice(8, -1);
  const isRegExp = (v) => v instanceof RegExp && v !== RegExp.prototype && tries(() => RegExp.prototype.exec.call(v, ''));
  const refused = [Promise, WeakMap, WeakSet, WeakRef];
  const errors = { Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError };
  const resizable = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'resizable')?.get;

  const primitive = (v) => {
    for (const [Class, tag] of [[Boolean, 'Boolean'], [Number, 'Number'], [String, 'String'], [BigInt, 'BigInt']]) {
      if (tries(() => Class.prototype.valueOf.call(v))) return Object(Class.prototype.valueOf.call(v));
    }
    if (tries(() => Symbol.prototype.valueOf.call(v))) throw fail('Object(Symbol)');
    return null;
  };

  const clone = (value, seen) => {
    if (!isObject(value)) {
      if (typeof value === 'symbol') throw fail(word(value));
      return value;
    }
    if (seen.has(value)) return seen.get(value);
    if (typeof value === 'function') throw fail(word(value));
    const keep = (copy) => {
      seen.set(value, copy);
      return copy;
    };
    if (Array.isArray(value)) return properties(value, keep(new Array(value.length)), seen);
    const proto = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null) {
      const special = exotic(value, keep, seen);
      if (special !== undefined) return special;
    }
    return properties(value, keep({}), seen);
  };

  const properties = (value, copy, seen) => {
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(value, key)) continue;
      const v = clone(value[key], seen);
      Object.defineProperty(copy, key, { value: v, writable: true, enumerable: true, configurable: true });
    }
    return copy;
  };

  const exotic = (value, keep, seen) => {
    if (isDate(value)) return keep(new Date(Date.prototype.getTime.call(value)));
    if (isRegExp(value)) return keep(new RegExp(value.source, regSource.call(value)));
    if (isArrayBuffer(value)) return keep(buffer(value));
    if (isSharedBuffer(value)) return keep(value);
    if (ArrayBuffer.isView(value)) return view(value, keep, seen);
    if (isMap(value)) {
      const copy = keep(new Map());
      const list = [];
      Map.prototype.forEach.call(value, (v, k) => list.push([k, v]));
      for (const [k, v] of list) copy.set(clone(k, seen), clone(v, seen));
      return copy;
    }
    if (isSet(value)) {
      const copy = keep(new Set());
      const list = [];
      Set.prototype.forEach.call(value, (v) => list.push(v));
      for (const v of list) copy.add(clone(v, seen));
      return copy;
    }
    const boxed = primitive(value);
    if (boxed !== null) return keep(boxed);
    if (internal.isDOMException(value)) {
      const copy = new internal.DOMException(value.message, value.name);
      if (typeof value.stack === 'string') Object.defineProperty(copy, 'stack', { value: value.stack, writable: true, configurable: true });
      return keep(copy);
    }
    if (kindOf(value) === 'Error' || Error.isError?.(value)) return error(value, keep, seen);
    if (internal.isFile(value)) return keep(new internal.File([value], value.name, { type: value.type, lastModified: value.lastModified }));
    if (internal.isBlob(value)) return keep(internal.Blob.prototype.slice.call(value, 0, value.size, value.type));
    if (internal.isCryptoKey?.(value)) return keep(internal.copyKey(value));
    if (isStream(value)) throw code(new TypeError('Object that needs transfer was found in message but not listed in transferList'), 'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST');
    if (internal.transferOf?.(value)) throw new internal.DOMException('Object that needs transfer was found in message but not listed in transferList', 'DataCloneError');
    if (refused.some((C) => value instanceof C) || platform(value)) throw fail(word(value));
    return undefined;
  };
  // platform says whether a value is of the language and cannot be cloned. The
  // interfaces of the Web, which are JavaScript in Node as they are here, become
  // plain objects without members: structuredClone(new Headers()) is {} there.
  const platform = (v) =>
    ['Generator', 'AsyncGenerator', 'FinalizationRegistry', 'Promise', 'WeakMap', 'WeakSet', 'WeakRef'].includes(kindOf(v));
  const isStream = (v) => internal.streamsLoaded && (v instanceof internal.streams.ReadableStream || v instanceof internal.streams.WritableStream || v instanceof internal.streams.TransformStream);

  const buffer = (value) => {
    if (value.detached) throw new internal.DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
    if (resizable?.call(value)) {
      const copy = new ArrayBuffer(value.byteLength, { maxByteLength: value.maxByteLength });
      new Uint8Array(copy).set(new Uint8Array(value));
      return copy;
    }
    return ArrayBuffer.prototype.slice.call(value, 0);
  };
  const view = (value, keep, seen) => {
    const tag = internal.typedTag.call(value);
    const Class = tag === undefined ? DataView : globalThis[tag];
    if (isArrayBuffer(value.buffer) && value.buffer.detached) throw new internal.DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
    const tracked = resizable?.call(value.buffer) && lengthTracking(value, Class);
    const copy = clone(value.buffer, seen);
    const length = tag === undefined ? value.byteLength : value.length;
    return keep(tracked ? new Class(copy, value.byteOffset) : new Class(copy, value.byteOffset, length));
  };
  const lengthTracking = (value, Class) => {
    const { buffer: b } = value;
    if (b.byteLength === b.maxByteLength) return false;
    const before = value.byteLength;
    const size = b.byteLength;
    b.resize(b.maxByteLength);
    const grew = value.byteLength !== before;
    b.resize(size);
    return grew;
  };
  const error = (value, keep, seen) => {
    const name = value.name;
    const Class = errors[name === undefined ? 'Error' : `${name}`] ?? Error;
    const real = keep(new Class());
    const own = Object.getOwnPropertyDescriptor(value, 'message');
    const put = (key, v) => Object.defineProperty(real, key, { value: v, writable: true, configurable: true, enumerable: false });
    if (own && 'value' in own) put('message', `${own.value}`);
    const stack = value.stack;
    if (typeof stack === 'string') put('stack', stack);
    const cause = Object.getOwnPropertyDescriptor(value, 'cause');
    if (cause && 'value' in cause) put('cause', clone(cause.value, seen));
    return real;
  };

  const list = (transfer) => {
    if (transfer === undefined || transfer === null) return [];
    if (!isObject(transfer) || typeof transfer[Symbol.iterator] !== 'function') {
      throw code(new TypeError('The "options.transfer" argument must be an instance of Array.'), 'ERR_INVALID_ARG_TYPE');
    }
    return [...transfer];
  };

  // cloneWith clones a value and moves what is in the transfer list.
  internal.cloneWith = (value, transfer) => {
    const seen = new Map();
    const moves = [];
    for (const item of transfer) {
      if (moves.some((m) => m.item === item)) throw new internal.DOMException('Transfer list contains duplicate ArrayBuffer', 'DataCloneError');
      if (isArrayBuffer(item)) {
        if (item.detached) throw new internal.DOMException('An ArrayBuffer is detached and could not be cloned.', 'DataCloneError');
        moves.push({ item });
      } else if (internal.transferOf?.(item)) moves.push({ item, transfer: internal.transferOf(item) });
      else if (isObject(item)) throw new internal.DOMException('Value not transferable', 'DataCloneError');
      else throw code(new TypeError('Found invalid object in transferList'), 'ERR_INVALID_TRANSFER_OBJECT');
    }
    for (const m of moves) seen.set(m.item, m.transfer ? m.transfer() : (m.copy = shell(m.item)));
    const copy = clone(value, seen);
    // Contents move after the walk, which can still refuse.
    for (const m of moves) {
      if (!m.copy) continue;
      new Uint8Array(m.copy).set(new Uint8Array(m.item));
      m.item.transfer();
    }
    return { value: copy, ports: moves.map((m) => seen.get(m.item)) };
  };
  const shell = (b) => (resizable?.call(b) ? new ArrayBuffer(b.byteLength, { maxByteLength: b.maxByteLength }) : new ArrayBuffer(b.byteLength));

  const structuredClone = function structuredClone(value, options = undefined) {
    if (arguments.length === 0) throw code(new TypeError('The value argument must be specified'), 'ERR_MISSING_ARGS');
    if (options !== undefined && options !== null && !isObject(options)) throw internal.argType('options', 'of type object', options);
    const transfer = list(options?.transfer);
    if (transfer.length === 0) return clone(value, new Map());
    return internal.cloneWith(value, transfer).value;
  };
  internal.expose('structuredClone', structuredClone, true);
})

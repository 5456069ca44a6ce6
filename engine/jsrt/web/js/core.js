// The first prelude: what the other parts build on. It defines the Web IDL
// rules that every interface shares, DOMException, and the lazy globals.
(function (host, internal) {
  'use strict';

  const define = (name, value) =>
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });

  // lazy defines globals that load their part at first use. Assigning to one
  // first replaces it, as with an ordinary global.
  const lazy = (part, names, enumerable = false) => {
    for (const name of names) {
      Object.defineProperty(globalThis, name, {
        configurable: true,
        enumerable,
        get() {
          internal.load(part);
          return internal[name];
        },
        set(value) {
          Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
        },
      });
    }
  };

  // expose publishes a class from a part: as a global (unless somebody has
  // replaced it meanwhile) and to the other parts.
  const expose = (name, value, enumerable = false) => {
    internal[name] = value;
    const old = Object.getOwnPropertyDescriptor(globalThis, name);
    if (old && !old.get) return;
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
  };

  // idl gives a class the shape that Web IDL asks for: enumerable members and
  // a class string.
  const idl = (Class, tag = Class.name, hidden = []) => {
    for (const target of [Class.prototype, Class]) {
      for (const key of Object.getOwnPropertyNames(target)) {
        if (key === 'constructor' || hidden.includes(key) || (target === Class && ['prototype', 'length', 'name'].includes(key))) continue;
        const d = Object.getOwnPropertyDescriptor(target, key);
        if (!d.configurable || d.enumerable) continue;
        d.enumerable = true;
        Object.defineProperty(target, key, d);
      }
    }
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: tag, configurable: true });
    return Class;
  };

  // inspectable words instances for console.log as Node does: the class and the
  // properties that view answers, or the text after the class where it answers
  // a string.
  const custom = Symbol.for('nodejs.util.inspect.custom');
  const inspectable = (Class, view, tag = Class.name) => {
    const show = function (depth, options, inspect) {
      let properties;
      try {
        properties = view(this, inspect, options);
      } catch {
        return this; // the prototype itself
      }
      if (typeof properties === 'string') return `${tag} ${properties}`;
      if (typeof depth === 'number' && depth < 0) return `[${tag}]`;
      return `${tag} ${inspect(properties, options)}`;
    };
    Object.defineProperty(Class.prototype, custom, { value: show, writable: true, configurable: true, enumerable: false });
  };

  // constants defines Web IDL constants on the interface and its prototype.
  const constants = (Class, values) => {
    for (const [name, value] of Object.entries(values)) {
      const d = { value, enumerable: true, writable: false, configurable: false };
      Object.defineProperty(Class, name, d);
      Object.defineProperty(Class.prototype, name, d);
    }
  };

  // iterable gives a class the pair iterator of Web IDL. entries(state) answers
  // the current list of pairs; state throws for a foreign receiver.
  const arrayIteratorProto = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
  const iterable = (Class, entries, tag = Class.name) => {
    const slot = Symbol('iterator');
    const proto = Object.create(arrayIteratorProto, {
      [Symbol.toStringTag]: { value: `${tag} Iterator`, configurable: true },
    });
    const next = {
      next() {
        const it = this === null || this === undefined ? undefined : this[slot];
        if (!it) throw internal.code(new TypeError(`Value of "this" must be of type ${tag}Iterator`), 'ERR_INVALID_THIS');
        const list = entries(it.target);
        if (it.index >= list.length) return { value: undefined, done: true };
        const pair = list[it.index++];
        const value = it.kind === 'key' ? pair[0] : it.kind === 'value' ? pair[1] : [pair[0], pair[1]];
        return { value, done: false };
      },
    }.next;
    Object.defineProperty(proto, 'next', { value: next, writable: true, enumerable: true, configurable: true });
    const make = (target, kind) => {
      entries(target);
      const it = Object.create(proto);
      Object.defineProperty(it, slot, { value: { target, kind, index: 0 } });
      return it;
    };
    const methods = {
      entries() { return make(this, 'entry'); },
      keys() { return make(this, 'key'); },
      values() { return make(this, 'value'); },
      forEach(callback, thisArg = undefined) {
        entries(this);
        need(arguments, 1, `${tag}.forEach`);
        if (typeof callback !== 'function') {
          throw new TypeError(`Failed to execute 'forEach' on '${tag}': parameter 1 is not of type 'Function'.`);
        }
        for (let i = 0; i < entries(this).length; i++) {
          const [key, value] = entries(this)[i];
          callback.call(thisArg, value, key, this);
        }
      },
    };
    for (const name of ['keys', 'values', 'entries', 'forEach']) {
      Object.defineProperty(Class.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
    }
    Object.defineProperty(Class.prototype, Symbol.iterator, { value: methods.entries, writable: true, enumerable: false, configurable: true });
  };

  // need throws where fewer arguments came than the interface requires, in the
  // words of Node 20.
  const need = (args, count, what) => {
    if (args.length >= count) return;
    const found = args.length === 0 ? '0 found' : `only ${args.length} found`;
    throw new TypeError(`${what}: ${count} argument${count > 1 ? 's' : ''} required, but ${found}.`);
  };

  // code puts Node's error code on an error, and into its text, as Node does for
  // the errors that it makes in JavaScript; that of a URL comes from elsewhere.
  const code = (error, value) => {
    Object.defineProperty(error, 'code', { value, writable: true, configurable: true, enumerable: true });
    if (value.startsWith('ERR_') && value !== 'ERR_INVALID_URL') {
      const toString = function () { return `${this.name} [${value}]: ${this.message}`; };
      Object.defineProperty(error, 'toString', { value: toString, writable: true, configurable: true, enumerable: false });
    }
    return error;
  };

  const usv = (value) => {
    const s = `${value}`;
    return s.isWellFormed() ? s : s.toWellFormed();
  };

  const wide = /[^\0-\xff]/;
  const byteString = (value) => {
    const s = `${value}`;
    if (s.length > 256 && !wide.test(s)) return s;
    for (let i = 0; i < s.length; i++) {
      const c = s.charCodeAt(i);
      if (c > 255) {
        throw new TypeError(`Cannot convert argument to a ByteString because the character at index ${i} has a value of ${c} which is greater than 255.`);
      }
    }
    return s;
  };

  const isObject = (v) => (typeof v === 'object' && v !== null) || typeof v === 'function';

  // dictionary accepts what Web IDL accepts for a dictionary argument.
  const dictionary = (value, what = 'options') => {
    if (value === undefined || value === null) return {};
    if (!isObject(value)) throw code(new TypeError(`The "${what}" argument must be of type object. Received ${received(value)}`), 'ERR_INVALID_ARG_TYPE');
    return value;
  };

  // received words a value as Node's ERR_INVALID_ARG_TYPE does.
  const received = (value) => {
    if (value === null || value === undefined) return `${value}`;
    if (typeof value === 'function') return `function ${value.name}`;
    if (typeof value === 'object') return value.constructor?.name ? `an instance of ${value.constructor.name}` : '[Object: null prototype] {}';
    const text = typeof value === 'string' ? `'${value.length > 28 ? value.slice(0, 25) + '...' : value}'` : String(value);
    return `type ${typeof value} (${typeof value === 'bigint' ? text + 'n' : text})`;
  };

  const argType = (name, expected, value) =>
    code(new TypeError(`The "${name}" argument must be ${expected}. Received ${received(value)}`), 'ERR_INVALID_ARG_TYPE');

  // enumValue checks a value against a Web IDL enumeration.
  const enumValue = (value, allowed, what) => {
    const s = `${value}`;
    if (allowed.includes(s)) return s;
    throw new TypeError(`${what}: ${s} is not an accepted type. Expected one of ${allowed.join(', ')}.`);
  };

  // integer is the Web IDL conversion to an unsigned integer of some bits.
  const integer = (value, bits, { enforceRange = false, clamp = false } = {}) => {
    let n = +value;
    const max = 2 ** Math.min(bits, 53) - (bits >= 53 ? 1 : 1);
    if (enforceRange) {
      if (!Number.isFinite(n)) throw new TypeError(`${n} is not a finite number`);
      n = Math.trunc(n);
      if (n < 0 || n > max) throw new TypeError(`Value must be between 0-${max}, got ${n}.`);
      return n + 0;
    }
    if (clamp) return Number.isNaN(n) ? 0 : Math.min(Math.max(Math.round(n), 0), max);
    if (!Number.isFinite(n)) return 0;
    n = Math.trunc(n) % 2 ** bits;
    return n < 0 ? n + 2 ** bits : n + 0;
  };

  // bytesOf answers a Uint8Array over a BufferSource without copying, or null
  // for anything else.
  const typedTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
  const bufferLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get;
  const sharedLength = Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, 'byteLength').get;
  const isArrayBuffer = (v) => {
    if (!isObject(v)) return false;
    try { bufferLength.call(v); return true; } catch { return false; }
  };
  const isSharedBuffer = (v) => {
    if (!isObject(v)) return false;
    try { sharedLength.call(v); return true; } catch { return false; }
  };
  const bytesOf = (v) => {
    if (!isObject(v)) return null;
    if (ArrayBuffer.isView(v)) {
      if (typedTag.call(v) === 'Uint8Array') return v.length === 0 ? new Uint8Array() : v;
      return v.buffer.detached ? new Uint8Array() : new Uint8Array(v.buffer, v.byteOffset, v.byteLength);
    }
    if (isArrayBuffer(v)) return v.detached ? new Uint8Array() : new Uint8Array(v);
    if (isSharedBuffer(v)) return new Uint8Array(v);
    return null;
  };

  const concat = (chunks) => {
    if (chunks.length === 1) return chunks[0];
    let size = 0;
    for (const c of chunks) size += c.byteLength;
    const out = new Uint8Array(size);
    let at = 0;
    for (const c of chunks) {
      out.set(c, at);
      at += c.byteLength;
    }
    return out;
  };

  Object.assign(internal, {
    define, lazy, expose, idl, constants, inspectable, iterable, need, code, usv, byteString, isObject,
    dictionary, received, argType, enumValue, integer, bytesOf, isArrayBuffer, isSharedBuffer, typedTag, concat,
    state: Symbol('state'),
    noop() {},
  });

  // defer defines members of internal that load their part at first use.
  internal.defer = (part, names) => {
    for (const name of names) {
      Object.defineProperty(internal, name, {
        configurable: true,
        enumerable: true,
        get() {
          internal.load(part);
          return internal[name];
        },
        set(value) {
          Object.defineProperty(internal, name, { value, writable: true, configurable: true, enumerable: true });
        },
      });
    }
  };
  // deferGlobals does both: the global and the member of the same name.
  internal.deferGlobals = (part, names, enumerable = false) => {
    internal.defer(part, names);
    lazy(part, names, enumerable);
  };
  // Of an interface whose part is not loaded there is no instance.
  for (const name of ['isBlob', 'isFile', 'isFormData', 'isSearchParams', 'isURL', 'isSignal', 'isDOMException', 'isCryptoKey']) {
    internal[name] = () => false;
  }

  // load runs a lazy part once. The machine's own loader runs it from bytecode.
  const loaded = new Set();
  internal.load = (part) => {
    if (loaded.has(part)) return;
    loaded.add(part);
    internal.loadPart(part);
  };

  // Errors of the engine that V8 does not know pass as what V8 throws.
  if (typeof InternalError === 'function') {
    Object.setPrototypeOf(InternalError.prototype, RangeError.prototype);
    Object.defineProperty(InternalError.prototype, 'name', { value: 'RangeError', writable: true, configurable: true });
    delete globalThis.InternalError;
  }
})

// Headers (https://fetch.spec.whatwg.org/#headers-class). Like Node's, it keeps
// no list of forbidden names. The list is a Map from lower-case name to
// { name, value }, with Set-Cookie values beside it, and is built from the flat
// list that came from the wire only when somebody looks.
(function (host, internal) {
  'use strict';
  const { idl, expose, need, byteString, code } = internal;

  const token = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
  const badValue = /[\0\r\n]/;
  const edge = /^[\t\n\r ]+|[\t\n\r ]+$/g;
  const kConstruct = Symbol('construct');

  // No client takes headers of such a size (Node 16 KiB, browsers 256 KiB): a
  // list that grows beyond it is the work of an endless loop.
  const most = 1 << 20;

  class List {
    constructor(flat) {
      this.flat = flat ?? [];
      this.size = 0;
      this.entries = null;
      this.cookies = null;
      this.sorted = null;
    }
    map() {
      if (this.entries) return this.entries;
      this.entries = new Map();
      const { flat } = this;
      this.flat = null;
      for (let i = 0; i < flat.length; i += 2) this.append(flat[i], flat[i + 1]);
      return this.entries;
    }
    grow(name, value) {
      this.size += name.length + value.length + 4;
      if (this.size > most) throw new RangeError(`the headers are longer than ${most >> 20} MiB (limit: headers)`);
    }
    append(name, value) {
      const map = this.map();
      this.grow(name, value);
      const lower = name.toLowerCase();
      this.sorted = null;
      const old = map.get(lower);
      map.set(lower, old
        ? { name: old.name, value: old.value + (lower === 'cookie' ? '; ' : ', ') + value }
        : { name, value });
      if (lower === 'set-cookie') (this.cookies ??= []).push(value);
    }
    set(name, value) {
      const lower = name.toLowerCase();
      const old = this.map().get(lower);
      if (old) this.size -= old.name.length + old.value.length + 4;
      this.grow(name, value);
      this.entries.set(lower, { name, value });
      this.sorted = null;
      if (lower === 'set-cookie') this.cookies = [value];
    }
    delete(name) {
      const lower = name.toLowerCase();
      const old = this.map().get(lower);
      if (old) {
        this.size -= old.name.length + old.value.length + 4;
        this.entries.delete(lower);
        this.sorted = null;
      }
      if (lower === 'set-cookie') this.cookies = null;
    }
    get(name) { return this.map().get(name.toLowerCase())?.value ?? null; }
    has(name) { return this.map().has(name.toLowerCase()); }
    // only gives an empty list its one entry, without a Map.
    only(name, value) { this.flat = [name, value]; }
    copy() {
      const list = new List();
      list.entries = new Map(this.map());
      list.flat = null;
      list.size = this.size;
      list.cookies = this.cookies && this.cookies.slice();
      return list;
    }
    // pairs answers the sorted list that iteration shows.
    pairs() {
      if (this.sorted) return this.sorted;
      const out = [];
      for (const key of [...this.map().keys()].sort()) {
        if (key === 'set-cookie') for (const v of this.cookies) out.push([key, v]);
        else out.push([key, this.entries.get(key).value]);
      }
      return (this.sorted = out);
    }
    // wire answers [name, value, …] with lower-case names in order of insertion.
    wire() {
      if (this.flat !== null && this.flat.length <= 2) return this.flat;
      const out = [];
      for (const [key, e] of this.map()) {
        if (key === 'set-cookie') for (const v of this.cookies) out.push(key, v);
        else out.push(key, e.value);
      }
      return out;
    }
  }

  const invalid = (prefix, value, type) => new TypeError(`${prefix}: ${typeof value === 'string' ? JSON.stringify(value) : String(value)} is an invalid ${type}.`);
  const checkName = (prefix, name) => {
    if (!token.test(name)) throw new TypeError(`${prefix}: "${name}" is an invalid header name.`);
  };
  const checkValue = (prefix, value) => {
    if (badValue.test(value)) throw new TypeError(`${prefix}: "${value}" is an invalid header value.`);
  };
  const normalize = (value) => {
    if (value === '') return value;
    const a = value.charCodeAt(0);
    const z = value.charCodeAt(value.length - 1);
    return a > 32 && z > 32 ? value : value.replace(edge, '');
  };

  let guardOf;
  let listOf;
  let make;
  class Headers {
    #list;
    #guard;
    static {
      listOf = (h) => h.#list;
      guardOf = (h) => h.#guard;
      make = (list, guard) => {
        const h = new Headers(kConstruct);
        h.#list = list;
        h.#guard = guard;
        return h;
      };
      internal.isHeaders = (v) => typeof v === 'object' && v !== null && #list in v;
    }
    constructor(init = undefined) {
      if (init === kConstruct) return;
      this.#list = new List();
      this.#guard = 'none';
      if (init !== undefined) fill(this, init);
    }
    append(name, value) {
      check(this);
      need(arguments, 2, 'Headers.append');
      append(this, byteString(name), byteString(value));
    }
    delete(name) {
      check(this);
      need(arguments, 1, 'Headers.delete');
      name = byteString(name);
      checkName('Headers.delete', name);
      if (this.#guard === 'immutable') throw new TypeError('immutable');
      this.#list.delete(name);
    }
    get(name) {
      check(this);
      need(arguments, 1, 'Headers.get');
      name = byteString(name);
      checkName('Headers.get', name);
      return this.#list.get(name);
    }
    has(name) {
      check(this);
      need(arguments, 1, 'Headers.has');
      name = byteString(name);
      checkName('Headers.has', name);
      return this.#list.has(name);
    }
    set(name, value) {
      check(this);
      need(arguments, 2, 'Headers.set');
      name = byteString(name);
      value = normalize(byteString(value));
      checkName('Headers.set', name);
      checkValue('Headers.set', value);
      if (this.#guard === 'immutable') throw new TypeError('immutable');
      this.#list.set(name, value);
    }
    getSetCookie() {
      check(this);
      this.#list.map();
      return this.#list.cookies ? [...this.#list.cookies] : [];
    }
  }
  const check = (h) => {
    if (!internal.isHeaders(h)) throw code(new TypeError('Illegal invocation'), 'ERR_INVALID_THIS');
  };
  internal.iterable(Headers, (h) => {
    check(h);
    return listOf(h).pairs();
  });
  idl(Headers);
  internal.inspectable(Headers, (h) => {
    const out = {};
    for (const e of listOf(h).map().values()) out[e.name] = e.value;
    return out;
  });

  const append = (headers, name, value) => {
    if (value.length > most) listOf(headers).grow(name, value);
    value = normalize(value);
    checkName('Headers.append', name);
    checkValue('Headers.append', value);
    if (guardOf(headers) === 'immutable') throw new TypeError('immutable');
    listOf(headers).append(name, value);
  };

  const fill = (headers, init) => {
    for (const [name, value] of pairsOf(init)) append(headers, name, value);
  };

  // pairsOf is the conversion to HeadersInit.
  const pairsOf = (init) => {
    if (!internal.isObject(init)) {
      throw new TypeError('Headers constructor: Argument 1 could not be converted to one of: sequence<sequence<ByteString>>, record<ByteString, ByteString>.');
    }
    const iterator = init[Symbol.iterator];
    if (iterator === Headers.prototype.entries && internal.isHeaders(init)) return cased(listOf(init));
    if (iterator !== undefined && iterator !== null) {
      if (typeof iterator !== 'function') throw new TypeError('Headers constructor: init is not iterable.');
      return sequence(init, iterator);
    }
    const out = [];
    for (const key of Reflect.ownKeys(init)) {
      const d = Reflect.getOwnPropertyDescriptor(init, key);
      if (d === undefined || !d.enumerable) continue;
      out.push([byteString(key), byteString(init[key])]);
    }
    return out;
  };
  const cased = (list) => {
    const out = [];
    for (const [key, e] of list.map()) {
      if (key === 'set-cookie') for (const v of list.cookies) out.push([e.name, v]);
      else out.push([e.name, e.value]);
    }
    return out;
  };
  const sequence = (init, iterator) => {
    const out = [];
    const it = iterator.call(init);
    for (let step = it.next(); !step.done; step = it.next()) {
      const item = step.value;
      if (!internal.isObject(item) || typeof item[Symbol.iterator] !== 'function') {
        throw new TypeError(`Headers constructor: init[${out.length}] (${typeof item === 'string' ? JSON.stringify(item) : String(item)}) is not iterable.`);
      }
      const pair = [];
      for (const v of item) pair.push(byteString(v));
      out.push(pair);
    }
    for (const pair of out) {
      if (pair.length !== 2) throw new TypeError(`Headers constructor: expected name/value pair to be length 2, found ${pair.length}.`);
    }
    return out;
  };

  expose('Headers', Headers);
  Object.assign(internal, {
    HeaderList: List, headerList: listOf, headersGuard: guardOf, makeHeaders: make,
    headerPairs: pairsOf, fillHeaders: fill, isToken: (s) => token.test(s), invalidHeader: invalid,
  });
})

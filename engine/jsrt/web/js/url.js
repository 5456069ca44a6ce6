// URL and URLSearchParams (https://url.spec.whatwg.org/). Parsing and the
// setters are host operations, which answer the serialised parts.
(function (host, internal) {
  'use strict';
  const { idl, expose, code, usv, isObject } = internal;
  const missing = (text) => code(new TypeError(`The ${text} must be specified`), 'ERR_MISSING_ARGS');
  const invalidThis = (name) => code(new TypeError(`Value of "this" must be of type ${name}`), 'ERR_INVALID_THIS');

  // Application/x-www-form-urlencoded.
  const plain = /^[A-Za-z0-9*\-._]*$/;
  const encode = (s) => (plain.test(s) ? s : host.formEncode(s));
  const special = /[%+]/;
  const decode = (s) => (special.test(s) || !s.isWellFormed() ? host.formDecode(s) : s);
  const parseForm = (text) => {
    const list = [];
    for (const part of text.split('&')) {
      if (part === '') continue;
      const at = part.indexOf('=');
      list.push(at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
    }
    return list;
  };
  const serializeForm = (list) => {
    let out = '';
    for (let i = 0; i < list.length; i++) out += `${i ? '&' : ''}${encode(list[i][0])}=${encode(list[i][1])}`;
    return out;
  };

  let paramsList;
  let bindParams;
  let setParams;
  class URLSearchParams {
    #list = [];
    #url = null;
    static {
      paramsList = (p) => {
        if (!isObject(p) || !(#list in p)) throw invalidThis('URLSearchParams');
        return p.#list;
      };
      bindParams = (p, url) => { p.#url = url; };
      setParams = (p, list) => { p.#list = list; };
      internal.isSearchParams = (v) => isObject(v) && #list in v;
    }
    constructor(init = undefined) {
      if (init === undefined || init === null) return; // null is no word in Node
      if (isObject(init)) this.#list = fromObject(init);
      else {
        const text = usv(init);
        this.#list = parseForm(text.charCodeAt(0) === 63 ? text.slice(1) : text);
      }
    }
    #changed() { this.#url?.paramsChanged(serializeForm(this.#list)); }
    get size() { return paramsList(this).length; }
    append(name, value) {
      const list = paramsList(this);
      if (arguments.length < 2) throw missing('"name" and "value" arguments');
      list.push([usv(name), usv(value)]);
      this.#changed();
    }
    delete(name, value = undefined) {
      const list = paramsList(this);
      if (arguments.length < 1) throw missing('"name" argument');
      name = usv(name);
      if (value !== undefined) value = usv(value);
      this.#list = list.filter((p) => p[0] !== name || (value !== undefined && p[1] !== value));
      this.#changed();
    }
    get(name) {
      const list = paramsList(this);
      if (arguments.length < 1) throw missing('"name" argument');
      name = usv(name);
      for (const p of list) if (p[0] === name) return p[1];
      return null;
    }
    getAll(name) {
      const list = paramsList(this);
      if (arguments.length < 1) throw missing('"name" argument');
      name = usv(name);
      return list.filter((p) => p[0] === name).map((p) => p[1]);
    }
    has(name, value = undefined) {
      const list = paramsList(this);
      if (arguments.length < 1) throw missing('"name" argument');
      name = usv(name);
      if (value !== undefined) value = usv(value);
      return list.some((p) => p[0] === name && (value === undefined || p[1] === value));
    }
    set(name, value) {
      const list = paramsList(this);
      if (arguments.length < 2) throw missing('"name" and "value" arguments');
      name = usv(name);
      value = usv(value);
      const first = list.find((p) => p[0] === name);
      if (first) {
        first[1] = value;
        this.#list = list.filter((p) => p === first || p[0] !== name);
      } else list.push([name, value]);
      this.#changed();
    }
    sort() {
      const list = paramsList(this);
      list.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
      this.#changed();
    }
    toString() { return serializeForm(paramsList(this)); }
  }
  internal.iterable(URLSearchParams, paramsList);
  idl(URLSearchParams);
  internal.inspectable(URLSearchParams, (p, inspect, options) => {
    const list = paramsList(p).map(([k, v]) => `${inspect(k, options)} => ${inspect(v, options)}`);
    if (list.length === 0) return '{}';
    const one = `{ ${list.join(', ')} }`;
    return one.length <= 60 ? one : `{\n  ${list.join(',\n  ')} }`;
  });

  const tuple = () => code(new TypeError('Each query pair must be an iterable [name, value] tuple'), 'ERR_INVALID_TUPLE');
  const fromObject = (init) => {
    const iterator = init[Symbol.iterator];
    if (iterator === URLSearchParams.prototype.entries && internal.isSearchParams(init)) {
      return paramsList(init).map((p) => [p[0], p[1]]);
    }
    if (iterator !== undefined && iterator !== null) {
      if (typeof iterator !== 'function') throw code(new TypeError('Query pairs must be iterable'), 'ERR_ARG_NOT_ITERABLE');
      return [...{ [Symbol.iterator]: () => iterator.call(init) }].map((item) => {
        if (!isObject(item) || typeof item[Symbol.iterator] !== 'function') throw tuple();
        const pair = [...item];
        if (pair.length !== 2) throw tuple();
        return [usv(pair[0]), usv(pair[1])];
      });
    }
    const seen = new Map();
    for (const key of Reflect.ownKeys(init)) {
      const d = Reflect.getOwnPropertyDescriptor(init, key);
      if (d !== undefined && d.enumerable) seen.set(usv(key), usv(init[key]));
    }
    return [...seen];
  };

  // The parts in the order in which the host answers them, separated by line
  // feeds, which no serialised URL contains.
  const [HREF, PROTOCOL, USERNAME, PASSWORD, HOST, HOSTNAME, PORT, PATHNAME, SEARCH, HASH, ORIGIN] = Array(11).keys();
  const parse = (input, base) => {
    const text = base === undefined ? host.urlParse(input) : host.urlParse(input, base);
    return text === undefined ? null : text.split('\n');
  };
  const invalidURL = (input, base) => {
    const e = code(new TypeError('Invalid URL'), 'ERR_INVALID_URL');
    e.input = input;
    if (base !== undefined) e.base = base;
    return e;
  };

  class URL {
    #parts;
    #params = null;
    constructor(url, base = undefined) {
      if (arguments.length === 0) throw missing('"url" argument');
      url = usv(url);
      if (base !== undefined) base = usv(base);
      const parts = parse(url, base);
      if (parts === null) throw invalidURL(url, base);
      this.#parts = parts;
    }
    static {
      internal.isURL = (v) => isObject(v) && #parts in v;
      internal.urlPart = (v, i) => v.#parts[i];
    }
    #get(i) { return this.#parts[i]; }
    #set(part, value) {
      const text = host.urlSet(this.#parts[HREF], part, usv(value));
      if (text !== undefined) this.#parts = text.split('\n');
    }
    #refresh() {
      if (this.#params) setParams(this.#params, parseForm(this.#parts[SEARCH].slice(1)));
    }
    toString() { return check(this).#parts[HREF]; }
    get href() { return check(this).#parts[HREF]; }
    set href(value) {
      value = usv(value);
      const parts = parse(value);
      if (parts === null) throw invalidURL(value);
      check(this).#parts = parts;
      this.#refresh();
    }
    get origin() { return check(this).#parts[ORIGIN]; }
    get protocol() { return check(this).#parts[PROTOCOL]; }
    set protocol(value) { check(this).#set('protocol', value); }
    get username() { return check(this).#parts[USERNAME]; }
    set username(value) { check(this).#set('username', value); }
    get password() { return check(this).#parts[PASSWORD]; }
    set password(value) { check(this).#set('password', value); }
    get host() { return check(this).#parts[HOST]; }
    set host(value) { check(this).#set('host', value); }
    get hostname() { return check(this).#parts[HOSTNAME]; }
    set hostname(value) { check(this).#set('hostname', value); }
    get port() { return check(this).#parts[PORT]; }
    set port(value) { check(this).#set('port', value); }
    get pathname() { return check(this).#parts[PATHNAME]; }
    set pathname(value) { check(this).#set('pathname', value); }
    get search() { return check(this).#parts[SEARCH]; }
    set search(value) { check(this).#set('search', value); this.#refresh(); }
    get searchParams() {
      check(this);
      if (!this.#params) {
        this.#params = new URLSearchParams();
        bindParams(this.#params, {
          paramsChanged: (query) => {
            const text = host.urlSet(this.#parts[HREF], 'search', query);
            if (text !== undefined) this.#parts = text.split('\n');
          },
        });
        this.#refresh();
      }
      return this.#params;
    }
    get hash() { return check(this).#parts[HASH]; }
    set hash(value) { check(this).#set('hash', value); }
    toJSON() { return check(this).#parts[HREF]; }
    static canParse(url, base = undefined) {
      if (arguments.length === 0) throw missing('"url" argument');
      return parse(usv(url), base === undefined ? undefined : usv(base)) !== null;
    }
    static parse(url, base = undefined) {
      if (arguments.length === 0) throw missing('"url" argument');
      url = usv(url);
      if (base !== undefined) base = usv(base);
      return parse(url, base) === null ? null : new URL(url, base);
    }
    static createObjectURL(obj) {
      if (arguments.length === 0) throw missing('"obj" argument');
      return internal.createObjectURL(obj);
    }
    static revokeObjectURL(url) {
      if (arguments.length === 0) throw missing('"url" argument');
      internal.revokeObjectURL(`${url}`);
    }
  }
  const check = (u) => {
    if (!internal.isURL(u)) throw new TypeError('Receiver must be an instance of class URL');
    return u;
  };
  idl(URL);
  internal.inspectable(URL, (u) => ({
    href: u.href, origin: u.origin, protocol: u.protocol, username: u.username, password: u.password, host: u.host,
    hostname: u.hostname, port: u.port, pathname: u.pathname, search: u.search, searchParams: u.searchParams, hash: u.hash,
  }));

  expose('URL', URL);
  expose('URLSearchParams', URLSearchParams);
  // parseHere parses against the base that undici's setGlobalOrigin sets; there
  // is none unless somebody set it.
  const origin = Symbol.for('undici.globalOrigin.1');
  const parseHere = (input) => parse(input) ?? (internal.isURL(globalThis[origin]) ? parse(input, globalThis[origin].href) : null);
  Object.assign(internal, { parseHere, parseForm, serializeForm, paramsList, parseURL: parse });
})

// Request (https://fetch.spec.whatwg.org/#request-class), and the request that
// the runtime hands to a handler. State hangs on a symbol, not on a private
// name: Node 20 does so too, and the proxies that frameworks put around a
// request rely on it.
(function (host, internal) {
  'use strict';
  const { idl, expose, need, code, usv, byteString, isObject, state } = internal;
  const kConstruct = Symbol('construct');

  const policies = ['', 'no-referrer', 'no-referrer-when-downgrade', 'same-origin', 'origin', 'strict-origin',
    'origin-when-cross-origin', 'strict-origin-when-cross-origin', 'unsafe-url'];
  const modes = ['navigate', 'same-origin', 'no-cors', 'cors'];
  const credentials = ['omit', 'same-origin', 'include'];
  const caches = ['default', 'no-store', 'reload', 'no-cache', 'force-cache', 'only-if-cached'];
  const redirects = ['follow', 'manual', 'error'];
  const standard = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

  // The fields of a request that an ordinary one leaves alone.
  const defaults = {
    referrer: 'about:client', referrerPolicy: '', mode: 'cors', credentials: 'same-origin', cache: 'default',
    redirect: 'follow', integrity: '', keepalive: false,
  };
  class RequestState {
    constructor(method, url, list) {
      this.method = method;
      this.url = url;
      this.list = list;
      this.fields = defaults;
      this.body = null;
      this.headers = null;
      this.signal = null;
      this.guard = 'request';
    }
  }
  const stateOf = (r) => {
    const s = r === null || r === undefined ? undefined : r[state];
    if (!(s instanceof RequestState)) throw code(new TypeError('Illegal invocation'), 'ERR_INVALID_THIS');
    return s;
  };
  const signalOf = (s) => (s.signal ??= internal.newSignal());

  class Request {
    constructor(input, init = undefined) {
      if (input === kConstruct) return;
      need(arguments, 1, 'Request constructor');
      construct(this, input, init);
    }
    get method() { return stateOf(this).method; }
    get url() { return stateOf(this).url; }
    get headers() {
      const s = stateOf(this);
      return (s.headers ??= internal.makeHeaders(s.list, s.guard));
    }
    get destination() { stateOf(this); return ''; }
    get referrer() { return stateOf(this).fields.referrer; }
    get referrerPolicy() { return stateOf(this).fields.referrerPolicy; }
    get mode() { return stateOf(this).fields.mode; }
    get credentials() { return stateOf(this).fields.credentials; }
    get cache() { return stateOf(this).fields.cache; }
    get redirect() { return stateOf(this).fields.redirect; }
    get integrity() { return stateOf(this).fields.integrity; }
    get keepalive() { return stateOf(this).fields.keepalive; }
    get isReloadNavigation() { stateOf(this); return false; }
    get isHistoryNavigation() { stateOf(this); return false; }
    get signal() { return signalOf(stateOf(this)); }
    get duplex() { stateOf(this); return 'half'; }
    clone() {
      const s = stateOf(this);
      if (s.body?.unusable) throw new TypeError('unusable');
      const copy = new RequestState(s.method, s.url, s.list.copy());
      copy.fields = s.fields;
      copy.guard = s.guard;
      copy.body = s.body && s.body.clone();
      if (s.signal) copy.signal = internal.dependentSignal([s.signal]);
      else if (s.source) copy.source = s.source;
      return wrap(copy);
    }
  }

  const wrap = (s) => {
    const r = new Request(kConstruct);
    r[state] = s;
    return r;
  };

  const parseTarget = (input) => {
    const parts = internal.parseHere(input);
    if (parts === null) {
      const cause = code(new TypeError('Invalid URL'), 'ERR_INVALID_URL');
      cause.input = input;
      throw new TypeError(`Failed to parse URL from ${input}`, { cause });
    }
    if (parts[2] || parts[3]) throw new TypeError(`Request cannot be constructed from a URL that includes credentials: ${input}`);
    return parts[0];
  };

  const initOf = (init) => {
    if (init === undefined || init === null) return {};
    if (!isObject(init)) throw new TypeError(`Request constructor: Expected ${internal.quoted(init)} to be one of: Null, Undefined, Object.`);
    const out = {};
    const take = (key, convert) => {
      const v = init[key];
      if (v !== undefined) out[key] = convert(v);
    };
    const oneOf = (list) => (v) => internal.enumValue(v, list, 'Request constructor');
    take('method', byteString);
    take('headers', internal.headerPairs);
    take('body', (v) => v);
    take('referrer', usv);
    take('referrerPolicy', oneOf(policies));
    take('mode', oneOf(modes));
    take('credentials', oneOf(credentials));
    take('cache', oneOf(caches));
    take('redirect', oneOf(redirects));
    take('integrity', (v) => `${v}`);
    take('keepalive', (v) => !!v);
    take('signal', (v) => v);
    take('window', (v) => v);
    take('duplex', oneOf(['half']));
    take('next', (v) => v);
    take('dispatcher', (v) => v);
    return out;
  };

  const construct = (self, input, init) => {
    const old = isObject(input) && input[state] instanceof RequestState ? input[state] : null;
    const text = old ? null : usv(input);
    const o = initOf(init);
    const s = new RequestState(old ? old.method : 'GET', old ? old.url : parseTarget(text), null);
    const given = Object.keys(o).length !== 0;
    s.fields = fieldsOf(o, old, given);
    if (o.method !== undefined) s.method = methodOf(o.method);
    s.list = old && o.headers === undefined ? old.list.copy() : new internal.HeaderList();
    s.next = o.next ?? old?.next;
    let signal = old ? old.signal ?? (old.source && signalOf(old)) : null;
    if (o.signal !== undefined) signal = o.signal;
    if (signal !== null && signal !== undefined) {
      if (!internal.isSignal(signal)) throw new TypeError("Failed to construct 'Request': member signal is not of type AbortSignal.");
      s.signal = internal.dependentSignal([signal]);
    }
    if (s.fields.mode === 'no-cors') {
      if (!['GET', 'HEAD', 'POST'].includes(s.method)) throw new TypeError(`'${s.method} is unsupported in no-cors mode.`);
      s.guard = 'request-no-cors';
    }
    self[state] = s;
    if (o.headers !== undefined) {
      s.headers = internal.makeHeaders(s.list, s.guard);
      internal.fillHeaders(s.headers, o.headers);
    }
    s.body = bodyOf(s, o, old);
  };

  const fieldsOf = (o, old, given) => {
    if (!given) return old ? old.fields : defaults;
    const f = { ...(old ? old.fields : defaults) };
    f.referrer = 'about:client';
    f.referrerPolicy = '';
    if (o.window !== undefined && o.window !== null) throw new TypeError("'window' option 'client' must be null");
    if (o.referrer !== undefined) f.referrer = referrerOf(o.referrer);
    if (o.referrerPolicy !== undefined) f.referrerPolicy = o.referrerPolicy;
    if (o.mode === 'navigate') throw new TypeError('Request constructor: invalid request mode navigate.');
    for (const key of ['mode', 'credentials', 'cache', 'redirect', 'integrity', 'keepalive']) {
      if (o[key] !== undefined) f[key] = o[key];
    }
    if (f.cache === 'only-if-cached' && f.mode !== 'same-origin') {
      throw new TypeError("'only-if-cached' can be set only with 'same-origin' mode");
    }
    return f;
  };

  const referrerOf = (value) => {
    if (value === '') return '';
    const parts = internal.parseHere(value);
    if (parts === null) throw new TypeError(`Referrer "${value}" is not a valid URL.`);
    return parts[0] === 'about:client' ? 'about:client' : parts[0];
  };

  const methodOf = (method) => {
    if (!internal.isToken(method)) throw new TypeError(`'${method}' is not a valid HTTP method.`);
    const upper = method.toUpperCase();
    if (upper === 'CONNECT' || upper === 'TRACE' || upper === 'TRACK') throw new TypeError(`'${method}' HTTP method is unsupported.`);
    return standard.includes(upper) ? upper : method;
  };

  const bodyOf = (s, o, old) => {
    const inherited = old ? old.body : null;
    const given = o.body !== undefined && o.body !== null;
    if ((given || inherited) && (s.method === 'GET' || s.method === 'HEAD')) {
      throw new TypeError('Request with GET/HEAD method cannot have body.');
    }
    if (given) {
      const [body, type] = internal.extractBody(o.body);
      if (type && !s.list.has('content-type')) s.list.append('content-type', type);
      if (body.source === null) streaming(s, o);
      return body;
    }
    if (!inherited) return null;
    if (inherited.unusable) throw new TypeError('Cannot construct a Request with a Request object that has already been used.');
    return inherited.moved();
  };
  const streaming = (s, o) => {
    if (o.duplex === undefined) throw new TypeError('RequestInit: duplex option is required when sending a body.');
    if (s.fields.mode !== 'same-origin' && s.fields.mode !== 'cors') {
      throw new TypeError('If request is made from ReadableStream, mode should be "same-origin" or "cors"');
    }
  };

  internal.mixinBody(Request, stateOf);
  idl(Request);
  internal.inspectable(Request, (r) => {
    const out = {};
    for (const key of ['method', 'url', 'headers', 'destination', 'referrer', 'referrerPolicy', 'mode', 'credentials', 'cache', 'redirect',
      'integrity', 'keepalive', 'isReloadNavigation', 'isHistoryNavigation', 'signal']) out[key] = r[key];
    return out;
  });
  expose('Request', Request);

  // newRequest makes the request of a handler: { method, url, headers: [name,
  // value, …], body }, where body is null, a string, bytes, or { read, cancel }
  // of the host. controller, where given, aborts its signal.
  internal.newRequest = (init) => {
    const s = new RequestState(init.method, init.url, new internal.HeaderList(init.headers));
    if (init.body !== null && init.body !== undefined) s.body = new internal.Body(init.body, null);
    return wrap(s);
  };
  // abortRequest is what the runtime calls when the client has gone.
  internal.abortRequest = (request, reason) => internal.abortSignal(signalOf(stateOf(request)), reason);
  internal.requestState = stateOf;
  internal.isRequest = (v) => isObject(v) && v[state] instanceof RequestState;
})

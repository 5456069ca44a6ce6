// Response (https://fetch.spec.whatwg.org/#response-class), and what the
// runtime reads out of the one that a handler answered.
(function (host, internal) {
  'use strict';
  const { idl, expose, need, code, usv, byteString, isObject, state } = internal;
  const kConstruct = Symbol('construct');

  class ResponseState {
    constructor() {
      this.type = 'default';
      this.status = 200;
      this.statusText = '';
      this.list = new internal.HeaderList();
      this.headers = null;
      this.guard = 'response';
      this.body = null;
      this.url = '';
      this.redirected = false;
      this.aborted = false;
    }
  }
  const stateOf = (r) => {
    const s = r === null || r === undefined ? undefined : r[state];
    if (!(s instanceof ResponseState)) throw code(new TypeError('Illegal invocation'), 'ERR_INVALID_THIS');
    return s;
  };
  const wrap = (s) => {
    const r = new Response(kConstruct);
    r[state] = s;
    return r;
  };

  class Response {
    constructor(body = null, init = undefined) {
      if (body === kConstruct) return;
      const s = new ResponseState();
      this[state] = s;
      const o = initOf(init);
      initialize(s, o, body === null || body === undefined ? null : internal.extractBody(body));
    }
    static error() {
      const s = new ResponseState();
      s.type = 'error';
      s.status = 0;
      s.guard = 'immutable';
      return wrap(s);
    }
    static json(data, init = undefined) {
      need(arguments, 1, 'Response.json');
      const o = initOf(init);
      const text = JSON.stringify(data);
      if (text === undefined) throw new TypeError('Value is not JSON serializable');
      const s = new ResponseState();
      initialize(s, o, [new internal.Body(text, null), 'application/json']);
      return wrap(s);
    }
    static redirect(url, status = 302) {
      need(arguments, 1, 'Response.redirect');
      url = usv(url);
      status = internal.integer(status, 16);
      const parts = internal.parseHere(url);
      if (parts === null) {
        const cause = code(new TypeError('Invalid URL'), 'ERR_INVALID_URL');
        cause.input = url;
        throw new TypeError(`Failed to parse URL from ${url}`, { cause });
      }
      if (![301, 302, 303, 307, 308].includes(status)) throw new RangeError(`Invalid status code ${status}`);
      const s = new ResponseState();
      s.status = status;
      s.guard = 'immutable';
      s.list.append('location', parts[0]);
      return wrap(s);
    }
    get type() { return stateOf(this).type; }
    get url() { return stateOf(this).url; }
    get redirected() { return stateOf(this).redirected; }
    get status() { return stateOf(this).status; }
    get ok() { const { status } = stateOf(this); return status >= 200 && status <= 299; }
    get statusText() { return stateOf(this).statusText; }
    get headers() {
      const s = stateOf(this);
      return (s.headers ??= internal.makeHeaders(s.list, s.guard));
    }
    clone() {
      const s = stateOf(this);
      if (s.body?.unusable) throw new TypeError('Response.clone: Body has already been consumed.');
      const copy = Object.assign(new ResponseState(), s);
      copy.list = s.list.copy();
      copy.headers = null;
      copy.body = s.body && s.body.clone();
      return wrap(copy);
    }
  }
  Object.defineProperty(Response, 'length', { value: 0, configurable: true });

  const initOf = (init) => {
    if (init === undefined || init === null) return null;
    if (!isObject(init)) throw new TypeError(`undefined: Expected ${internal.quoted(init)} to be one of: Null, Undefined, Object.`);
    const headers = init.headers;
    const o = { headers: headers === undefined ? null : internal.headerPairs(headers), status: 200, statusText: '' };
    if (init.status !== undefined) o.status = internal.integer(init.status, 16);
    if (init.statusText !== undefined) o.statusText = byteString(init.statusText);
    return o;
  };

  const reason = /^[\t\x20-\x7e\x80-\xff]*$/;
  const nullBody = (status) => status === 204 || status === 205 || status === 304 || status === 101 || status === 103;

  const initialize = (s, o, extracted) => {
    if (o !== null) {
      if (o.status < 200 || o.status > 599) throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
      if (!reason.test(o.statusText)) throw new TypeError('Invalid statusText');
      s.status = o.status;
      s.statusText = o.statusText;
      if (o.headers !== null) {
        s.headers = internal.makeHeaders(s.list, s.guard);
        internal.fillHeaders(s.headers, o.headers);
      }
    }
    if (extracted === null) return;
    if (nullBody(s.status)) throw new TypeError(`Response constructor: Invalid response status code ${s.status}`);
    const [body, type] = extracted;
    s.body = body;
    if (type === null) return;
    if (s.headers === null) s.list.only('content-type', type);
    else if (!s.list.has('content-type')) s.list.append('content-type', type);
  };

  internal.mixinBody(Response, stateOf);
  idl(Response);
  internal.inspectable(Response, (r) => ({
    status: r.status, statusText: r.statusText, headers: r.headers, body: r.body, bodyUsed: r.bodyUsed, ok: r.ok,
    redirected: r.redirected, type: r.type, url: r.url,
  }));
  expose('Response', Response);

  // newResponse makes a response from its parts: { status, statusText, headers:
  // [name, value, …], body, url, redirected, type, guard }.
  internal.newResponse = (init) => {
    const s = new ResponseState();
    Object.assign(s, { status: init.status ?? 200, statusText: init.statusText ?? '', url: init.url ?? '', redirected: !!init.redirected, type: init.type ?? 'default', guard: init.guard ?? 'response' });
    if (init.headers) s.list = new internal.HeaderList(init.headers);
    if (init.body !== null && init.body !== undefined) s.body = new internal.Body(init.body, null);
    return wrap(s);
  };
  internal.isResponse = (v) => isObject(v) && v[state] instanceof ResponseState;
  internal.responseState = stateOf;

  // responseParts is how the runtime takes a response away: { status,
  // statusText, headers: [name, value, …], body } where body is null, a string,
  // bytes, or { read, cancel }: read answers a promise of a string, of bytes, or
  // of null at the end. The response's body is used afterwards.
  internal.responseParts = (response) => {
    const s = stateOf(response);
    return { status: s.status, statusText: s.statusText, headers: s.list.wire(), body: takeBody(s.body) };
  };

  const takeBody = (body) => {
    if (body === null) return null;
    if (body.unusable) throw new TypeError('Response body object should not be disturbed or locked');
    const { source } = body;
    if (body.made === null) {
      body.used = true;
      if (internal.isBlob(source)) return internal.blobBytes(source);
      return source;
    }
    const reader = internal.streams.getReader(body.made);
    return {
      async read() {
        const { done, value } = await reader.read();
        if (done) return null;
        if (typeof value === 'string') return value;
        const bytes = internal.bytesOf(value);
        if (bytes) return bytes;
        throw code(new TypeError(`The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received ${internal.received(value)}`), 'ERR_INVALID_ARG_TYPE');
      },
      cancel(why) { return reader.cancel(why); },
    };
  };
})

// Cookies of requests and responses, as @edge-runtime/cookies parses and writes
// them (NEXT-FACTS E7, E8), and the mutable cookies() of a handler.
(function (host, internal) {
  "use strict";
  const { next } = internal;

  const stringify = (c) => {
    const attributes = [
      "path" in c && c.path && `Path=${c.path}`,
      "expires" in c && (c.expires || c.expires === 0) && `Expires=${(typeof c.expires === "number" ? new Date(c.expires) : c.expires).toUTCString()}`,
      "maxAge" in c && typeof c.maxAge === "number" && `Max-Age=${c.maxAge}`,
      "domain" in c && c.domain && `Domain=${c.domain}`,
      "secure" in c && c.secure && "Secure",
      "httpOnly" in c && c.httpOnly && "HttpOnly",
      "sameSite" in c && c.sameSite && `SameSite=${c.sameSite}`,
      "partitioned" in c && c.partitioned && "Partitioned",
      "priority" in c && c.priority && `Priority=${c.priority}`,
    ].filter(Boolean);
    const pair = `${c.name}=${encodeURIComponent(c.value ?? "")}`;
    return attributes.length === 0 ? pair : `${pair}; ${attributes.join("; ")}`;
  };

  const parse = (text) => {
    const map = new Map();
    for (const pair of text.split(/; */)) {
      if (!pair) continue;
      const at = pair.indexOf("=");
      if (at === -1) {
        map.set(pair, "true");
        continue;
      }
      try {
        map.set(pair.slice(0, at), decodeURIComponent(pair.slice(at + 1)));
      } catch {
        // A bad percent value drops that cookie.
      }
    }
    return map;
  };

  const parseSet = (text) => {
    if (!text) return undefined;
    const [[name, value], ...attributes] = parse(text);
    const { domain, expires, httponly, maxage, path, samesite, secure, partitioned, priority } = Object.fromEntries(
      attributes.map(([key, v]) => [key.toLowerCase().replace(/-/g, ""), v]),
    );
    const oneOf = (v, list) => (list.includes(v.toLowerCase()) ? v.toLowerCase() : undefined);
    const cookie = {
      name,
      value: decodeURIComponent(value),
      domain,
      ...(expires && { expires: new Date(expires) }),
      ...(httponly && { httpOnly: true }),
      ...(typeof maxage === "string" && { maxAge: Number(maxage) }),
      path,
      ...(samesite && { sameSite: oneOf(samesite, ["strict", "lax", "none"]) }),
      ...(secure && { secure: true }),
      ...(priority && { priority: oneOf(priority, ["low", "medium", "high"]) }),
      ...(partitioned && { partitioned: true }),
    };
    return Object.fromEntries(Object.entries(cookie).filter(([, v]) => v));
  };

  const nameOf = (args) => (typeof args[0] === "string" ? args[0] : args[0].name);

  class RequestCookies {
    constructor(requestHeaders) {
      this._parsed = new Map();
      this._headers = requestHeaders;
      const header = requestHeaders.get("cookie");
      if (header) for (const [name, value] of parse(header)) this._parsed.set(name, { name, value });
    }
    [Symbol.iterator]() {
      return this._parsed[Symbol.iterator]();
    }
    get size() {
      return this._parsed.size;
    }
    get(...args) {
      return this._parsed.get(nameOf(args));
    }
    getAll(...args) {
      const all = Array.from(this._parsed.values());
      if (!args.length) return all;
      const name = typeof args[0] === "string" ? args[0] : args[0]?.name;
      return all.filter((c) => c.name === name);
    }
    has(name) {
      return this._parsed.has(name);
    }
    set(...args) {
      const [name, value] = args.length === 1 ? [args[0].name, args[0].value] : args;
      this._parsed.set(name, { name, value });
      this._write();
      return this;
    }
    delete(names) {
      const result = Array.isArray(names) ? names.map((name) => this._parsed.delete(name)) : this._parsed.delete(names);
      this._write();
      return result;
    }
    _write() {
      this._headers.set("cookie", Array.from(this._parsed.values()).map(stringify).join("; "));
    }
    clear() {
      this.delete(Array.from(this._parsed.keys()));
      return this;
    }
    [Symbol.for("edge-runtime.inspect.custom")]() {
      return `RequestCookies ${JSON.stringify(Object.fromEntries(this._parsed))}`;
    }
    toString() {
      return [...this._parsed.values()].map((v) => `${v.name}=${encodeURIComponent(v.value)}`).join("; ");
    }
  }

  const normalize = (cookie) => {
    if (typeof cookie.expires === "number") cookie.expires = new Date(cookie.expires);
    if (cookie.maxAge) cookie.expires = new Date(Date.now() + cookie.maxAge * 1e3);
    if (cookie.path === null || cookie.path === undefined) cookie.path = "/";
    return cookie;
  };

  class ResponseCookies {
    constructor(responseHeaders) {
      this._parsed = new Map();
      this._headers = responseHeaders;
      for (const text of responseHeaders.getSetCookie()) {
        const cookie = parseSet(text);
        if (cookie) this._parsed.set(cookie.name, cookie);
      }
    }
    get(...args) {
      return this._parsed.get(nameOf(args));
    }
    getAll(...args) {
      const all = Array.from(this._parsed.values());
      if (!args.length) return all;
      const name = typeof args[0] === "string" ? args[0] : args[0]?.name;
      return all.filter((c) => c.name === name);
    }
    has(name) {
      return this._parsed.has(name);
    }
    set(...args) {
      const [name, value, cookie] = args.length === 1 ? [args[0].name, args[0].value, args[0]] : args;
      this._parsed.set(name, normalize({ name, value, ...cookie }));
      this._headers.delete("set-cookie");
      for (const c of this._parsed.values()) this._headers.append("set-cookie", stringify(c));
      return this;
    }
    delete(...args) {
      const [name, options] = typeof args[0] === "string" ? [args[0]] : [args[0].name, args[0]];
      return this.set({ ...options, name, value: "", expires: new Date(0) });
    }
    [Symbol.for("edge-runtime.inspect.custom")]() {
      return `ResponseCookies ${JSON.stringify(Object.fromEntries(this._parsed))}`;
    }
    toString() {
      return [...this._parsed.values()].map(stringify).join("; ");
    }
  }

  const bind = (target, value) => (typeof value === "function" ? value.bind(target) : value);

  const readonlyError = () => {
    throw new Error("Cookies can only be modified in a Server Action or Route Handler. Read more: https://nextjs.org/docs/app/api-reference/functions/cookies#options");
  };
  // seal makes request cookies that refuse to be changed.
  const seal = (cookies) =>
    new Proxy(cookies, {
      get(target, prop) {
        if (prop === "clear" || prop === "delete" || prop === "set") return readonlyError;
        return bind(target, Reflect.get(target, prop, target));
      },
    });

  // mutable makes the cookies() of a handler: those of the request, and every
  // change noted for the response.
  const mutable = (call) => {
    const target = new ResponseCookies(new Headers());
    for (const cookie of call.requestCookies().getAll()) target.set(cookie);
    const changed = new Set();
    const change = (method) => (...args) => {
      if (call.phase !== "action") readonlyError();
      const name = nameOf(args);
      changed.add(name);
      try {
        target[method](...args);
      } finally {
        call.modified = target.getAll().filter((c) => changed.has(c.name));
      }
      const now = target.get(name);
      next.emit(call, "cookie", { name, value: String(now.value), deleted: method === "delete" });
      return proxy;
    };
    const proxy = new Proxy(target, {
      get(_, prop) {
        if (prop === "set" || prop === "delete") return change(prop);
        return bind(target, Reflect.get(target, prop, target));
      },
    });
    return proxy;
  };

  // merge adds the changes of cookies() to response headers; the response's own
  // cookies win (NEXT-FACTS E9).
  const merge = (headers, modified) => {
    const cookies = new ResponseCookies(headers);
    const own = cookies.getAll();
    for (const cookie of modified) cookies.set(cookie);
    for (const cookie of own) cookies.set(cookie);
  };

  Object.assign(next, { RequestCookies, ResponseCookies, sealCookies: seal, mutableCookies: mutable, mergeCookies: merge, stringifyCookie: stringify, bindTo: bind });
})

// NextRequest, and the request that a handler gets: a Request with nextUrl and
// cookies, made lazily, because most handlers look at neither.
(function (host, internal) {
  "use strict";
  const { next } = internal;
  const slot = Symbol("internal request");

  const removed = {
    page: { get() { throw new Error("The request.page has been deprecated in favour of `URLPattern`.\n  Read more: https://nextjs.org/docs/messages/middleware-request-page\n  "); } },
    ua: { get() { throw new Error("The request.ua has been removed in favour of `userAgent` function.\n  Read more: https://nextjs.org/docs/messages/middleware-parse-user-agent\n  "); } },
  };
  const describe = (r) => ({
    cookies: r.cookies, nextUrl: r.nextUrl, url: r.url, bodyUsed: r.bodyUsed, cache: r.cache, credentials: r.credentials,
    destination: r.destination, headers: Object.fromEntries(r.headers), integrity: r.integrity, keepalive: r.keepalive,
    method: r.method, mode: r.mode, redirect: r.redirect, referrer: r.referrer, referrerPolicy: r.referrerPolicy, signal: r.signal,
  });

  const make = () => {
    class NextRequest extends Request {
      constructor(input, init = {}) {
        const url = typeof input !== "string" && "url" in input ? input.url : String(input);
        next.absolute(url);
        if (init.body && init.duplex !== "half") init.duplex = "half";
        if (input instanceof Request) super(input, init);
        else super(url, init);
        const nextUrl = new next.NextURL(url, { nextConfig: init.nextConfig });
        this[slot] = { cookies: new next.RequestCookies(this.headers), nextUrl, url: nextUrl.toString() };
      }
      get cookies() {
        return this[slot].cookies;
      }
      get nextUrl() {
        return this[slot].nextUrl;
      }
      get url() {
        return this[slot].url;
      }
      [Symbol.for("edge-runtime.inspect.custom")]() {
        return describe(this);
      }
    }
    Object.defineProperties(NextRequest.prototype, removed);
    return NextRequest;
  };
  let made;
  Object.defineProperty(next, "NextRequest", { get: () => (made ??= make()) });

  // HandlerRequest is the class behind the request of a handler. It is not
  // NextRequest: `request instanceof NextRequest` is false in Next, too (E2).
  class HandlerRequest extends Request {
    get nextUrl() {
      return (this[slot] ??= {}).nextUrl ??= new next.NextURL(super.url, { nextConfig: this[slot].config });
    }
    get cookies() {
      return (this[slot] ??= {}).cookies ??= new next.RequestCookies(this.headers);
    }
    [Symbol.for("edge-runtime.inspect.custom")]() {
      return describe(this);
    }
  }
  Object.defineProperties(HandlerRequest.prototype, removed);
  const proto = HandlerRequest.prototype;
  const setPrototypeOf = Object.setPrototypeOf;

  next.newRequest = (init) => setPrototypeOf(internal.newRequest(init), proto);
  next.configure = (request, config, nextUrl) => {
    request[slot] = { config, nextUrl };
  };

  // ---- The request under the modes of static generation ------------------------
  const bind = next.bindTo;
  const plain = ["url", "headers", "cookies", "body", "blob", "json", "text", "arrayBuffer", "formData"];
  const urlParts = ["search", "searchParams", "url", "href", "toJSON", "toString", "origin"];

  // tracked tells each dynamic read to the call: auto, and "error" at build.
  // The traps stand on a prototype, so that a request costs two small objects.
  const isPlain = Object.assign(Object.create(null), Object.fromEntries(plain.map((name) => [name, `request.${name}`])));
  const isURLPart = Object.assign(Object.create(null), Object.fromEntries(urlParts.map((name) => [name, `nextUrl.${name}`])));
  const check = (call, api) => {
    if (call.errorShort) {
      next.read(call, api, 'refused, because of dynamic = "error"');
      throw new next.StaticGenBailoutError(`Route ${call.route} with \`dynamic = "error"\` couldn't be rendered statically because it used \`${api}\`.`);
    }
    next.dynamic(call, api);
  };
  class TrackedURL {
    constructor(call) {
      this.call = call;
    }
    get(target, prop) {
      if (typeof prop === "string") {
        const api = isURLPart[prop];
        if (api !== undefined) check(this.call, api);
        else if (prop === "clone") return () => new Proxy(target.clone(), new TrackedURL(this.call));
      }
      return bind(target, Reflect.get(target, prop, target));
    }
    set(target, prop, value) {
      return Reflect.set(target, prop, value, target);
    }
  }
  class Tracked {
    constructor(call) {
      this.call = call;
      this.nextUrl = null;
    }
    get(target, prop) {
      if (typeof prop === "string") {
        const api = isPlain[prop];
        if (api !== undefined) check(this.call, api);
        else if (prop === "nextUrl") return (this.nextUrl ??= new Proxy(target.nextUrl, new TrackedURL(this.call)));
        else if (prop === "clone") return () => new Proxy(setPrototypeOf(target.clone(), proto), new Tracked(this.call));
      }
      return bind(target, Reflect.get(target, prop, target));
    }
    set(target, prop, value) {
      return Reflect.set(target, prop, value, target);
    }
  }
  next.tracked = (request, call) => new Proxy(request, new Tracked(call));

  // stripped is the request under force-static (NEXT-FACTS E17).
  next.stripped = (request, call) => {
    let headers, cookies, nextUrl;
    const stripURL = (url) => {
      const clean = new URL(url.href);
      clean.host = "localhost:3000";
      clean.search = "";
      clean.protocol = "http";
      const params = new URLSearchParams();
      const proxy = new Proxy(url, {
        get(target, prop) {
          switch (prop) {
            case "search":
              return "";
            case "searchParams":
              return params;
            case "href":
              return clean.href;
            case "toJSON":
            case "toString":
              return () => clean.href;
            case "url":
              return undefined;
            case "origin":
              if (call.prerender) return "http://localhost:3000";
              return target.origin;
            case "clone":
              return () => stripURL(target.clone());
          }
          return bind(target, Reflect.get(target, prop, target));
        },
      });
      return proxy;
    };
    const note = (prop) => next.read(call, `request.${prop}`, 'empty, because of dynamic = "force-static"');
    return new Proxy(request, {
      get(target, prop) {
        switch (prop) {
          case "headers":
            note(prop);
            return (headers ??= next.sealHeaders(new Headers()));
          case "cookies":
            note(prop);
            return (cookies ??= next.sealCookies(new next.RequestCookies(new Headers())));
          case "nextUrl":
            return (nextUrl ??= stripURL(target.nextUrl));
          case "url":
            note(prop);
            return (nextUrl ??= stripURL(target.nextUrl)).href;
          case "geo":
          case "ip":
            return undefined;
          case "clone":
            return () => {
              throw new TypeError("Cannot create proxy with a non-object as target or handler");
            };
        }
        return bind(target, Reflect.get(target, prop, target));
      },
    });
  };
})

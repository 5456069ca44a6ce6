// NextResponse (NEXT-FACTS E15).
(function (host, internal) {
  "use strict";
  const { next } = internal;
  const slot = Symbol("internal response");
  const redirects = new Set([301, 302, 303, 307, 308]);

  const middlewareFields = (init, headers) => {
    if (!init?.request?.headers) return;
    if (!(init.request.headers instanceof Headers)) throw new Error("request.headers must be an instance of Headers");
    const keys = [];
    for (const [key, value] of init.request.headers) {
      headers.set("x-middleware-request-" + key, value);
      keys.push(key);
    }
    headers.set("x-middleware-override-headers", keys.join(","));
  };

  const make = () => {
    class NextResponse extends Response {
      constructor(body, init = {}) {
        super(body, init);
        this[slot] = { init, cookies: null, first: firstCookies(this) };
      }
      get cookies() {
        return (this[slot].cookies ??= cookiesOf(this, this[slot].first));
      }
      [Symbol.for("edge-runtime.inspect.custom")]() {
        return {
          cookies: this.cookies, url: this.url, body: this.body, bodyUsed: this.bodyUsed, headers: Object.fromEntries(this.headers),
          ok: this.ok, redirected: this.redirected, status: this.status, statusText: this.statusText, type: this.type,
        };
      }
      static json(body, init) {
        const response = Response.json(body, init);
        // The text stays a text: the body of the inner response becomes this one's.
        const state = internal.responseState(response);
        const made = new NextResponse(null, { status: state.status, statusText: state.statusText });
        const own = internal.responseState(made);
        own.list = state.list;
        own.headers = null;
        own.body = state.body;
        made[slot].first = firstCookies(made);
        return made;
      }
      static redirect(url, init) {
        const status = typeof init === "number" ? init : (init?.status ?? 307);
        if (!redirects.has(status)) throw new RangeError('Failed to execute "redirect" on "response": Invalid status code');
        const options = typeof init === "object" ? init : {};
        const headers = new Headers(options?.headers);
        headers.set("Location", next.absolute(url));
        return new NextResponse(null, { ...options, headers, status });
      }
      static rewrite(destination, init) {
        const headers = new Headers(init?.headers);
        headers.set("x-middleware-rewrite", next.absolute(destination));
        middlewareFields(init, headers);
        return new NextResponse(null, { ...init, headers });
      }
      static next(init) {
        const headers = new Headers(init?.headers);
        headers.set("x-middleware-next", "1");
        middlewareFields(init, headers);
        return new NextResponse(null, { ...init, headers });
      }
    }
    return NextResponse;
  };

  // firstCookies are the cookies with which a response is made. Next reads them
  // then, so that a later cookies.set() forgets those appended in between.
  const none = Object.freeze([]);
  const firstCookies = (response) => (internal.responseState(response).list.has("set-cookie") ? response.headers.getSetCookie() : none);

  const cookiesOf = (response, first) => {
    const { headers } = response;
    const now = headers.getSetCookie();
    const put = (list) => {
      headers.delete("set-cookie");
      for (const line of list) headers.append("set-cookie", line);
    };
    const later = now.length !== first.length || now.some((line, i) => line !== first[i]);
    if (later) put(first);
    const cookies = new next.ResponseCookies(headers);
    if (later) put(now);
    return new Proxy(cookies, {
      get(target, prop) {
        if (prop === "set" || prop === "delete") {
          return (...args) => {
            const result = target[prop](...args);
            headers.set("x-middleware-set-cookie", result.getAll().map(next.stringifyCookie).join(","));
            const call = next.call();
            if (call) {
              const name = typeof args[0] === "string" ? args[0] : args[0].name;
              next.emit(call, "cookie", { name, value: String(target.get(name)?.value ?? ""), deleted: prop === "delete" });
            }
            return result;
          };
        }
        return next.bindTo(target, Reflect.get(target, prop, target));
      },
    });
  };
  let made;
  Object.defineProperty(next, "NextResponse", { get: () => (made ??= make()) });
})

// headers(), cookies(), draftMode(), connection(), after().
(function (host, internal) {
  "use strict";
  const { next } = internal;

  const refuse = () => {
    throw new Error("Headers cannot be modified. Read more: https://nextjs.org/docs/app/api-reference/functions/headers");
  };
  next.sealHeaders = (headers) =>
    new Proxy(headers, {
      get(target, prop) {
        if (prop === "append" || prop === "delete" || prop === "set") return refuse;
        return next.bindTo(target, Reflect.get(target, prop, target));
      },
    });

  const empty = (value) => Promise.resolve(value);
  // hand gives a value out as its version of Next does: itself in 14, a promise
  // in 16, and in 15 a promise that has the members of the value too.
  const members = {
    cookies: [Symbol.iterator, "size", "get", "getAll", "has", "set", "delete", "clear", "toString"],
    headers: [Symbol.iterator, "append", "delete", "get", "has", "set", "getSetCookie", "forEach", "keys", "values", "entries"],
    draft: ["isEnabled", "enable", "disable"],
  };
  const hand = (call, value, names) => {
    if (call.mode.Version === "14") return value;
    return call.mode.Version === "15" ? next.both(value, names) : Promise.resolve(value);
  };
  next.both = (value, names) => {
    const promise = Promise.resolve(value);
    for (const name of names) {
      if (name === "then" || name === "catch" || name === "finally") continue;
      Object.defineProperty(promise, name, {
        configurable: true, enumerable: typeof name === "string",
        get: () => (typeof value[name] === "function" ? value[name].bind(value) : value[name]),
      });
    }
    return promise;
  };
  const settle = (verdict, call, full, none) => (verdict === true ? full() : verdict === false ? none() : verdict);

  next.headers = function headers() {
    const call = next.need("headers");
    return settle(
      next.dynamic(call, "headers()"),
      call,
      () => (call.headersPromise ??= hand(call, next.sealHeaders(call.requestHeaders()), members.headers)),
      () => hand(call, next.sealHeaders(new Headers()), members.headers),
    );
  };
  next.cookies = function cookies() {
    const call = next.need("cookies");
    return settle(
      next.dynamic(call, "cookies()"),
      call,
      () => {
        if (call.phase !== "action") return hand(call, next.sealCookies(call.requestCookies()), members.cookies);
        return (call.cookiesPromise ??= hand(call, next.mutableCookies(call), members.cookies));
      },
      () => hand(call, next.sealCookies(new next.RequestCookies(new Headers())), members.cookies),
    );
  };
  next.connection = function connection() {
    const call = next.need("connection");
    if (call.phase === "after") {
      throw new Error(`Route ${call.route} used \`connection()\` inside \`after()\`. The \`connection()\` function is used to indicate the subsequent code must only run when there is an actual Request, but \`after()\` executes after the request, so this function is not allowed in this scope. See more info here: https://nextjs.org/docs/app/api-reference/functions/after`);
    }
    return settle(next.dynamic(call, "connection()"), call, () => empty(undefined), () => empty(undefined));
  };

  class DraftMode {
    constructor(call) {
      this._call = call;
    }
    get isEnabled() {
      return this._call !== null && this._call.draft;
    }
    enable() {
      change(this._call, "draftMode().enable()", true);
    }
    disable() {
      change(this._call, "draftMode().disable()", false);
    }
  }
  const change = (own, api, on) => {
    const call = own ?? next.need("draftMode");
    if (call.phase === "after") {
      throw new Error(`Route ${call.route} used "${api}" inside \`after()\`. The enabled status of \`draftMode()\` can be read inside \`after()\` but you cannot enable or disable \`draftMode()\`. See more info here: https://nextjs.org/docs/app/api-reference/functions/after`);
    }
    const scope = next.scope();
    if (scope) throw next.scopeError(call, scope, api);
    if (call.mustBeStatic) next.dynamic(call, api);
    if (call.prerender) next.leave(call, api);
    if (own === null) return;
    call.draft = on;
    const cookie = { name: "__prerender_bypass", value: on ? call.mode.DraftModeID : "", httpOnly: true, sameSite: "none", secure: true, path: "/" };
    if (!on) cookie.expires = new Date(0);
    next.mutableOf(call).set(cookie);
  };
  next.mutableOf = (call) => (call.mutable ??= next.mutableCookies(call));
  const wrapped = next.mutableCookies;
  next.mutableCookies = (call) => (call.mutable ??= wrapped(call));

  next.draftMode = function draftMode() {
    const call = next.need("draftMode");
    return (call.draftPromise ??= hand(call, new DraftMode(call.prerender ? null : call), members.draft));
  };

  // after runs when the answer has been sent, in the context of its caller.
  next.after = function after(task) {
    const call = next.call();
    if (!call) throw new Error("`after` was called outside a request scope. Read more: https://nextjs.org/docs/messages/next-dynamic-api-wrong-context");
    if (task !== null && (typeof task === "object" || typeof task === "function") && typeof task.then === "function") {
      task.then(undefined, (error) => console.error("A promise passed to `after()` rejected:", error));
      call.waits.push(task);
      return;
    }
    if (typeof task !== "function") throw new Error("`after()`: Argument must be a promise or a function");
    const run = internal.context.wrap(async () => {
      try {
        await task();
      } catch (error) {
        console.error("An error occurred in a function passed to `after()`:", error);
      }
    });
    // The queue of Next runs already: what is added now begins now.
    if (call.phase === "after") run();
    else call.afters.push(run);
  };
})

// The last prelude: it runs the exports of a program for the calls that come
// from Go, and sends back what they answer.
(function (host, internal) {
  "use strict";
  const { next } = internal;
  const context = internal.context;
  const { plainThen } = internal;
  const calls = new Map();
  const modules = new Map(); // specifier → namespace, once it is loaded
  const modes = new Map();

  // A clock that a person stopped or moved is the one that code reads.
  let held = 0;
  let ahead = 0;
  let follows = false;
  const setClock = (mode) => {
    held = mode.ClockHeld ?? 0;
    ahead = mode.ClockAhead ?? 0;
    if (!follows) followClock();
    follows = true;
  };
  const followClock = () => {
    const real = globalThis.Date;
    const wall = real.now;
    const { setTime } = real.prototype;
    const now = () => held || wall() + ahead;
    Object.defineProperty(real, "now", { value: { now }.now, writable: true, configurable: true, enumerable: false });
    globalThis.Date = new Proxy(real, {
      construct(target, args, newTarget) {
        const made = Reflect.construct(target, args, newTarget);
        if (args.length === 0) Reflect.apply(setTime, made, [now()]);
        return made;
      },
      apply: () => new globalThis.Date().toString(),
    });
    real.prototype.constructor = globalThis.Date;
  };

  // Code of an edge route sees other globals, while one of its calls runs
  // (NEXT-FACTS J4). A project without such routes pays nothing for it.
  let edged = false;
  const enterEdge = () => {
    if (edged) return;
    edged = true;
    const differs = (name, ordinary, edge) => {
      Object.defineProperty(globalThis, name, {
        configurable: true, enumerable: false,
        get: () => (next.call()?.mode.EdgeRuntime ? edge : ordinary),
        set: (value) => { ordinary = value; },
      });
    };
    const { env, nextTick } = globalThis.process;
    differs("process", globalThis.process, { env: { ...env, NEXT_RUNTIME: "edge" }, nextTick, cwd: () => "/" });
    differs("EdgeRuntime", undefined, "edge-runtime");
  };

  // Call is the record of a call. What most calls never touch stands on the
  // prototype, and lists are made at their first use.
  class Call {
    constructor(id, mode) {
      this.id = id;
      this.mode = mode;
      this.reads = noReads;
      const dynamic = mode.Dynamic;
      if (mode.ClockHeld !== held || mode.ClockAhead !== ahead) setClock(mode);
      if (mode.EdgeRuntime) enterEdge();
      if (mode.Draft) this.draft = true;
      if (mode.Prerender) this.prerender = true;
      if (dynamic === "auto" || dynamic === "") return;
      this.forceStatic = dynamic === "force-static";
      this.forceDynamic = dynamic === "force-dynamic";
      this.mustBeStatic = dynamic === "error";
      this.errorShort = this.mustBeStatic && mode.Prerender;
    }
    get route() {
      return this.mode.RoutePath;
    }
    get pending() {
      return (this.someoneWaits ??= []);
    }
    get waits() {
      return (this.later ??= []);
    }
    get afters() {
      return (this.tasks ??= []);
    }
    get tags() {
      return (this.collected ??= []);
    }
    requestHeaders() {
      return internal.makeHeaders(new internal.HeaderList(this.flat.slice()), "none");
    }
    // flat is the headers that came: [name, value, …].
    get flat() {
      return (this.list ??= this.headerText === "" ? [] : split(this.headerText, "\n"));
    }
    requestCookies() {
      return (this.parsedCookies ??= new next.RequestCookies(this.requestHeaders()));
    }
  }
  Object.assign(Call.prototype, {
    phase: "action", prerender: false, forceStatic: false, forceDynamic: false, mustBeStatic: false, errorShort: false, draft: false,
    revalidate: undefined, expire: undefined, left: null, modified: null, request: null, headerText: "", list: null, action: false, body: null,
    lines: 0, someoneWaits: null, later: null, tasks: null, collected: null, finished: false, marking: null, noStore: false, giveUp: null, asking: 0, second: false,
  });
  // Most calls read nothing dynamic: they share this map until the first does.
  const noReads = {
    has: () => false,
    set(api, read) {
      const call = next.call();
      if (call && call.reads === noReads) call.reads = new Map();
      call?.reads.set(api, read);
    },
    size: 0,
  };

  internal.callID = () => next.call()?.id ?? 0;

  // A call may print so many lines; after that a line costs next to nothing,
  // because it is neither formatted nor located. Code of no call shares one count.
  const limits = host.rtLimits();
  const nobody = { lines: 0 };
  internal.consoleFull = () => (next.call() ?? nobody).lines > limits.console;
  internal.onConsole = (level, text) => {
    const call = next.call() ?? nobody;
    call.lines++;
    if (text.length > limits.line) text = `${text.slice(0, limits.line)}… (cut: ${text.length} characters)`;
    if (call.lines > limits.console) host.rtConsole(call.id ?? 0, "", "", "");
    else host.rtConsole(call.id ?? 0, level, text, new Error().stack);
  };
  internal.onUnhandledRejection = (reason) => {
    const [name, message, stack] = internal.describe(reason);
    host.rtRejection(internal.callID(), name, message, stack);
  };
  internal.onUncaught = (error) => {
    const [name, message, stack] = internal.describe(error);
    host.rtRejection(internal.callID(), name, message, stack);
  };

  const modeOf = (text) => {
    let mode = modes.get(text);
    if (mode === undefined) {
      mode = JSON.parse(text);
      if (modes.size > 1000) modes.clear();
      modes.set(text, mode);
    }
    return mode;
  };

  // load imports a module of the program, at once where it is there already.
  const load = (spec, then) => {
    const ns = modules.get(spec);
    if (ns !== undefined) return then(ns);
    return import(spec).then((loaded) => {
      modules.set(spec, loaded);
      return then(loaded);
    });
  };

  // fail reports what a call threw. Nothing in here may throw: a call that is
  // not answered keeps its client waiting.
  const fail = (call, error) => {
    if (call.left) error = call.left.error;
    error = sendable(error);
    const [name, message, stack, code] = internal.describe(error);
    const thrown = call.left ? { kind: "dynamic", status: 0, url: call.left.api } : (attempt(next.thrown, error) ?? { kind: "error", status: 0, url: "" });
    const changed = thrown.kind === "error" ? changes() : undefined;
    host.rtThrown(call.id, thrown.kind, thrown.status, thrown.url, name, message, stack, code, attempt(cookiesOf, call) ?? "", attempt(notes, call) ?? "", changed);
    finish(call);
  };
  const changes = () => {
    try {
      return internal.tampered();
    } catch {
      return "what our own code stands on";
    }
  };
  const attempt = (f, value) => {
    try {
      return f(value);
    } catch {
      return undefined;
    }
  };
  // sendable is the error of a redirect whose location no header can carry.
  const sendable = (error) => {
    const thrown = attempt(next.thrown, error);
    if (thrown?.kind !== "redirect") return error;
    try {
      new Headers({ Location: thrown.url });
      return error;
    } catch (refused) {
      return refused;
    }
  };
  const cookiesOf = (call) => (call.modified ? call.modified.map(next.stringifyCookie).join("\n") : "");

  // notes is what a call leaves behind besides its answer, "" for nothing.
  const notes = (call) => {
    if (call.reads === noReads && call.collected === null && call.revalidate === undefined && call.expire === undefined && call.modified === null) return "";
    const reads = [];
    if (call.reads !== noReads) for (const [api, { effect, stack }] of call.reads) reads.push({ api, effect, stack });
    return JSON.stringify({
      reads, tags: call.tags, revalidate: finite(call.revalidate), expire: finite(call.expire),
      cookies: call.modified ? call.modified.map(next.stringifyCookie) : [],
    });
  };
  const finite = (n) => (typeof n !== "number" ? null : n >= next.infinite ? null : n);

  // finish lets go of a call when its answer is out: after() runs now.
  const finish = (call) => {
    if (call.finished) return;
    call.finished = true;
    call.phase = "after";
    if (call.tasks === null && call.later === null) {
      calls.delete(call.id);
      host.rtDone(call.id);
      return;
    }
    context.run({ call }, async () => {
      await Promise.allSettled(call.afters.map((task) => task()));
      await Promise.allSettled(call.waits);
      await Promise.allSettled(call.pending);
      calls.delete(call.id);
      host.rtDone(call.id);
    });
  };

  const wordOf = (value) => {
    if (value === null) return "null";
    if (value === undefined) return "undefined";
    return typeof value === "object" ? (value.constructor?.name || "object") : typeof value;
  };

  // respond sends a response; the body follows where it is a stream.
  const respond = (call, res) => {
    if (!internal.isResponse(res)) {
      throw new Error(
        `No response is returned from route handler '[project]/${call.file}'. Expected a Response object but received '${wordOf(res)}' (method: ${call.method}, url: ${pathOf(call)}). Ensure you return a \`Response\` or a \`NextResponse\` in all branches of your handler.`,
      );
    }
    if (call.modified !== null) next.mergeCookies(internal.responseState(res).headers ?? res.headers, call.modified);
    const state = internal.responseState(res);
    if (state.status === 0 && call.mode.RoutePath !== "/_middleware") throw new RangeError('init["status"] must be in the range of 200 to 599, inclusive.');
    const parts = internal.responseParts(res);
    const { body } = parts;
    let size = parts.statusText.length;
    for (let i = 0; i < parts.headers.length; i++) size += parts.headers[i].length + 2;
    if (size > limits.header) throw new RangeError(`the headers of the response are ${size} bytes long, more than ${limits.header} (limit: headers)`);
    const stream = body !== null && typeof body === "object" && typeof body.read === "function";
    const done = !stream && call.tasks === null && call.later === null && !call.finished;
    host.rtRespond(call.id, parts.status, parts.statusText, parts.headers.join("\n"), stream ? undefined : body, stream, notes(call), done);
    if (stream) pump(call, body);
    else if (done) {
      call.finished = true;
      call.phase = "after";
      calls.delete(call.id);
    } else finish(call);
  };
  const pathOf = (call) => {
    try {
      return new URL(call.url).pathname;
    } catch {
      return call.url;
    }
  };

  // pump sends a stream in step with its consumer.
  const pump = (call, body) => {
    call.body = body;
    const sent = context.run({ call }, async () => {
      try {
        for (;;) {
          const chunk = await body.read();
          if (chunk === null || chunk === undefined) break;
          if (chunk.length === 0) continue;
          const verdict = host.rtChunk(call.id, chunk);
          if (verdict === 2) {
            internal.cancelCall(call.id);
            break;
          }
          if (verdict === 1) await host.rtDrain(call.id);
        }
        host.rtEnd(call.id);
      } catch (error) {
        const [name, message, stack] = internal.describe(error);
        host.rtBroken(call.id, name, message, stack);
      }
      finish(call);
    });
    // An error that cannot be described, because its getters do not end, must not
    // keep the client waiting. This is a task of its own, after the interrupt.
    plainThen(sent, undefined, () => {
      host.rtBroken(call.id, "Error", "the body failed, and what it failed with does not end when it is read", "");
      finish(call);
    });
  };

  // A response waits for the revalidations of its handler.
  const settle = (call, res) => {
    if (call.left && !call.forceStatic) return fail(call, call.left.error);
    if (call.someoneWaits === null) return respond(call, res);
    return Promise.all(call.pending).then(() => respond(call, res));
  };

  // land is settle for a call that has come to its end, whatever happens there.
  const land = (call, res) => {
    try {
      const waiting = settle(call, res);
      if (waiting instanceof Promise) waiting.then(undefined, (error) => within(call, fail, error));
    } catch (error) {
      within(call, fail, error);
    }
  };
  const within = (call, f, value) => context.run({ call }, f, call, value);

  const looksLikeAction = (headers) => {
    for (let i = 0; i < headers.length; i += 2) {
      const name = headers[i].toLowerCase();
      if (name === "next-action") return true;
      if (name === "content-type" && (headers[i + 1].startsWith("multipart/form-data") || headers[i + 1] === "application/x-www-form-urlencoded")) return true;
    }
    return false;
  };

  const makeRequest = (call, hasBody) => {
    const body = hasBody ? { read: () => host.rtRead(call.id), cancel() {} } : null;
    const request = next.newRequest({ method: call.method, url: call.url, headers: call.flat, body });
    call.request = request;
    return request;
  };
  const shape = (call, request) => {
    switch (call.mode.Dynamic) {
      case "force-static":
        return next.stripped(request, call);
      case "force-dynamic":
        if (call.prerender) next.leave(call, 'dynamic = "force-dynamic"');
        return request;
      case "error":
        return call.prerender ? next.tracked(request, call) : request;
      default:
        return next.tracked(request, call);
    }
  };

  const split = Function.prototype.call.bind(String.prototype.split);
  const invoke = Function.prototype.call.bind(Function.prototype.call);

  // looksAtNothing tells of a handler that it cannot see its arguments: neither
  // names, nor rest, nor defaults, nor `arguments`. It is called without them, and
  // the request is never made, which is a third of the way of a small answer.
  const blind = new WeakMap();
  const textOf = Function.prototype.call.bind(Function.prototype.toString);
  const looksAtNothing = (handler) => {
    let known = blind.get(handler);
    if (known === undefined) {
      known = handler.length === 0 && /^(?:async\s*)?(?:function\b[^(]*\(\s*\)|\(\s*\)\s*=>)/.test(textOf(handler)) && !/\barguments\b|\beval\b|\[native code\]/.test(textOf(handler));
      blind.set(handler, known);
    }
    return known;
  };

  // runHandler runs a method export with a request.
  internal.runHandler = (id, modeText, file, spec, name, method, url, headers, hasBody, params) => {
    const call = new Call(id, modeOf(modeText));
    calls.set(id, call);
    call.file = file;
    call.method = method;
    call.url = url;
    call.headerText = headers;
    call.action = method === "POST" && looksLikeAction(call.flat);
    context.enter({ call });
    try {
      const ns = modules.get(spec);
      const out = ns === undefined ? load(spec, (loaded) => dispatch(call, loaded, name, hasBody, params)) : dispatch(call, ns, name, hasBody, params);
      if (out instanceof Promise) {
        plainThen(out, (res) => land(call, res), (error) => within(call, fail, error));
      } else if (out !== null && typeof out === "object" && typeof out.then === "function") {
        out.then((res) => land(call, res), (error) => fail(call, error));
      } else land(call, out);
    } catch (error) {
      fail(call, error);
    } finally {
      context.enter(undefined);
    }
  };
  const dispatch = (call, ns, name, hasBody, params) => {
    const handler = ns[name] ?? ns.default?.[name]; // the latter of a CommonJS file
    if (typeof handler !== "function") throw new TypeError(`${call.file} does not export a function ${name}`);
    if (!call.prerender && looksAtNothing(handler)) return invoke(handler, null);
    const request = shape(call, makeRequest(call, hasBody));
    const value = params === undefined ? (call.mode.EdgeRuntime ? Promise.resolve({}) : undefined) : paramsOf(call, params);
    if (call.prerender && call.mode.CacheComponents) return internal.prerenderTwice(call, handler, request, value);
    return invoke(handler, null, request, { params: value }); // Next calls it with this = null
  };
  const paramsOf = (call, text) => {
    const params = JSON.parse(text);
    if (call.mode.Version === "14") return params;
    return call.mode.Version === "15" ? internal.next.both(params, Object.keys(params)) : Promise.resolve(params);
  };

  // runExport runs the other exports: a value comes back as JSON, a Response as
  // a response.
  internal.runExport = (id, modeText, action, file, spec, name, argsText, method, url, headers) => {
    const call = new Call(id, modeOf(modeText));
    calls.set(id, call);
    call.file = file;
    call.method = method;
    call.url = url;
    call.headerText = headers;
    const run = () => load(spec, (ns) => actions[action](call, ns, name, argsText === undefined ? [] : JSON.parse(argsText)));
    context.run({ call }, () => {
      try {
        Promise.resolve(run())
          .then(async (value) => {
            if (call.left && !call.forceStatic) return fail(call, call.left.error);
            await Promise.all(call.pending);
            if (internal.isResponse(value)) return respond(call, value);
            host.rtValue(call.id, value === undefined ? undefined : JSON.stringify(value, dates), notes(call));
            finish(call);
          })
          .then(undefined, (error) => fail(call, error));
      } catch (error) {
        fail(call, error);
      }
    });
  };
  // Dates keep being dates: the writers of sitemaps need to know.
  const dates = function (key, value) {
    // An alternate language without an address is written as the word, not left out.
    if (key === "languages" && value !== null && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([language, url]) => [language, url === undefined ? "undefined" : url]));
    }
    return this[key] instanceof Date ? { $date: Number.isNaN(+this[key]) ? null : this[key].toISOString() } : value;
  };
  const fn = (file, ns, name) => {
    if (typeof ns[name] !== "function") throw new TypeError(`${file} does not export a function ${name}`);
    return ns[name];
  };
  const actions = {
    metadata: (call, ns, name, args) => fn(call.file, ns, name || "default")(...args.map((a) => revive(a))),
    staticParams: async (call, ns, name, args) => {
      if (typeof ns.generateStaticParams !== "function") return undefined;
      const items = await ns.generateStaticParams(args[0] ?? { params: {} });
      // A param that is there and undefined is not one that is missing, which JSON could not say.
      const said = (item) => Object.fromEntries(Object.entries(item).map(([key, value]) => [key, value === undefined ? null : value]));
      return Array.isArray(items) ? items.map((item) => (item !== null && typeof item === "object" ? said(item) : item)) : items;
    },
    sitemaps: (call, ns) => (typeof ns.generateSitemaps === "function" ? ns.generateSitemaps() : undefined),
    imageMetadata: (call, ns, name, args) => (typeof ns.generateImageMetadata === "function" ? ns.generateImageMetadata(args[0] ?? {}) : undefined),
    config: async (call, ns, name, args) => {
      let value = ns.default || ns;
      // Next freezes what it got, and a module with its names cannot be frozen.
      if (value === ns && Object.keys(ns).length > 0) throw new TypeError(`Cannot redefine property: ${Object.keys(ns)[0]}`);
      if (typeof value === "function") value = value(args[0] ?? "phase-production-server", { defaultConfig: args[1] ?? {} });
      value = await value;
      // It reads a field of the config, or sets one, before it looks at its type.
      if (value === null || value === undefined) throw new TypeError(`Cannot read properties of ${value} (reading 'experimental')`);
      if (typeof value !== "object") throw new TypeError(`Cannot create property 'experimental' on ${typeof value} '${value}'`);
      return evaluated(value);
    },
    exports: (call, ns) => Object.fromEntries(Object.keys(ns).map((key) => [key, describeExport(ns[key])])),
    instrument: async (call, ns) => {
      if (typeof ns.register === "function") await ns.register();
      return Object.keys(ns);
    },
    requestError: async (call, ns, name, args) => {
      if (typeof ns.onRequestError !== "function") return undefined;
      const [described, ...rest] = args;
      const error = Object.assign(new Error(described.message), described);
      await ns.onRequestError(error, ...rest);
      return undefined;
    },
    proxy: undefined,
  };
  const describeExport = (value) => ({
    type: typeof value,
    value: value === null || ["string", "number", "boolean"].includes(typeof value) ? value : undefined,
  });
  // revive turns {"$promise": x} into a promise of x: params and id of metadata.
  const revive = (arg) => {
    if (arg === null || typeof arg !== "object") return arg;
    if ("$undefined" in arg) return undefined;
    if ("$promise" in arg) return Promise.resolve(arg.$promise);
    return Object.fromEntries(Object.entries(arg).map(([k, v]) => [k, revive(v)]));
  };
  // evaluated calls the functions of a config and awaits what they answer.
  const evaluated = async (config) => {
    const out = {};
    for (const [key, value] of Object.entries(config ?? {})) {
      if (["redirects", "rewrites", "headers"].includes(key)) {
        if (typeof value !== "function") continue; // Next warns of it and goes on without
        out[key] = await value();
        if (out[key] === undefined) throw new Error(`${key} must return an array, received undefined.\nSee here for more info: https://nextjs.org/docs/messages/routes-must-be-array`);
      } else if (typeof value !== "function") out[key] = value;
    }
    return out;
  };

  // runProxy runs proxy.ts or middleware.ts. The answer is a response; a run
  // that returns nothing goes on as NextResponse.next() would.
  internal.runProxy = (id, modeText, file, spec, name, method, url, headers, hasBody) => {
    const call = new Call(id, modeOf(modeText));
    calls.set(id, call);
    call.file = file;
    call.method = method;
    call.url = url;
    call.headerText = headers;
    context.run({ call }, () => {
      const run = () =>
        load(spec, async (ns) => {
          const handler = ns[name] ?? ns.proxy ?? ns.middleware ?? ns.default;
          if (typeof handler !== "function") {
            throw new Error(`The file "${file}" must export a function, either as a default export or as a named "${name || "proxy"}" export.`);
          }
          const config = { basePath: call.mode.BasePath, trailingSlash: call.mode.TrailingSlash };
          const options = { nextConfig: config };
          let nextUrl;
          if (call.mode.I18N) {
            config.i18n = JSON.parse(call.mode.I18N);
            options.host = new Headers(makeRequest(call, false).headers).get("host") ?? undefined;
            nextUrl = new next.NextURL(call.url, options);
            call.url = String(nextUrl);
          }
          const request = makeRequest(call, hasBody);
          next.configure(request, config, nextUrl);
          const event = { sourcePage: "/" + file.replace(/\.[^.]+$/, ""), waitUntil: (p) => call.waits.push(Promise.resolve(p)), passThroughOnException() {} };
          Object.defineProperty(event, "waitUntil", { enumerable: false });
          const outdated = () => {
            throw new Error(`The middleware "${event.sourcePage}" accepts an async API directly with the form:\n  \n  export function middleware(request, event) {\n    return NextResponse.redirect('/new-location')\n  }\n  \n  Read more: https://nextjs.org/docs/messages/middleware-new-signature\n  `);
          };
          Object.defineProperty(event, "request", { get: outdated });
          Object.defineProperty(event, "passThroughOnException", { enumerable: false });
          const res = await handler(request, event);
          if (res === undefined || res === null) return next.NextResponse.next();
          if (!internal.isResponse(res)) throw new TypeError("Expected an instance of Response to be returned");
          return nextUrl === undefined ? res : localize(res, nextUrl, options);
        });
      run().then(
        (res) => settle(call, res),
        (error) => fail(call, error),
      ).then(undefined, (error) => fail(call, error));
    });
  };

  // localize writes the locale into a rewrite of the proxy to its own host, and
  // takes the default one out of a redirect (Next's web/adapter).
  const localize = (res, nextUrl, options) => {
    for (const [name, forceLocale] of [["x-middleware-rewrite", true], ["location", false]]) {
      const to = res.headers.get(name);
      if (!to || !URL.canParse(to)) continue;
      const target = new next.NextURL(to, { ...options, forceLocale });
      if (target.host !== nextUrl.host) continue;
      if (name === "location") res = new Response(res.body, res); // the headers of a redirect are immutable
      res.headers.set(name, String(target));
    }
    return res;
  };

  // tampered names a built-in that the code has changed and on which our own
  // code stands, undefined where all are as they were.
  const pillars = [];
  for (const [owner, name] of [[Object, "Object"], [Array, "Array"], [Promise, "Promise"], [Function, "Function"], [String, "String"], [Map, "Map"], [WeakMap, "WeakMap"], [Set, "Set"], [JSON, "JSON"], [Reflect, "Reflect"]]) {
    pillars[pillars.length] = { object: globalThis, key: name, value: owner, label: name };
    for (const [object, label] of [[owner, name], [owner.prototype, name + ".prototype"]]) {
      if (object === undefined) continue;
      for (const key of Reflect.ownKeys(object)) {
        const d = Reflect.getOwnPropertyDescriptor(object, key);
        if (typeof d.value === "function") pillars[pillars.length] = { object, key, value: d.value, label: label + "." + (typeof key === "symbol" ? key.description : key) };
      }
    }
  }
  const { getOwnPropertyDescriptor } = Reflect;
  const arrays = Array.prototype;
  // What handlers are written with. Some are getters until their first use, and
  // then what those have put in their place.
  const tools = [];
  for (const key of ["Response", "Request", "Headers", "URL", "URLSearchParams", "TextEncoder", "TextDecoder", "ReadableStream", "Error", "Symbol", "Number"]) {
    const d = getOwnPropertyDescriptor(globalThis, key);
    if (d !== undefined) tools[tools.length] = { key, value: d.value, get: d.get };
  }
  const broken = (tool) => {
    const d = getOwnPropertyDescriptor(globalThis, tool.key);
    if (d === undefined) return true;
    if (tool.get === undefined) return d.value !== tool.value;
    return d.get !== tool.get && typeof d.value !== "function";
  };
  internal.tampered = () => {
    for (const key in {}) return "Object.prototype." + key;
    for (let i = 0; i < 4; i++) {
      if (getOwnPropertyDescriptor(arrays, i) !== undefined) return `Array.prototype[${i}]`;
    }
    for (let i = 0; i < tools.length; i++) {
      if (broken(tools[i])) return tools[i].key;
    }
    for (let i = 0; i < pillars.length; i++) {
      const p = pillars[i];
      if (getOwnPropertyDescriptor(p.object, p.key)?.value !== p.value) return p.label;
    }
    return undefined;
  };

  // cancelCall is what happens when the client goes: the body is cancelled and
  // the request's signal aborts.
  internal.cancelCall = (id) => {
    const call = calls.get(id);
    if (!call) return;
    context.run({ call }, () => {
      // Next's reason for both (its class ResponseAborted).
      const error = Object.defineProperty(new Error(), "name", { value: "ResponseAborted", writable: true, configurable: true, enumerable: true });
      if (call.request) internal.abortRequest(call.request, error);
      if (call.body) Promise.resolve(call.body.cancel(error)).catch(() => {});
      else calls.delete(id);
    });
  };
})

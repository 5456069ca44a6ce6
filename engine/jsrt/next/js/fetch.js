// The patched fetch: what says how it is to be cached goes through the data
// cache, everything else straight out (NEXT-FACTS F6).
(function (host, internal) {
  "use strict";
  const { next } = internal;

  // raw is the fetch of the Web library, in the context of the call: it asks for
  // the permission in its name.
  const rawFetch = (input, init) => {
    if (!internal.fetch) internal.load("fetch");
    return internal.fetch(input, init);
  };

  const field = (input, init, name) => init?.[name] ?? (internal.isRequest(input) ? input[name] : undefined);
  const nextField = (input, init, name) => init?.next?.[name] ?? (internal.isRequest(input) ? internal.requestState(input).next?.[name] : undefined);

  // plan decides how long a fetch may be kept, 0 for not at all; automatic says
  // that nothing asks for or against it, which makes no route dynamic.
  const plan = (call, input, init, url) => {
    const mode = next.scope()?.kind === "unstable-cache" ? "force-no-store" : call.mode.FetchCache || undefined;
    const store = storeOf(call);
    let cache = field(input, init, "cache");
    if (cache === "default") cache = undefined;
    const own = nextField(input, init, "revalidate");
    let revalidate = own;
    if (cache !== undefined && revalidate !== undefined) {
      if ((cache === "force-cache" && revalidate === 0) || (cache === "no-store" && (revalidate > 0 || revalidate === false))) {
        console.warn(`Warning: fetch for ${url} on ${call.route} specified "cache: ${cache}" and "revalidate: ${revalidate}", only one should be specified.`);
        cache = revalidate = undefined;
      }
    }
    const optsOut = cache === "no-cache" || cache === "no-store" || mode === "force-no-store" || mode === "only-no-store";
    if (cache === "force-cache" && revalidate === undefined) revalidate = false;
    else if (optsOut || (!mode && !cache && !revalidate && call.forceDynamic)) revalidate = 0;
    let keep = next.validRevalidate(revalidate, call.route);
    const implicit = mode === undefined && cache === undefined && revalidate === undefined;
    const headers = new Headers(init?.headers ?? (internal.isRequest(input) ? input.headers : undefined));
    const unusual = headers.has("authorization") || headers.has("cookie") || !["get", "head"].includes((field(input, init, "method") ?? "GET").toLowerCase());
    const automatic = (unusual && store?.revalidate === 0) || (implicit && !call.mode.BuildPhase);
    refuse(mode, cache, keep, url);
    if (mode === "force-cache" && (revalidate === undefined || revalidate === 0)) keep = next.infinite;
    if (keep === undefined) {
      if (mode === "default-cache" && !call.noStore) keep = next.infinite;
      else if (mode === "default-no-store" || call.noStore || automatic) keep = 0;
      else keep = store ? (store.revalidate ?? call.mode.Revalidate ?? next.infinite) : next.infinite;
    }
    return { keep, automatic, implicit, own };
  };
  // storeOf is what a fetch may shorten: a static attempt or a cached function.
  const storeOf = (call) => {
    const scope = next.scope();
    if (scope) return scope.kind === "use-cache" ? scope : undefined;
    return call.prerender ? call : undefined;
  };
  const refuse = (mode, cache, keep, url) => {
    if (mode === "only-no-store" && (cache === "force-cache" || keep > 0)) {
      throw new Error(`cache: 'force-cache' used on fetch for ${url} with 'export const fetchCache = 'only-no-store'`);
    }
    if (mode === "only-cache" && cache === "no-store") {
      throw new Error(`cache: 'no-store' used on fetch for ${url} with 'export const fetchCache = 'only-cache'`);
    }
  };
  // narrow lets a fetch shorten, or end, the static attempt that it belongs to.
  const narrow = (call, planned, url) => {
    const { keep, automatic, own } = planned;
    const attempted = call.prerender && !next.scope();
    if (attempted && call.mode.CacheComponents && (keep === 0 || planned.implicit)) return next.hang(call, `fetch ${url}`);
    if (automatic || !storeOf(call) || (call.forceStatic && keep === 0)) return undefined;
    if (keep === 0 && attempted) {
      if (call.mustBeStatic) next.dynamic(call, `no-store fetch ${url}`);
      next.leave(call, `revalidate: 0 fetch ${url}`);
    }
    if (own === keep || (own === false && keep >= next.infinite)) next.collect(call, keep);
    return undefined;
  };

  // keyOf is what tells two fetches apart: the Request, or the second argument as
  // it was written, so that "post" is not "POST" and X-A not x-a.
  const keyOf = async (input, init, url) => {
    const from = internal.isRequest(input) ? input : (init ?? {});
    const headers = typeof from.headers?.keys === "function" && !Array.isArray(from.headers) ? Object.fromEntries(from.headers) : { ...from.headers };
    delete headers.traceparent;
    delete headers.tracestate;
    const body = from === input ? (input.body ? await bodyParts(new Uint8Array(await input.clone().arrayBuffer())) : []) : await bodyParts(from.body);
    return JSON.stringify(["v3", url, from.method, headers, from.mode, from.redirect, from.credentials, from.referrer, from.referrerPolicy, from.integrity, field(input, init, "cache"), body]);
  };
  // bodyParts is what a body adds to the key: its kind and its bytes or fields. A
  // stream is left alone, and counts as no body.
  const bodyParts = async (body) => {
    const bytes = async (v) => `bytes:${new Uint8Array(await new Response(v).arrayBuffer()).toBase64()}`;
    if (body === undefined || body === null || body === "" || body instanceof ReadableStream) return [];
    if (typeof body === "string") return [`str:${body}`];
    if (body instanceof URLSearchParams || body instanceof FormData) {
      const parts = [body instanceof FormData ? "multipart" : "form"];
      for (const [name, value] of body) parts.push(`key:${name}`, typeof value === "string" ? `str:${value}` : `file:${value.name}:${value.type}:${await bytes(value)}`);
      return parts;
    }
    if (body instanceof Blob) return ["blob", body.type, await bytes(body)];
    return [await bytes(body)];
  };

  // store writes an answer as JSON, revive makes a Response of it again. What is
  // kept beyond this call has lost its status text and all but one Set-Cookie.
  const store = async (response) => ({
    status: response.status, statusText: response.statusText, url: response.url, headers: [...response.headers].flat(),
    body: new Uint8Array(await response.arrayBuffer()).toBase64(),
  });
  const revive = (kept) =>
    internal.newResponse({ status: kept.status, statusText: kept.statusText, url: kept.url, headers: kept.headers, type: "default", body: [101, 204, 205, 304].includes(kept.status) ? null : Uint8Array.fromBase64(kept.body) });

  const lasting = (kept) => ({ ...kept, statusText: "", headers: Object.entries(Object.fromEntries(pairs(kept.headers))).flat() });
  const pairs = (flat) => flat.flatMap((name, i) => (i % 2 ? [] : [[name, flat[i + 1]]]));

  // lock lets one fetch of a key at a time into a call; the next one finds what
  // the first has stored.
  const lock = (call, key) => {
    const locks = (call.locks ??= new Map());
    const before = locks.get(key) ?? Promise.resolve();
    let unlock;
    const held = new Promise((done) => (unlock = done));
    locks.set(key, before.then(() => held));
    return before.then(() => unlock);
  };

  // Next hands out a copy of what a plain GET brings: a Response of its own
  // making, which knows of no redirect.
  const shared = (input, init, method) => (method === "GET" || method === "HEAD") && !init?.signal && !field(input, init, "keepalive");
  const copied = (response) => {
    if (response.body === null) return response;
    const copy = new Response(response.body, { status: response.status, statusText: response.statusText, headers: response.headers });
    Object.defineProperty(copy, "url", { value: response.url, configurable: true, enumerable: true, writable: false });
    return copy;
  };

  const fetched = (call, method, url, fields, started) => {
    next.emit(call, "fetch", { method, url, ms: host.perfNow ? host.perfNow() - started : 0, ...fields });
  };

  async function fetch(input, init) {
    const call = next.call();
    const inContext = internal.context.snapshot();
    const raw = (input, init) => inContext(rawFetch, input, init);
    const url = internal.isRequest(input) ? input.url : String(input);
    const started = host.perfNow ? host.perfNow() : 0;
    const method = (field(input, init, "method") ?? "GET").toUpperCase();
    if (!call || init?.next?.internal) return raw(input, init);
    let full = url;
    try {
      const parsed = new URL(url);
      parsed.username = parsed.password = "";
      full = parsed.href;
    } catch {
      return raw(input, init);
    }
    const planned = plan(call, input, init, url);
    const { keep } = planned;
    const tags = next.validTags(nextField(input, init, "tags") ?? [], `fetch ${url}`);
    if (storeOf(call)) next.collect(call, undefined, tags);
    const ended = narrow(call, planned, url);
    if (ended) return ended;
    if (keep === 0 || call.draft) {
      try {
        const response = await raw(input, init);
        fetched(call, method, full, { status: response.status }, started);
        return shared(input, init, method) ? copied(response) : response;
      } catch (error) {
        fetched(call, method, full, { err: String(error?.cause?.message ?? error?.message ?? error) }, started);
        throw error;
      }
    }
    const key = await keyOf(input, init, full);
    const { kept, cache } = await throughCache(call, { kind: "fetch", key, revalidate: keep >= next.infinite ? null : keep, tags }, full, () => raw(input, init));
    fetched(call, method, full, { status: kept.status, cache }, started);
    return revive(kept);
  }

  // throughCache answers from the cache, or sends the request and keeps what is a
  // 200. A stale answer is renewed behind the call, once.
  const throughCache = async (call, entry, label, send) => {
    const renew = async () => {
      const kept = await store(await send());
      if (kept.status === 200) {
        await next.askCache(call, "set", { ...entry, revalidate: entry.revalidate ?? 31536000, expire: null, value: lasting(kept), label });
      }
      return kept;
    };
    const unlock = await lock(call, entry.key);
    try {
      const got = await next.askCache(call, "get", { ...entry, label });
      if (!got.hit || (got.stale && call.prerender)) return { kept: await renew(), cache: "MISS" };
      const renewing = (call.renewing ??= new Set());
      if (got.stale && !renewing.has(entry.key)) {
        renewing.add(entry.key);
        call.waits.push(renew().catch((error) => console.error(`revalidating cache with key: ${entry.key}`, error)));
      }
      return { kept: got.value, cache: got.stale ? "STALE" : "HIT" };
    } finally {
      unlock();
    }
  };
  Object.defineProperty(globalThis, "fetch", { value: fetch, writable: true, configurable: true, enumerable: true });
})

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

  const keyOf = async (input, init, url) => {
    const isRequest = internal.isRequest(input);
    const headers = [...new Headers(init?.headers ?? (isRequest ? input.headers : undefined))].filter(([name]) => name !== "traceparent" && name !== "tracestate");
    let body = "";
    let stored = init?.body;
    if (isRequest && input.body && stored === undefined) {
      stored = new Uint8Array(await input.clone().arrayBuffer());
    }
    if (stored !== undefined && stored !== null) {
      const text = typeof stored === "string" ? stored : stored instanceof URLSearchParams ? stored.toString() : undefined;
      if (text !== undefined) body = text;
      else body = await new Response(stored instanceof FormData ? formText(stored) : stored instanceof ReadableStream ? "" : stored).text();
    }
    return JSON.stringify(["v3", url, (field(input, init, "method") ?? "GET").toUpperCase(), headers, field(input, init, "mode"), field(input, init, "redirect"), field(input, init, "credentials"), field(input, init, "referrer"), field(input, init, "cache"), body]);
  };
  const formText = (form) => JSON.stringify([...form].map(([k, v]) => [k, typeof v === "string" ? v : v.name]));

  // store keeps an answer as JSON, revive makes a Response of it again.
  const store = async (response) => ({
    status: response.status, statusText: response.statusText, url: response.url, headers: [...response.headers].flat(),
    body: new Uint8Array(await response.arrayBuffer()).toBase64(),
  });
  const revive = (kept) =>
    internal.newResponse({ status: kept.status, statusText: kept.statusText, url: kept.url, headers: kept.headers, type: "default", body: [101, 204, 205, 304].includes(kept.status) ? null : Uint8Array.fromBase64(kept.body) });

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
      full = new URL(url).href;
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
    const entry = { kind: "fetch", key, revalidate: keep >= next.infinite ? null : keep, tags };
    const got = await next.askCache(call, "get", entry);
    const renew = async () => {
      const response = await raw(input, init);
      const state = response.status;
      const kept = await store(response);
      if (state === 200) {
        await next.askCache(call, "set", { ...entry, revalidate: entry.revalidate ?? 31536000, expire: null, value: kept, label: full });
      }
      return kept;
    };
    if (got.hit && !(got.stale && call.prerender)) {
      fetched(call, method, full, { status: got.value.status, cache: got.stale ? "STALE" : "HIT" }, started);
      if (got.stale) call.waits.push(renew().catch((error) => console.error(`revalidating cache with key: ${key}`, error)));
      return revive(got.value);
    }
    const kept = await renew();
    fetched(call, method, full, { status: kept.status, cache: "MISS" }, started);
    return revive(kept);
  }
  Object.defineProperty(globalThis, "fetch", { value: fetch, writable: true, configurable: true, enumerable: true });
})

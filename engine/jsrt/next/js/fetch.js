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

  // plan decides how long a fetch may be kept: 0 for not at all.
  const plan = (call, input, init, url) => {
    const mode = call.mode.FetchCache || undefined;
    let cache = field(input, init, "cache");
    if (cache === "default") cache = undefined;
    let revalidate = nextField(input, init, "revalidate");
    if (typeof cache === "string" && revalidate !== undefined) {
      if ((cache === "force-cache" && revalidate === 0) || (cache === "no-store" && (revalidate > 0 || revalidate === false))) {
        console.warn(`Warning: fetch for ${url} on ${call.route} specified "cache: ${cache}" and "revalidate: ${revalidate}", only one should be specified.`);
        cache = undefined;
        revalidate = undefined;
      }
    }
    const explicit = cache !== undefined || revalidate !== undefined || mode !== undefined;
    const forbids = mode === "only-no-store" || mode === "force-no-store";
    if (cache === undefined && revalidate === undefined && (forbids || (call.forceDynamic && mode !== "force-cache" && mode !== "only-cache" && mode !== "default-cache"))) cache = "no-store";
    if (mode === "force-no-store") cache = "no-store";
    const unkept = ["no-cache", "no-store"].includes(cache);
    if (unkept && mode !== "force-cache") revalidate = 0;
    if (cache === "force-cache" && revalidate === undefined) revalidate = false;
    if (mode === "only-no-store" && (cache === "force-cache" || revalidate > 0)) {
      throw new Error(`cache: 'force-cache' used on fetch for ${url} with 'export const fetchCache = 'only-no-store'`);
    }
    if (mode === "only-cache" && cache === "no-store") {
      throw new Error(`cache: 'no-store' used on fetch for ${url} with 'export const fetchCache = 'only-cache'`);
    }
    if (mode === "force-cache" && (revalidate === undefined || revalidate === 0)) revalidate = false;
    let keep = next.validRevalidate(revalidate, call.route);
    if (keep === undefined) {
      if (mode === "default-cache") keep = next.infinite;
      else if (mode === "default-no-store") keep = 0;
      else keep = automatic(call, input, init, explicit);
    }
    return keep;
  };
  // automatic is a fetch without any word on caching: kept only while a static
  // answer is made, and not with credentials or another method.
  const automatic = (call, input, init, explicit) => {
    if (!explicit && !call.prerender) return 0;
    const headers = new Headers(init?.headers ?? (internal.isRequest(input) ? input.headers : undefined));
    const method = (field(input, init, "method") ?? "GET").toLowerCase();
    const personal = headers.has("authorization") || headers.has("cookie");
    if ((personal || (method !== "get" && method !== "head")) && call.revalidate === 0) return 0;
    return call.revalidate ?? call.mode.Revalidate ?? next.infinite;
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
    return JSON.stringify(["v3", url, (field(input, init, "method") ?? "GET").toUpperCase(), headers, field(input, init, "mode"), field(input, init, "redirect"), field(input, init, "credentials"), field(input, init, "referrer"), body]);
  };
  const formText = (form) => JSON.stringify([...form].map(([k, v]) => [k, typeof v === "string" ? v : v.name]));

  // store keeps an answer as JSON, revive makes a Response of it again.
  const store = async (response) => ({
    status: response.status, statusText: response.statusText, url: response.url, headers: [...response.headers].flat(),
    body: new Uint8Array(await response.arrayBuffer()).toBase64(),
  });
  const revive = (kept) =>
    internal.newResponse({ status: kept.status, statusText: kept.statusText, url: kept.url, headers: kept.headers, type: "default", body: [101, 204, 205, 304].includes(kept.status) ? null : Uint8Array.fromBase64(kept.body) });

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
    let keep = 0;
    let full = url;
    try {
      full = new URL(url).href;
    } catch {
      return raw(input, init);
    }
    keep = plan(call, input, init, url);
    const tags = next.validTags(nextField(input, init, "tags") ?? [], `fetch ${url}`);
    next.collect(call, call.prerender || next.scope() ? keep : undefined, tags);
    if (keep === 0 && call.prerender && !next.scope()) {
      if (call.mustBeStatic) next.dynamic(call, `no-store fetch ${url}`);
      if (call.mode.CacheComponents) return next.hang(call, `fetch ${url}`);
      if (!call.forceStatic) next.leave(call, `revalidate: 0 fetch ${url}`);
    }
    if (keep === 0 || call.draft) {
      try {
        const response = await raw(input, init);
        fetched(call, method, full, { status: response.status }, started);
        return response;
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
      if (state === 200 || (call.prerender && state < 500)) {
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

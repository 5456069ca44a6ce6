// next/cache: revalidation, unstable_cache, 'use cache' with its profile and
// tags, over the engine's cache (host.rtCache, documented in engine/cache).
(function (host, internal) {
  "use strict";
  const { next } = internal;
  const year = 31536000;
  const infinite = 0xfffffffe;

  const ask = async (call, op, input) => {
    if (call) call.asking++;
    try {
      if (call?.marking && op === "get") await call.marking;
      return JSON.parse(await host.rtCache(call ? call.id : 0, op, JSON.stringify(input)));
    } finally {
      if (call) call.asking--;
    }
  };
  next.askCache = ask;

  // collect narrows what the running answer may be kept for, and adds tags.
  next.collect = (call, revalidate, tags, expire) => {
    const scope = next.scope();
    for (const target of [scope, call]) {
      if (!target) continue;
      if (typeof revalidate === "number" && (target.revalidate === undefined || revalidate < target.revalidate)) target.revalidate = revalidate;
      if (typeof expire === "number" && (target.expire === undefined || expire < target.expire)) target.expire = expire;
      for (const tag of tags ?? []) if (!target.tags.includes(tag)) target.tags.push(tag);
      if (scope?.kind === "unstable-cache") return;
    }
  };

  const revalidate = (expression, op, input) => {
    const call = next.call();
    if (!call) throw new Error(`Invariant: static generation store missing in ${expression}`);
    const scope = next.scope();
    if (scope) {
throw new Error(`Route "${call.route}": \`${expression}\` can't be called inside a cached function. Call it from a Server Action or Route Handler instead.\nLearn more: https://nextjs.org/docs/messages/revalidate-in-use-cache`);
    }
    if (call.prerender) {
      call.forceStatic = false; // not even force-static keeps an answer that revalidates
      next.leave(call, expression);
    }
    const done = ask(call, op, input).then((out) => {
      for (const line of out.warn ?? []) console.warn(line);
    });
    call.marking = done.catch((error) => console.error(error));
    call.pending.push(call.marking);
  };

  function revalidateTag(tag, profile) {
    if (!profile) {
      console.warn('"revalidateTag" without the second argument is now deprecated, add second argument of "max" or use "updateTag". See more info here: https://nextjs.org/docs/messages/revalidate-tag-single-arg');
    }
    revalidate(`revalidateTag(${JSON.stringify(tag)})`, "revalidateTag", { tags: [tag], profile: profile ?? null });
  }
  function revalidatePath(path, type) {
    if (path.length > 1024) {
      console.warn(`Warning: revalidatePath received "${path}" which exceeded max length of 1024. See more info here https://nextjs.org/docs/app/api-reference/functions/revalidatePath`);
      return;
    }
    revalidate(`revalidatePath(${JSON.stringify(path)})`, "revalidatePath", { path, type: type ?? null });
  }
  function updateTag() {
    throw new Error("updateTag can only be called from within a Server Action. To invalidate cache tags in Route Handlers or other contexts, use revalidateTag instead. See more info here: https://nextjs.org/docs/app/api-reference/functions/updateTag");
  }
  function refresh() {
    throw new Error("refresh can only be called from within a Server Action. See more info here: https://nextjs.org/docs/app/api-reference/functions/refresh");
  }
  function unstable_noStore() {
    const call = next.call();
    if (!call || call.forceStatic || next.scope()) return;
    call.noStore = true;
    if (call.mustBeStatic) next.dynamic(call, "unstable_noStore()");
    if (call.prerender && !call.mode.CacheComponents) next.leave(call, "unstable_noStore()");
    next.collect(call, 0);
  }

  const validTags = (tags, description) => {
    const valid = [];
    for (const tag of tags) {
      if (typeof tag !== "string") console.warn(`Warning: invalid tags passed to ${description}: `, [{ tag, reason: "invalid type, must be a string" }]);
      else if (tag.length > 256) console.warn(`Warning: invalid tags passed to ${description}: `, [{ tag, reason: "exceeded max length of 256" }]);
      else if (valid.length < 128) valid.push(tag);
    }
    return valid;
  };
  const validRevalidate = (value, route) => {
    if (value === false || value === Infinity) return infinite;
    if (typeof value === "number" && !Number.isNaN(value) && value > -1) return value;
    if (value === undefined) return undefined;
    throw new Error(`Invalid revalidate value "${value}" on "${route}", must be a non-negative number or false`);
  };
  Object.assign(next, { validTags, validRevalidate, infinite });

  // through answers from the cache or runs the function and keeps its result.
  const through = async (call, entry, run) => {
    const { kind, key, tags, revalidate, label } = entry;
    // A native await loses the context; the function runs in that of its caller.
    const ctx = internal.context.get();
    const bypass = entry.bypass || call?.draft || call?.mode.FetchCache === "force-no-store";
    const keep = async (value, scope) => {
      if (call?.draft) return;
      const life = kind === "use-cache" ? scope : { revalidate, expire: undefined, tags };
      await ask(call, "set", {
        kind, key, label, value: JSON.stringify(value) ?? null, tags: life.tags,
        revalidate: typeof life.revalidate === "number" && life.revalidate < infinite ? life.revalidate : kind === "unstable_cache" ? year : null,
        expire: typeof life.expire === "number" && life.expire < infinite ? life.expire : null,
      });
    };
    const fresh = async () => {
      const scope = { kind: kind === "use-cache" ? "use-cache" : "unstable-cache", tags: [], revalidate: undefined, expire: undefined };
      const value = await internal.context.run({ ...ctx, scope }, run);
      return { value, scope };
    };
    if (!bypass) {
      const got = await ask(call, "get", { kind, key, revalidate: typeof revalidate === "number" && revalidate < infinite ? revalidate : null, tags });
      if (got.hit) {
        if (kind === "use-cache" && call) internal.context.run(ctx, next.collect, call, got.revalidate ?? undefined, got.tags, got.expire ?? undefined);
        if (kind === "use-cache" && shortLived(call, got.revalidate, got.expire)) return internal.context.run(ctx, next.hang, call, `a "use cache" function with a short life`);
        const value = got.value === null ? undefined : JSON.parse(got.value);
        if (!got.stale) return value;
        const renew = fresh().then(async ({ value: v, scope }) => {
          await keep(v, scope);
          return v;
        });
        if (call?.prerender) return renew;
        const quiet = renew.catch((error) => console.error(`revalidating cache with key: ${key}`, error));
        call?.waits.push(quiet);
        return value;
      }
    }
    const { value, scope } = await fresh();
    if (kind === "use-cache" && call) internal.context.run(ctx, next.collect, call, scope.revalidate, scope.tags, scope.expire);
    if (kind === "use-cache" && shortLived(call, scope.revalidate, scope.expire)) return internal.context.run(ctx, next.hang, call, `a "use cache" function with a short life`);
    await keep(value, scope);
    return value;
  };

  function unstable_cache(fn, keyParts, options = {}) {
    if (options.revalidate === 0) {
      throw new Error(`Invariant revalidate: 0 can not be passed to unstable_cache(), must be "false" or "> 0" ${fn.toString()}`);
    }
    const tags = options.tags ? validTags(options.tags, `unstable_cache ${fn.toString()}`) : [];
    const revalidate = validRevalidate(options.revalidate, `unstable_cache ${fn.name || fn.toString()}`);
    const fixed = `${fn.toString()}-${Array.isArray(keyParts) && keyParts.join(",")}`;
    return async (...args) => {
      const call = next.call();
      const nested = next.scope()?.kind === "unstable-cache";
      if (call && (call.prerender || next.scope()?.kind === "use-cache") && !nested) next.collect(call, revalidate, tags);
      else if (call && !nested) next.collect(call, undefined, tags);
      const entry = { kind: "unstable_cache", key: `${fixed}-${JSON.stringify(args)}`, tags, revalidate, label: fn.name || "unstable_cache", bypass: nested };
      return through(call, entry, () => fn(...args));
    };
  }

  const needComponents = (name) => {
    const call = next.call();
    if (call && !call.mode.CacheComponents) throw new Error(`\`${name}()\` is only available with the \`cacheComponents\` config.`);
    const scope = next.scope();
    if (!scope || scope.kind !== "use-cache") {
      const prefix = call ? `Route "${call.route}": ` : "";
      throw new Error(`${prefix}\`${name}()\` can only be called inside a \`"use cache"\` or \`"use cache: private"\` function.\nLearn more: https://nextjs.org/docs/messages/${name === "cacheTag" ? "cache-tag" : "cache-life"}-outside-use-cache`);
    }
    return { call, scope };
  };
  function cacheLife(profile) {
    const { call, scope } = needComponents("cacheLife");
    const life = JSON.parse(host.rtCacheLife(call ? call.id : 0, JSON.stringify({ profile })));
    scope.explicit = true;
    const least = (a, b) => (a === undefined ? (b ?? undefined) : b === null || b === undefined ? a : Math.min(a, b));
    scope.revalidate = least(scope.revalidate, life.revalidate);
    scope.expire = least(scope.expire, life.expire);
  }
  function cacheTag(...tags) {
    const { scope } = needComponents("cacheTag");
    for (const tag of validTags(tags, "`cacheTag()`")) if (!scope.tags.includes(tag)) scope.tags.push(tag);
  }

  // A value that lives under five minutes is not worth keeping in a static
  // answer: under cacheComponents the attempt ends there.
  const shortLived = (call, revalidate, expire) =>
    call?.prerender && call.mode.CacheComponents && (revalidate === 0 || (typeof expire === "number" && expire < 300));

  // pack writes a value as JSON that keeps what a 'use cache' function may take
  // and answer beside plain data; unpack makes it again.
  const tagged = (kind, value) => ({ $: kind, v: value });
  const pack = (v) => {
    if (v === undefined) return tagged("undefined");
    if (typeof v === "bigint") return tagged("bigint", String(v));
    if (typeof v === "number" && (!Number.isFinite(v) || Object.is(v, -0))) return tagged("number", Object.is(v, -0) ? "-0" : String(v));
    if (typeof v === "function") return tagged("function", v.name);
    if (typeof v === "symbol") return tagged("symbol", v.description);
    if (v === null || typeof v !== "object") return v;
    if (Array.isArray(v)) return Array.from(v, pack);
    if (v instanceof Date) return tagged("date", +v);
    if (v instanceof Map) return tagged("map", Array.from(v, ([k, w]) => [pack(k), pack(w)]));
    if (v instanceof Set) return tagged("set", Array.from(v, pack));
    if (v instanceof ArrayBuffer) return tagged("ArrayBuffer", new Uint8Array(v).toBase64());
    if (ArrayBuffer.isView(v)) return tagged(v.constructor.name, new Uint8Array(v.buffer, v.byteOffset, v.byteLength).toBase64());
    const proto = Object.getPrototypeOf(v);
    if (proto !== null && proto !== Object.prototype && v.constructor !== Object) return tagged("instance", v.constructor?.name);
    const out = {};
    for (const key of Object.keys(v)) if (v[key] !== undefined) out[key] = pack(v[key]);
    return "$" in out ? tagged("object", out) : out;
  };
  const views = ["Uint8Array", "Int8Array", "Uint8ClampedArray", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "DataView"];
  const unpack = (v) => {
    if (v === null || typeof v !== "object") return v;
    if (Array.isArray(v)) return v.map(unpack);
    const fields = (o) => Object.fromEntries(Object.entries(o).map(([k, w]) => [k, unpack(w)]));
    switch (v.$) {
      case undefined: return fields(v);
      case "bigint": return BigInt(v.v);
      case "number": return Number(v.v);
      case "date": return new Date(v.v ?? NaN);
      case "map": return new Map(v.v.map(([k, w]) => [unpack(k), unpack(w)]));
      case "set": return new Set(v.v.map(unpack));
      case "object": return fields(v.v);
      case "symbol": return Symbol.for(v.v);
      case "Buffer": return Uint8Array.fromBase64(v.v);
      case "ArrayBuffer": return Uint8Array.fromBase64(v.v).buffer;
    }
    if (views.includes(v.$)) return new globalThis[v.$](Uint8Array.fromBase64(v.v).buffer);
    return undefined;
  };

  // hidden is the error that leaves a 'use cache' function: production builds
  // say nothing of the one inside, which goes to the console.
  const hidden = (error) => {
    if (error?.digest === "DYNAMIC_SERVER_USAGE" || error?.code === "NEXT_STATIC_GEN_BAILOUT") return error;
    const out = new Error("An error occurred in the Server Components render. The specific message is omitted in production builds to avoid leaking sensitive details. A digest property is included on this error instance which may provide additional details about the nature of the error.");
    if (typeof error?.digest === "string") out.digest = error.digest;
    else {
      console.error(error);
      let hash = 5381;
      const text = String(error?.message) + String(error?.stack ?? "");
      for (let i = text.length; i > 0; ) hash = (hash * 33) ^ text.charCodeAt(--i);
      out.digest = String(hash >>> 0);
    }
    return out;
  };

  // cached is what the bundler makes of a function that says 'use cache'.
  next.cached = async (id, args, fn) => {
    const call = next.call();
    const key = `${id}-${JSON.stringify(pack(args))}`;
    const run = async () => {
      const scope = next.scope();
      try {
        const value = await fn();
        if (scope.invalid) throw scope.invalid;
        if (!scope.explicit) scope.revalidate ??= 900;
        return pack(value);
      } catch (error) {
        throw hidden(scope.invalid ?? error);
      }
    };
    return unpack(await through(call, { kind: "use-cache", key, tags: [], label: id }, run));
  };
  Object.defineProperty(globalThis, Symbol.for("signalbox.cached"), { value: next.cached });

  const io = (promise) => promise;
  next.cache = {
    unstable_cache, updateTag, revalidateTag, revalidatePath, refresh, unstable_noStore, io, cacheLife, cacheTag,
    navigation: undefined, prefetch: undefined, unstable_cacheLife: cacheLife, unstable_cacheTag: cacheTag,
  };
})

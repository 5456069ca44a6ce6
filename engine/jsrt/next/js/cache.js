// next/cache: revalidation, unstable_cache, 'use cache' with its profile and
// tags, over the engine's cache (host.rtCache, documented in engine/cache).
(function (host, internal) {
  "use strict";
  const { next } = internal;
  const year = 31536000;
  const infinite = 0xfffffffe;

  // ask puts a question to the cache. What was asked for before is answered before
  // anything is stored: two calls that miss together both run.
  const ask = async (call, op, input) => {
    if (call) call.asking++;
    try {
      if (call?.marking && op === "get") await call.marking;
      const reading = (call ? (call.reading ??= new Set()) : new Set());
      if (op === "set" && reading.size > 0) await Promise.allSettled(reading);
      const answer = host.rtCache(call ? call.id : 0, op, JSON.stringify(input));
      if (op !== "get") return JSON.parse(await answer);
      reading.add(answer);
      try {
        return JSON.parse(await answer);
      } finally {
        reading.delete(answer);
      }
    } finally {
      if (call) call.asking--;
    }
  };
  next.askCache = ask;

  // collect narrows what the innermost cached function, or the running answer,
  // may be kept for, and adds tags. A function that ends passes on what it came to.
  next.collect = (call, revalidate, tags, expire, stale) => {
    const target = next.scope() ?? call;
    if (!target) return;
    const least = (name, value) => {
      if (typeof value === "number" && (target[name] === undefined || value < target[name])) target[name] = value;
    };
    least("revalidate", revalidate);
    least("expire", expire);
    least("stale", stale);
    for (const tag of tags ?? []) if (!target.tags.includes(tag)) target.tags.push(tag);
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

  // validLife checks the seconds of a life that code gives as an object; Infinity
  // becomes a number that JSON can say.
  const foreverHints = {
    stale: "cache on the client forever without checking with the server.",
    revalidate: "",
    expire: "cache on the server forever without checking with the origin.",
  };
  const validLife = (life) => {
    const out = { ...life };
    for (const key of ["stale", "revalidate", "expire"]) {
      const value = life[key];
      if (value === undefined) continue;
      if (value === false) {
        throw new Error(`Pass \`Infinity\` instead of \`false\` if you ${key === "revalidate" ? "do not want to revalidate by time." : `want to ${foreverHints[key]}`}`);
      }
      if (typeof value !== "number") throw new Error(`The ${key} option must be a number of seconds.`);
      if (value === Infinity) out[key] = infinite;
      else if (!Number.isFinite(value)) {
        throw new Error(`Invalid \`cacheLife()\` option "${key}" provided, expected a finite number of seconds or Infinity, received ${value}.`);
      }
    }
    if (out.revalidate !== undefined && out.expire !== undefined && out.revalidate > out.expire) {
      throw new Error("If providing both the revalidate and expire options, the expire option must be greater than the revalidate option. The expire option indicates how many seconds from the start until it can no longer be used.");
    }
    return out;
  };

  function revalidateTag(tag, profile) {
    if (!profile) {
      console.warn('"revalidateTag" without the second argument is now deprecated, add second argument of "max" or use "updateTag". See more info here: https://nextjs.org/docs/messages/revalidate-tag-single-arg');
    } else if (typeof profile === "object") {
      profile = validLife(profile);
    }
    revalidate(`revalidateTag(${JSON.stringify(tag)})`, "revalidateTag", { tags: [String(tag)], profile: profile || null });
  }
  function revalidatePath(path, type) {
    if (path.length > 1024) {
      console.warn(`Warning: revalidatePath received "${path}" which exceeded max length of 1024. See more info here https://nextjs.org/docs/app/api-reference/functions/revalidatePath`);
      return;
    }
    if (typeof path !== "string") throw new TypeError("e.charCodeAt is not a function"); // as Next's minified code says it
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
  // collected is what a 'use cache' function came to, for whoever called it.
  const through = async (call, entry, run) => {
    const { kind, key, tags, revalidate, label } = entry;
    // A native await loses the context; the function runs in that of its caller.
    const ctx = internal.context.get();
    const bypass = entry.bypass || call?.draft || call?.mode.FetchCache === "force-no-store";
    const own = kind === "use-cache";
    const keep = async (value, scope) => {
      if (call?.draft) return;
      const life = own ? scope : { revalidate, expire: undefined, tags };
      await ask(call, "set", {
        kind, key, label, value: JSON.stringify(own ? { v: value, stale: scope.stale } : value) ?? null, tags: life.tags,
        revalidate: typeof life.revalidate === "number" && life.revalidate < infinite ? life.revalidate : own ? null : year,
        expire: typeof life.expire === "number" && life.expire < infinite ? life.expire : null,
      });
    };
    const fresh = async () => {
      const scope = { kind: own ? "use-cache" : "unstable-cache", tags: [], explicit: {}, ...(own ? defaultLife(call) : {}) };
      const value = await internal.context.run({ ...ctx, scope }, run);
      Object.assign(scope, scope.explicit);
      return { value, scope };
    };
    const collected = (life) => {
      if (!own || !call) return undefined;
      internal.context.run(ctx, next.collect, call, life.revalidate ?? undefined, life.tags, life.expire ?? undefined, life.stale);
      const short = shortLived(call, life);
      return short ? internal.context.run(ctx, next.hang, call, `a "use cache" function with a short life (${short})`) : undefined;
    };
    if (!bypass) {
      const got = await ask(call, "get", { kind, key, label, revalidate: typeof revalidate === "number" && revalidate < infinite ? revalidate : null, tags });
      if (got.hit) {
        let value = got.value === null ? undefined : JSON.parse(got.value);
        const ended = collected({ ...got, stale: value?.stale });
        if (ended) return ended;
        if (own) value = value.v;
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
    const ended = collected(scope);
    if (ended) return ended;
    try {
      await keep(value, scope);
    } catch (error) {
      console.error(error); // the value was made, it only cannot be kept
    }
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
  // lifeOf resolves the name of a profile, or checks an object.
  const lifeOf = (call, profile) => {
    if (typeof profile === "string") return JSON.parse(host.rtCacheLife(call ? call.id : 0, JSON.stringify({ profile })));
    if (typeof profile !== "object" || profile === null || Array.isArray(profile)) {
      throw new Error("Invalid `cacheLife()` option. Either pass a profile name or object.");
    }
    return validLife(profile);
  };
  // defaultLife is what a function starts with that does not call cacheLife; what
  // runs inside it may shorten that.
  const defaultLife = (call) => {
    const { stale, revalidate, expire } = lifeOf(call, "default");
    return { stale: stale ?? 300, revalidate: revalidate ?? infinite, expire: expire ?? infinite };
  };
  function cacheLife(profile) {
    const { call, scope } = needComponents("cacheLife");
    const life = lifeOf(call, profile);
    for (const name of ["stale", "revalidate", "expire"]) {
      const value = life[name] === null && name !== "stale" ? infinite : life[name];
      if (typeof value === "number" && !(scope.explicit[name] <= value)) scope.explicit[name] = value;
    }
  }
  function cacheTag(...tags) {
    const { scope } = needComponents("cacheTag");
    for (const tag of validTags(tags, "`cacheTag()`")) if (!scope.tags.includes(tag)) scope.tags.push(tag);
  }

  // A value that lives under five minutes, or that a browser may keep for less
  // than half a minute, is not worth keeping in a static answer: under
  // cacheComponents the attempt ends there.
  const shortLived = (call, life) => {
    if (!call.prerender || !call.mode.CacheComponents) return "";
    if (life.revalidate === 0) return "revalidate is 0";
    if (typeof life.expire === "number" && life.expire < 300) return `expire is ${life.expire} s, under 300`;
    return life.stale < 30 ? `stale is ${life.stale} s, under 30` : "";
  };

  // pack writes a value as JSON that keeps what a 'use cache' function may take
  // and answer beside plain data; unpack makes it again.
  const tagged = (kind, value) => ({ $: kind, v: value });
  const refuse = (strict, message) => {
    if (strict) throw new Error(message);
  };
  const pack = (v, strict) => {
    if (v === undefined) return tagged("undefined");
    if (typeof v === "bigint") return tagged("bigint", String(v));
    if (typeof v === "number" && (!Number.isFinite(v) || Object.is(v, -0))) return tagged("number", Object.is(v, -0) ? "-0" : String(v));
    if (typeof v === "function") {
      refuse(strict, "Functions cannot be passed directly to Client Components unless you explicitly expose it by marking it with \"use server\". Or maybe you meant to call this function rather than return it.");
      return tagged("function", v.name);
    }
    if (typeof v === "symbol") {
      if (Symbol.keyFor(v) === undefined) refuse(strict, "Only global symbols received from Symbol.for(...) can be passed to Client Components.");
      return tagged("symbol", v.description);
    }
    if (v === null || typeof v !== "object") return v;
    const within = (w) => pack(w, strict);
    if (Array.isArray(v)) return Array.from(v, within);
    if (v instanceof Date) return tagged("date", +v);
    if (v instanceof Map) return tagged("map", Array.from(v, ([k, w]) => [within(k), within(w)]));
    if (v instanceof Set) return tagged("set", Array.from(v, within));
    if (v instanceof ArrayBuffer) return tagged("ArrayBuffer", new Uint8Array(v).toBase64());
    if (ArrayBuffer.isView(v)) return tagged(v.constructor.name, new Uint8Array(v.buffer, v.byteOffset, v.byteLength).toBase64());
    const proto = Object.getPrototypeOf(v);
    if (proto !== null && proto !== Object.prototype && v.constructor !== Object) {
      if (!(v instanceof Error || v instanceof Promise)) refuse(strict, "Only plain objects, and a few built-ins, can be passed to Client Components from Server Components. Classes or null prototypes are not supported.");
      return tagged("instance", v.constructor?.name);
    }
    const out = {};
    // React drops what is undefined on its way back, and tells it apart in arguments.
    for (const key of Object.keys(v)) if (!strict || v[key] !== undefined) out[key] = within(v[key]);
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

  // cached is what the bundler makes of a function that says 'use cache'. One that
  // says 'use cache: private' is kept for the request alone.
  next.cached = async (id, args, fn, own) => {
    const call = next.call();
    const key = `${id}-${JSON.stringify(args.map((v) => pack(v)))}`;
    const run = async () => {
      const scope = next.scope();
      try {
        const value = await fn();
        if (scope.invalid) throw scope.invalid;
        return pack(value, true);
      } catch (error) {
        throw hidden(scope.invalid ?? error);
      }
    };
    return unpack(await (own ? privately(call, key, run) : through(call, { kind: "use-cache", key, tags: [], label: id }, run)));
  };
  // privately runs a function once in a request. It may read cookies and headers,
  // and so no static attempt waits for it.
  const privately = (call, key, run) => {
    const outer = next.scope();
    if (outer && !outer.private) {
      const where = outer.kind === "unstable-cache" ? "`unstable_cache()`" : '`"use cache"`';
      throw new Error(`Route "${call?.route}": \`"use cache: private"\` can't be used inside ${where}.\nLearn more: https://nextjs.org/docs/messages/use-cache-private-composition`);
    }
    if (call?.prerender) return next.hang(call, 'a "use cache: private" function');
    const kept = (call.privates ??= new Map());
    if (!kept.has(key)) {
      const scope = { kind: "use-cache", private: true, tags: [], explicit: {}, ...defaultLife(call) };
      kept.set(key, internal.context.run({ ...internal.context.get(), scope }, run));
    }
    return kept.get(key);
  };
  Object.defineProperty(globalThis, Symbol.for("signalbox.cached"), { value: next.cached });

  const io = (promise) => promise;
  next.cache = {
    unstable_cache, updateTag, revalidateTag, revalidatePath, refresh, unstable_noStore, io, cacheLife, cacheTag,
    navigation: undefined, prefetch: undefined, unstable_cacheLife: cacheLife, unstable_cacheTag: cacheTag,
  };
})

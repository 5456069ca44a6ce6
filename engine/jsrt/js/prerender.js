// The static attempt under cacheComponents (NEXT-FACTS F15).
(function (host, internal) {
  "use strict";
  const { next, context } = internal;

  // A value that differs each time, read outside of a cached function, makes a
  // route dynamic at once. The watch is set at the first attempt and stays.
  let watching = false;
  const watch = () => {
    if (watching) return;
    watching = true;
    const note = (api) => {
      const call = next.call();
      if (call && call.prerender && call.mode.CacheComponents && !next.scope()) next.hang(call, api);
    };
    const wrap = (owner, name, api) => {
      const real = owner?.[name];
      if (typeof real !== "function") return;
      const wrapped = { [name](...args) { note(api); return Reflect.apply(real, this, args); } }[name];
      Object.defineProperty(owner, name, { value: wrapped, writable: true, configurable: true, enumerable: Object.getOwnPropertyDescriptor(owner, name)?.enumerable ?? false });
    };
    wrap(Math, "random", "`Math.random()`");
    wrap(Date, "now", "`Date.now()`");
    wrap(globalThis.performance, "now", "`performance.now()`");
    wrap(globalThis.crypto, "randomUUID", "`crypto.randomUUID()`");
    wrap(globalThis.crypto, "getRandomValues", "`crypto.getRandomValues()`");
    // In the second run a timer never comes due: whoever waits for it waits for
    // something that no cache holds.
    const { setTimeout } = globalThis;
    globalThis.setTimeout = { setTimeout(fn, ms, ...args) {
      const call = next.call();
      return call && call.second && !next.scope() ? setTimeout(() => {}, 1) : setTimeout(fn, ms, ...args);
    } }.setTimeout;
    const RealDate = Date;
    globalThis.Date = new Proxy(RealDate, {
      construct(target, args, newTarget) {
        if (args.length === 0) note("`new Date()`");
        return Reflect.construct(target, args, newTarget);
      },
      apply(target, self, args) {
        note("`Date()`");
        return Reflect.apply(target, self, args);
      },
    });
    RealDate.prototype.constructor = globalThis.Date;
  };

  // prerenderTwice is the attempt under cacheComponents: the first run fills the
  // caches, the second has to answer within a task (NEXT-FACTS F15).
  internal.prerenderTwice = async (call, handler, request, params) => {
    const gone = new Promise((_, reject) => {
      call.giveUp = () => reject(call.left.error);
    });
    gone.catch(() => {});
    const inContext = context.snapshot();
    const attempt = async () => {
      const res = await inContext(handler, request, { params });
      return internal.isResponse(res) ? { res, bytes: await res.clone().arrayBuffer() } : { res };
    };
    watch();
    await Promise.race([attempt(), gone]);
    await Promise.all(call.pending);
    let answer;
    call.second = true;
    const second = attempt().then((a) => (answer = a));
    second.catch(() => {});
    // A task may pass, and as many as the cache needs for its answers.
    const task = () => new Promise((done) => setImmediate(() => setImmediate(done)));
    do {
      await Promise.race([task(), gone, second]);
    } while (!answer && call.asking > 0);
    if (!answer) await Promise.race([task(), gone, second]);
    call.second = false;
    if (!answer) {
      call.left ??= { api: "IO that was not cached", error: new Error(`Route ${call.route} couldn't be rendered statically because it used IO that was not cached. See more info here: https://nextjs.org/docs/messages/cache-components`) };
      throw call.left.error;
    }
    return answer.res;
  };
})

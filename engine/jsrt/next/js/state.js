// What every next/* module shares: the running call, its phases, the errors of
// dynamic APIs, and the events of the trace.
(function (host, internal) {
  "use strict";
  const next = (internal.next = {});

  // call answers the record of the request that the current code belongs to.
  next.call = () => internal.context.get()?.call;

  // scope answers the innermost cached function that runs, if any.
  next.scope = () => internal.context.get()?.scope;

  next.need = (api) => {
    const call = next.call();
    if (!call) {
      throw new Error(`\`${api}\` was called outside a request scope. Read more: https://nextjs.org/docs/messages/next-dynamic-api-wrong-context`);
    }
    return call;
  };

  // emit sends an event of the trace; its place is where the user's code stands.
  next.emit = (call, kind, fields) => {
    fields.kind = kind;
    host.rtEvent(call.id, JSON.stringify(fields), new Error().stack);
  };

  class DynamicServerError extends Error {
    constructor(description) {
      super(`Dynamic server usage: ${description}`);
      this.description = description;
      this.digest = "DYNAMIC_SERVER_USAGE";
    }
  }
  class StaticGenBailoutError extends Error {
    constructor(message) {
      super(message);
      this.code = "NEXT_STATIC_GEN_BAILOUT";
    }
  }
  next.StaticGenBailoutError = StaticGenBailoutError;

  // read notes that a dynamic API was used.
  next.read = (call, api, effect) => {
    if (call.reads.has(api)) return;
    call.reads.set(api, { effect, stack: new Error().stack });
  };

  const docs = "https://nextjs.org/docs/app/building-your-application/rendering/static-and-dynamic#dynamic-rendering";

  // leave ends a static attempt: by an error that even a catch does not undo.
  next.leave = (call, api) => {
    const error = new DynamicServerError(
      `Route ${call.route} couldn't be rendered statically because it used \`${api}\`. See more info here: https://nextjs.org/docs/messages/dynamic-server-error`,
    );
    call.left ??= { api, error };
    next.read(call, api, "the route is rendered per request");
    throw error;
  };
  // hang stops a static attempt under cacheComponents: the promise never settles.
  next.hang = (call, api) => {
    next.read(call, api, "the route is rendered per request");
    call.left ??= { api, error: new DynamicServerError(`Route ${call.route} used \`${api}\``) };
    call.giveUp?.();
    return new Promise(() => {});
  };
  // scopeError is what a dynamic API throws inside a cached function.
  const useCacheDocs = "https://nextjs.org/docs/messages/next-request-in-use-cache";
  const unstableDocs = "https://nextjs.org/docs/app/api-reference/functions/unstable_cache";
  next.scopeError = (call, scope, api) => {
    const old = scope.kind === "unstable-cache";
    const where = old ? "`unstable_cache()`" : '`"use cache"`';
    const more = `\nLearn more: ${old ? unstableDocs : useCacheDocs}`;
    if (api === "connection()") {
      return new Error(`Route "${call.route}": \`connection()\` can't be called inside ${where} because cached functions may run during prerendering, without an incoming request. Call it outside the cached function.${more}`);
    }
    if (api.startsWith("draftMode()")) {
      return new Error(`Route "${call.route}": \`${api}\` can't be called inside ${where}. Draft mode can be read inside a cached function, but enabling or disabling it must happen outside.${more}`);
    }
    return new Error(`Route "${call.route}": \`${api}\` can't be read inside ${where}. Read it outside the cached function and pass what you need as an argument.${more}`);
  };

  // dynamic is the check that every dynamic API makes. It answers false where
  // the API is to give its empty form (force-static), and throws or answers a
  // promise that never settles where a static attempt ends here.
  next.dynamic = (call, api) => {
    if (call.forceStatic) {
      next.read(call, api, 'empty, because of dynamic = "force-static"');
      return false;
    }
    const scope = next.scope();
    if (scope && !(scope.private && api !== "connection()")) {
      const error = next.scopeError(call, scope, api);
      if (scope.kind === "use-cache") scope.invalid ??= error; // a catch does not undo it
      throw error;
    }
    if (call.mustBeStatic) {
      next.read(call, api, 'refused, because of dynamic = "error"');
      throw new StaticGenBailoutError(`Route ${call.route} with \`dynamic = "error"\` couldn't be rendered statically because it used \`${api}\`. See more info here: ${docs}`);
    }
    if (call.prerender && call.mode.CacheComponents) return next.hang(call, api);
    if (call.prerender) next.leave(call, api);
    next.read(call, api, "");
    return true;
  };
})

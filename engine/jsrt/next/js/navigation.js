// next/navigation as a handler sees it (NEXT-FACTS D10, E1).
(function (host, internal) {
  "use strict";
  const { next } = internal;
  const RedirectType = { push: "push", replace: "replace" };

  const redirectError = (url, type, status) => {
    const error = new Error("NEXT_REDIRECT");
    error.digest = `NEXT_REDIRECT;${type};${url};${status};`;
    return error;
  };
  const fallback = (status) => {
    const digest = `NEXT_HTTP_ERROR_FALLBACK;${status}`;
    const error = new Error(digest);
    error.digest = digest;
    return error;
  };
  const interrupts = (name, status) =>
    function () {
      if (!next.call()?.mode.AuthInterrupts) {
        throw new Error(`\`${name}()\` is experimental and only allowed to be enabled when \`experimental.authInterrupts\` is enabled.`);
      }
      throw fallback(status);
    };

  // thrown reads what a thrown value asks for: { kind, status, url }, or
  // undefined for an ordinary error.
  next.thrown = (error) => {
    const digest = error !== null && typeof error === "object" ? error.digest : undefined;
    if (typeof digest !== "string") return undefined;
    const parts = digest.split(";");
    if (parts[0] === "NEXT_REDIRECT") {
      const status = Number(parts.at(-2));
      if ((parts[1] === "replace" || parts[1] === "push") && (status === 303 || status === 307 || status === 308)) {
        return { kind: "redirect", status, url: parts.slice(2, -2).join(";") };
      }
    }
    if (parts[0] === "NEXT_HTTP_ERROR_FALLBACK") {
      const kind = { 404: "notFound", 403: "forbidden", 401: "unauthorized" }[parts[1]];
      if (kind) return { kind, status: Number(parts[1]), url: "" };
    }
    return undefined;
  };

  class ReadonlyURLSearchParamsError extends Error {
    constructor() {
      super("Method unavailable on `ReadonlyURLSearchParams`. Read more: https://nextjs.org/docs/app/api-reference/functions/use-search-params#updating-searchparams");
    }
  }
  class ReadonlyURLSearchParams extends URLSearchParams {
    append() { throw new ReadonlyURLSearchParamsError(); }
    delete() { throw new ReadonlyURLSearchParamsError(); }
    set() { throw new ReadonlyURLSearchParamsError(); }
    sort() { throw new ReadonlyURLSearchParamsError(); }
  }

  const rethrow = (error) => {
    if (next.thrown(error) || error?.digest === "DYNAMIC_SERVER_USAGE" || error?.code === "NEXT_STATIC_GEN_BAILOUT" || error?.digest === "BAILOUT_TO_CLIENT_SIDE_RENDERING") throw error;
    if (error instanceof Error && "cause" in error) rethrow(error.cause);
  };

  next.navigation = {
    ReadonlyURLSearchParams,
    RedirectType,
    redirect: function redirect(url, type) {
      throw redirectError(url, type ?? (next.call()?.action ? "push" : "replace"), 307);
    },
    permanentRedirect: function permanentRedirect(url, type = "replace") {
      throw redirectError(url, type, 308);
    },
    notFound: function notFound() {
      throw fallback(404);
    },
    forbidden: interrupts("forbidden", 403),
    unauthorized: interrupts("unauthorized", 401),
    unstable_isUnrecognizedActionError: function unstable_isUnrecognizedActionError() {
      throw new Error("`unstable_isUnrecognizedActionError` can only be used on the client.");
    },
    unstable_rethrow: function unstable_rethrow(error) {
      rethrow(error);
    },
  };
})

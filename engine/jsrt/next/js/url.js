// NextURL (NEXT-FACTS E6): a URL that knows the base path, and in a proxy the
// locales of the config.
(function (host, internal) {
  "use strict";
  const { next } = internal;
  const local = /^(?:127(?:\.(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)){3}|\[::1\]|localhost)$/;
  const parse = (url, base) => {
    const parsed = new URL(String(url), base && String(base));
    if (local.test(parsed.hostname)) parsed.hostname = "localhost";
    return parsed;
  };
  const slot = Symbol("NextURLInternal");

  class NextURL {
    constructor(input, baseOrOpts, opts) {
      let base;
      let options;
      if ((typeof baseOrOpts === "object" && "pathname" in baseOrOpts) || typeof baseOrOpts === "string") {
        base = baseOrOpts;
        options = opts || {};
      } else {
        options = opts || baseOrOpts || {};
      }
      this[slot] = { url: parse(input, base ?? options.base), options, basePath: "" };
      analyze(this[slot]);
    }
    get buildId() {
      return this[slot].buildId;
    }
    set buildId(buildId) {
      this[slot].buildId = buildId;
    }
    get locale() {
      return this[slot].locale ?? "";
    }
    set locale(locale) {
      if (!this[slot].locale || !i18nOf(this[slot])?.locales.includes(locale)) {
        throw new TypeError(`The NextURL configuration includes no locale "${locale}"`);
      }
      this[slot].locale = locale;
    }
    get defaultLocale() {
      return this[slot].defaultLocale;
    }
    get domainLocale() {
      return this[slot].domainLocale;
    }
    get searchParams() {
      return this[slot].url.searchParams;
    }
    get href() {
      return `${this.protocol}//${this.host}${format(this[slot])}${this.search}${this.hash}`;
    }
    set href(url) {
      this[slot].url = parse(url);
      analyze(this[slot]);
    }
    get origin() {
      return this[slot].url.origin;
    }
    get basePath() {
      return this[slot].basePath;
    }
    set basePath(value) {
      this[slot].basePath = value.startsWith("/") ? value : `/${value}`;
    }
    toString() {
      return this.href;
    }
    toJSON() {
      return this.href;
    }
    [Symbol.for("edge-runtime.inspect.custom")]() {
      const { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash } = this;
      return { href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash };
    }
    clone() {
      return new NextURL(String(this), this[slot].options);
    }
  }
  for (const name of ["host", "hostname", "port", "protocol", "pathname", "hash", "search", "password", "username"]) {
    Object.defineProperty(NextURL.prototype, name, {
      configurable: true,
      get() {
        return this[slot].url[name];
      },
      set(value) {
        this[slot].url[name] = value;
      },
    });
  }

  // analyze takes the base path out of the path and notes a trailing slash.
  const analyze = (s) => {
    const { basePath, trailingSlash } = s.options.nextConfig ?? {};
    const path = s.url.pathname;
    s.trailingSlash = path !== "/" ? path.endsWith("/") : trailingSlash;
    s.basePath = "";
    if (basePath && (path === basePath || path.startsWith(basePath + "/"))) {
      s.basePath = basePath;
      s.url.pathname = path.slice(basePath.length) || "/";
    }
    if (i18nOf(s)) analyzeLocale(s);
  };
  const i18nOf = (s) => s.options.nextConfig?.i18n;

  // analyzeLocale takes the locale out of the path.
  const analyzeLocale = (s) => {
    const { locales, defaultLocale, domains } = i18nOf(s);
    const host = (s.options.host ?? s.url.hostname).split(":", 1)[0].toLowerCase();
    s.domainLocale = domains?.find((d) => d.domain.split(":", 1)[0].toLowerCase() === host);
    s.defaultLocale = s.domainLocale?.defaultLocale || defaultLocale;
    const first = s.url.pathname.split("/", 2)[1].toLowerCase();
    const named = first && locales.find((l) => l.toLowerCase() === first);
    if (named) s.url.pathname = s.url.pathname.slice(1 + named.length) || "/";
    s.locale = named || s.defaultLocale;
  };
  const below = (path, prefix) => path === prefix || path.startsWith(prefix + "/");
  const withLocale = (s, path) => {
    if (!s.locale || (!s.options.forceLocale && s.locale === s.defaultLocale)) return path;
    const lower = path.toLowerCase();
    if (below(lower, "/api") || below(lower, "/" + s.locale.toLowerCase())) return path;
    return path === "/" ? "/" + s.locale : "/" + s.locale + path;
  };
  const format = (s) => {
    let path = withLocale(s, s.url.pathname);
    if (!s.trailingSlash && path !== "/") path = path.replace(/\/+$/, "") || "/";
    path = s.basePath ? (path === "/" ? s.basePath : s.basePath + path) : path;
    if (s.trailingSlash && !path.endsWith("/")) path += "/";
    return path;
  };

  // absolute is how NextRequest and NextResponse check a URL.
  next.absolute = (url) => {
    try {
      return String(new URL(String(url)));
    } catch (error) {
      throw new Error(`URL is malformed "${String(url)}". Please use only absolute URLs - https://nextjs.org/docs/messages/middleware-relative-urls`, { cause: error });
    }
  };
  next.NextURL = NextURL;
})

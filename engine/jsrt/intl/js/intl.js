// Intl beyond DateTimeFormat and NumberFormat, and those two for the locales
// whose numbers and numeric dates differ from en-US (package comment).
(function (host, internal) {
  "use strict";
  const { Intl } = globalThis;
  const hide = (target, name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  const Base = { Number: internal.intlBase.NumberFormat, Date: internal.intlBase.DateTimeFormat };
  const methods = {}; // what lazy.js leads to

  const canonical = (tag) => {
    if (typeof tag !== "string" && (typeof tag !== "object" || tag === null)) throw new TypeError("Language ID should be string or object.");
    const found = host.intlLocale(`${tag}`);
    if (found === undefined) throw new RangeError(`Incorrect locale information provided`);
    return found[3];
  };
  const list = (locales) => (locales === undefined ? [] : typeof locales === "string" || locales instanceof Locale ? [canonical(locales)] : Array.from(locales, canonical));
  const pick = (locales) => list(locales)[0] ?? "en-US";
  const option = (options, name, allowed, fallback) => {
    const value = options?.[name];
    if (value === undefined) return fallback;
    if (!allowed.includes(`${value}`)) throw new RangeError(`Value ${value} out of range for Intl options property ${name}`);
    return `${value}`;
  };
  const finish = (Class, name) => {
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${name}`, configurable: true });
    if (name !== "Locale") hide(Class, "supportedLocalesOf", { supportedLocalesOf: (locales) => list(locales) }.supportedLocalesOf);
    hide(Intl, name, Class);
  };

  class Locale {
    #parts; #tag;
    constructor(tag, options = {}) {
      if (tag === undefined) throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
      const parts = host.intlLocale(`${tag}`);
      if (parts === undefined) throw new RangeError("Incorrect locale information provided");
      this.#parts = parts;
      this.#tag = [options.language ?? parts[0], options.script ?? parts[1], options.region ?? parts[2]].filter(Boolean).join("-") + parts[3].replace(/^.*?(-u-|$)/, "$1");
      for (const name of ["calendar", "collation", "hourCycle", "numberingSystem", "numeric", "caseFirst"]) {
        const key = { calendar: "ca", collation: "co", hourCycle: "hc", numberingSystem: "nu", numeric: "kn", caseFirst: "kf" }[name];
        const found = new RegExp(`-u-(?:.*-)?${key}-([a-z0-9]{3,8})`).exec(this.#tag)?.[1];
        Object.defineProperty(this, name, { get: () => options[name] ?? found ?? (name === "numeric" ? false : undefined), configurable: true });
      }
    }
    get language() { return this.#tag.split("-")[0]; }
    get script() { return this.#tag.split("-").find((p, i) => i > 0 && /^[A-Z][a-z]{3}$/.test(p)); }
    get region() { return this.#tag.split("-u-")[0].split("-").find((p, i) => i > 0 && /^([A-Z]{2}|\d{3})$/.test(p)); }
    get baseName() { return this.#tag.split("-u-")[0]; }
    maximize() { return new Locale(this.#parts[4]); }
    minimize() { return new Locale(this.#parts[5]); }
    toString() { return this.#tag; }
  }
  finish(Locale, "Locale");

  // ---- Strings ----------------------------------------------------------------
  class Collator {
    #locale; #sensitivity; #numeric; #compare; #usage; #plain; #caseFirst;
    constructor(locales, options) {
      this.#locale = pick(locales);
      this.#usage = option(options, "usage", ["sort", "search"], "sort");
      this.#plain = !!options?.ignorePunctuation;
      this.#caseFirst = option(options, "caseFirst", ["upper", "lower", "false"], "false");
      this.#sensitivity = option(options, "sensitivity", ["base", "accent", "case", "variant"], "variant");
      this.#numeric = options?.numeric !== undefined ? !!options.numeric : /-u-(?:.*-)?kn(?:-true)?(?:-|$)/.test(this.#locale);
    }
    get compare() {
      const text = (value) => (this.#plain ? `${value}`.replace(/[\p{P}\s]/gu, "") : `${value}`);
      return (this.#compare ??= (a, b) => host.intlCompare(this.#locale, this.#sensitivity, this.#numeric, text(a), text(b)));
    }
    resolvedOptions() { return { locale: this.#locale, usage: this.#usage, sensitivity: this.#sensitivity, ignorePunctuation: this.#plain, collation: "default", numeric: this.#numeric, caseFirst: this.#caseFirst }; }
  }
  finish(callable(Collator, "Collator"), "Collator");
  methods.localeCompare = (a, b, locales, options) => new Collator(locales, options).compare(a, b);

  // callable lets a class be called without new, as Collator may be.
  function callable(Class, name) {
    const fn = { [name]: function (...args) { return Reflect.construct(Class, args, new.target ?? fn); } }[name];
    fn.prototype = Class.prototype;
    Object.defineProperty(fn.prototype, "constructor", { value: fn, writable: true, configurable: true, enumerable: false });
    return fn;
  }

  class Segmenter {
    #locale; #granularity;
    constructor(locales, options) {
      this.#locale = pick(locales);
      this.#granularity = option(options, "granularity", ["grapheme", "word", "sentence"], "grapheme");
    }
    segment(input) {
      input = `${input}`;
      const granularity = this.#granularity;
      let made;
      const all = () => {
        if (made) return made;
        let index = 0;
        return (made = host.intlSegment(granularity, input).map(([segment, isWordLike]) => {
          const one = { segment, index, input };
          if (granularity === "word") one.isWordLike = isWordLike;
          index += segment.length;
          return one;
        }));
      };
      return { containing: (at = 0) => all().find((s) => at >= s.index && at < s.index + s.segment.length), *[Symbol.iterator]() { yield* all(); } };
    }
    resolvedOptions() { return { locale: this.#locale, granularity: this.#granularity }; }
  }
  finish(Segmenter, "Segmenter");

  // Names of currencies exist in English only.
  const currencies = {
    __proto__: null,
    AUD: "Australian Dollar", BRL: "Brazilian Real", CAD: "Canadian Dollar", CHF: "Swiss Franc", CNY: "Chinese Yuan", CZK: "Czech Koruna", DKK: "Danish Krone", EUR: "Euro", GBP: "British Pound",
    HKD: "Hong Kong Dollar", HUF: "Hungarian Forint", IDR: "Indonesian Rupiah", ILS: "Israeli New Shekel", INR: "Indian Rupee", JPY: "Japanese Yen", KRW: "South Korean Won", MXN: "Mexican Peso", MYR: "Malaysian Ringgit",
    NOK: "Norwegian Krone", NZD: "New Zealand Dollar", PHP: "Philippine Peso", PLN: "Polish Zloty", RON: "Romanian Leu", RUB: "Russian Ruble", SEK: "Swedish Krona", SGD: "Singapore Dollar", THB: "Thai Baht",
    TRY: "Turkish Lira", TWD: "New Taiwan Dollar", UAH: "Ukrainian Hryvnia", USD: "US Dollar", ZAR: "South African Rand",
  };
  class DisplayNames {
    #locale; #type; #fallback;
    constructor(locales, options) {
      if (options === null || typeof options !== "object") throw new TypeError("options must be an object");
      this.#locale = pick(locales);
      this.#type = option(options, "type", ["language", "region", "script", "currency", "calendar", "dateTimeField"]);
      if (this.#type === undefined) throw new TypeError('Required option "type" must not be undefined');
      this.#fallback = option(options, "fallback", ["code", "none"], "code");
    }
    of(code) {
      if (this.#type === "currency") return currencies[`${code}`.toUpperCase()] ?? (this.#fallback === "code" ? `${code}` : undefined);
      return host.intlName(this.#locale, this.#type, `${code}`) || (this.#fallback === "code" ? `${code}` : undefined);
    }
    resolvedOptions() { return { locale: this.#locale, style: "long", type: this.#type, fallback: this.#fallback, languageDisplay: "dialect" }; }
  }
  finish(DisplayNames, "DisplayNames");

  // ---- Words of English ---------------------------------------------------------
  class PluralRules {
    #locale; #ordinal; #whole; #least; #most;
    constructor(locales, options) {
      this.#locale = pick(locales);
      this.#ordinal = option(options, "type", ["cardinal", "ordinal"], "cardinal") === "ordinal";
      this.#whole = options?.minimumIntegerDigits ?? 1;
      this.#least = options?.minimumFractionDigits ?? 0;
      this.#most = options?.maximumFractionDigits ?? Math.max(this.#least, 3);
    }
    select(n) {
      n = Number(n);
      if (!Number.isFinite(n)) return "other";
      const [whole, fraction = ""] = Math.abs(n).toFixed(this.#most).split(".");
      const kept = fraction.replace(/0+$/, "").padEnd(this.#least, "0");
      return host.intlPlural(this.#locale, this.#ordinal, kept ? `${whole}.${kept}` : whole);
    }
    resolvedOptions() {
      const seen = new Set(["other", "1.5", ...Array.from({ length: 120 }, (_, i) => `${i}`)].map((n) => (n === "other" ? n : host.intlPlural(this.#locale, this.#ordinal, n))));
      return {
        locale: this.#locale, type: this.#ordinal ? "ordinal" : "cardinal", minimumIntegerDigits: this.#whole, minimumFractionDigits: this.#least, maximumFractionDigits: this.#most,
        pluralCategories: ["few", "many", "one", "two", "zero", "other"].filter((c) => seen.has(c)),
      };
    }
  }
  finish(PluralRules, "PluralRules");

  class ListFormat {
    #type; #style;
    constructor(locales, options) {
      list(locales);
      this.#type = option(options, "type", ["conjunction", "disjunction", "unit"], "conjunction");
      this.#style = option(options, "style", ["long", "short", "narrow"], "long");
    }
    formatToParts(items) {
      const words = Array.from(items, (item) => {
        if (typeof item !== "string") throw new TypeError("Iterable yielded a non-String value");
        return item;
      });
      const word = this.#type === "conjunction" ? (this.#style === "long" ? "and" : this.#style === "short" ? "&" : "") : this.#type === "disjunction" ? "or" : "";
      const comma = this.#type === "unit" && this.#style === "narrow" ? " " : ", ";
      const out = [];
      words.forEach((value, i) => {
        if (i > 0) {
          const last = i === words.length - 1;
          const value = !last || word === "" ? comma : words.length === 2 ? ` ${word} ` : `, ${word} `;
          out.push({ type: "literal", value });
        }
        out.push({ type: "element", value });
      });
      return out;
    }
    format(items) { return this.formatToParts(items).map((p) => p.value).join(""); }
    resolvedOptions() { return { locale: "en-US", type: this.#type, style: this.#style }; }
  }
  finish(ListFormat, "ListFormat");

  const units = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"];
  const short = { second: "sec.", minute: "min.", hour: "hr.", week: "wk.", month: "mo.", quarter: "qtr.", year: "yr." };
  const narrow = { second: "s", minute: "min", hour: "h", day: "d", week: "w", month: "mo", quarter: "q", year: "y" };
  const special = { second: { 0: "now" }, day: { "-1": "yesterday", 0: "today", 1: "tomorrow" } };
  class RelativeTimeFormat {
    #numeric; #style;
    constructor(locales, options) {
      list(locales);
      this.#numeric = option(options, "numeric", ["always", "auto"], "always");
      this.#style = option(options, "style", ["long", "short", "narrow"], "long");
    }
    format(value, unit) { return this.formatToParts(value, unit).map((p) => p.value).join(""); }
    formatToParts(value, unit) {
      value = Number(value);
      if (!Number.isFinite(value)) throw new RangeError("Invalid time value: the value must be finite");
      unit = `${unit}`.replace(/s$/, "");
      if (!units.includes(unit)) throw new RangeError(`Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() '${unit}'`);
      const past = value < 0 || Object.is(value, -0), n = Math.abs(value);
      if (this.#numeric === "auto" && n <= 1 && Number.isInteger(n)) {
        const word = special[unit]?.[value] ?? (unit === "second" ? undefined : ["hour", "minute"].includes(unit) ? (value === 0 ? `this ${unit}` : undefined) : `${["last", "this", "next"][value + 1]} ${this.#style === "long" ? unit : short[unit] ?? unit}`);
        if (word !== undefined) return [{ type: "literal", value: word }];
      }
      const number = new Base.Number("en-US").formatToParts(n).map((p) => ({ ...p, unit }));
      let name = n === 1 ? unit : `${unit}s`;
      if (this.#style === "short") name = unit === "day" || unit === "quarter" ? (unit === "quarter" ? (n === 1 ? "qtr." : "qtrs.") : name) : short[unit];
      const gap = this.#style === "narrow" ? "" : " ";
      if (this.#style === "narrow") name = narrow[unit];
      return past ? [...number, { type: "literal", value: `${gap}${name} ago` }] : [{ type: "literal", value: "in " }, ...number, { type: "literal", value: `${gap}${name}` }];
    }
    resolvedOptions() { return { locale: "en-US", style: this.#style, numeric: this.#numeric, numberingSystem: "latn" }; }
  }
  finish(RelativeTimeFormat, "RelativeTimeFormat");

  // ---- Numbers and numeric dates of the common locales ------------------------------
  // decimal, group, where currency and percent stand, and the numeric date with
  // its digits: d and dd, m and mm, and the year.
  const nb = "\u00a0", thin = "\u202f";
  const table = {
    de: [",", ".", "after", "d.m.y"], "de-AT": [",", nb, "before-space", "d.m.y"], "de-CH": [".", "’", "before-space", "d.m.y"], fr: [",", thin, "after", "dd/mm/y"], es: [",", ".", "after", "d/m/y"],
    it: [",", ".", "after", "dd/mm/y"], nl: [",", ".", "before-space", "d-m-y"], pt: [",", ".", "before-space", "dd/mm/y"], "pt-PT": [",", nb, "after", "dd/mm/y"], sv: [",", nb, "after", "y-mm-dd"],
    da: [",", ".", "after", "d.m.y"], nb: [",", nb, "after", "d.m.y"], no: [",", nb, "after", "d.m.y"], fi: [",", nb, "after", "d.m.y"], pl: [",", nb, "after", "d.mm.y"], cs: [",", nb, "after", "d. m. y"],
    ru: [",", nb, "after", "dd.mm.y"], uk: [",", nb, "after", "dd.mm.y"], tr: [",", ".", "before", "dd.mm.y"], ja: [".", ",", "before", "y/m/d"], zh: [".", ",", "before", "y/m/d"], ko: [".", ",", "before", "y. m. d."],
    "en-GB": [".", ",", "before", "dd/mm/y"], "en-AU": [".", ",", "before", "dd/mm/y"], "en-CA": [".", ",", "before", "y-mm-dd"], "en-NZ": [".", ",", "before", "d/mm/y"], "en-IE": [".", ",", "before", "d/m/y"], "en-IN": [".", ",", "before", "d/m/y"], "en-ZA": [",", nb, "before", "y/mm/dd"],
  };
  const rowOf = (locale) => {
    const parts = locale.split("-u-")[0].split("-");
    return table[`${parts[0]}-${parts.at(-1)}`] ?? (parts[0] === "en" ? undefined : table[parts[0]]);
  };
  const symbols = { "en-CA:CAD": "$", "en-AU:AUD": "$", "en-NZ:NZD": "$" };

  function localNumber(parts, row, options, locale) {
    let out = parts.map((p) => (p.type === "decimal" ? { ...p, value: row[0] } : p.type === "group" ? { ...p, value: row[1] } : p));
    if (/^(sv|nb|no|fi)/.test(locale)) out = out.map((p) => (p.type === "minusSign" ? { ...p, value: "\u2212" } : p));
    // Spanish, Italian, Polish and Portuguese of Portugal group from five digits on.
    if (/^(es|it|pl|pt-PT)/.test(locale)) {
      const whole = out.filter((p) => p.type === "integer").map((p) => p.value).join("");
      if (whole.length === 4) out = out.filter((p) => p.type !== "group");
    }
    const at = out.findIndex((p) => p.type === "currency");
    if (at !== -1) {
      const [symbol] = out.splice(at, 1);
      symbol.value = symbols[`${locale}:${options.currency?.toUpperCase()}`] ?? (locale.startsWith("en-") && options.currency?.toUpperCase() === "USD" && /CA|AU|NZ|GB/.test(locale) ? (locale === "en-GB" ? "US$" : "USD") : symbol.value);
      out = out.filter((p) => p.type !== "literal" || p.value.trim() !== "");
      if (row[2] === "after") out.push({ type: "literal", value: nb }, symbol);
      else if (row[2] === "before-space") {
        const minus = out[0]?.type === "minusSign" && locale.startsWith("pt") ? [out.shift()] : [];
        out.unshift(...minus, symbol, { type: "literal", value: nb });
      } else out.splice(out[0]?.type === "minusSign" ? 1 : 0, 0, symbol);
    }
    const percent = out.findIndex((p) => p.type === "percentSign");
    if (percent > 0 && row[2] === "after" && !/^(it|pt)/.test(locale)) out.splice(percent, 0, { type: "literal", value: locale.startsWith("fr") ? thin + nb.slice(1) : nb });
    return out;
  }

  function NumberFormat(locales, options) {
    const locale = pick(locales), row = rowOf(locale), base = new Base.Number("en-US", options);
    if (row === undefined || typeof base.formatToParts !== "function") return base;
    const toParts = (n) => localNumber(base.formatToParts(n), row, options ?? {}, locale);
    const format = (n) => toParts(n).map((p) => p.value).join("");
    return Object.defineProperties(Object.create(Base.Number.prototype), {
      format: { value: format }, formatToParts: { value: toParts }, resolvedOptions: { value: () => ({ ...base.resolvedOptions(), locale }) },
    });
  }
  const wrap = (name, fn, Old) => {
    if (typeof Old !== "function") return;
    fn.prototype = Old.prototype;
    hide(fn, "supportedLocalesOf", { supportedLocalesOf: (locales) => list(locales) }.supportedLocalesOf);
    Object.defineProperty(fn.prototype, "constructor", { value: fn, writable: true, configurable: true, enumerable: false });
    hide(Intl, name, fn);
  };
  wrap("NumberFormat", NumberFormat, Base.Number);

  // isNumeric: only year, month and day in digits, with or without a time.
  const words = ["weekday", "era", "dayPeriod", "dateStyle", "fractionalSecondDigits", "timeZoneName"];
  const isNumeric = (o) => words.every((k) => o?.[k] === undefined) && (o?.month === undefined || o.month === "numeric" || o.month === "2-digit") && (o?.timeStyle === undefined);

  function DateTimeFormat(locales, options) {
    const locale = pick(locales), row = rowOf(locale), base = new Base.Date("en-US", options);
    if (row === undefined || !isNumeric(options)) return base;
    const resolved = base.resolvedOptions();
    const withDate = resolved.year || resolved.month || resolved.day;
    const format = (d) => [withDate && dateText(row[3], resolved, options, d), timeText(resolved, options, d, locale)].filter(Boolean).join(/^(en|de|fr|es|it|nl|pt|da|ru|uk|pl)/.test(locale) && !/^(fr|pl-)/.test(locale) ? ", " : " ");
    return Object.defineProperties(Object.create(Base.Date.prototype), {
      format: { value: format }, formatToParts: { value: (d) => [{ type: "literal", value: format(d) }] }, resolvedOptions: { value: () => ({ ...resolved, locale }) },
      formatRange: { value: (a, b) => `${format(a)} – ${format(b)}` },
    });
  }

  function partsOf(resolved, extra, d) {
    const parts = new Base.Date("en-US", { timeZone: resolved.timeZone, ...extra }).formatToParts(d);
    return Object.fromEntries(parts.map((p) => [p.type, p.value]));
  }
  function dateText(pattern, resolved, options, d) {
    const p = partsOf(resolved, { year: "numeric", month: "numeric", day: "numeric" }, d);
    const two = (text, on) => (on ? text.padStart(2, "0") : text);
    return pattern.replace(/dd?|mm?|y/g, (key) => {
      if (key === "y") return resolved.year === "2-digit" ? p.year.slice(-2) : resolved.year ? p.year : "";
      const name = key[0] === "d" ? "day" : "month";
      return resolved[name] ? two(p[name], key.length === 2 || options?.[name] === "2-digit") : "";
    }).replace(/^[^\d]+|(?<![\d.])[^\d.]+$|([^\d])\1+/g, "$1");
  }
  function timeText(resolved, options, d, locale) {
    if (!resolved.hour && !resolved.minute && !resolved.second) return "";
    const twelve = options?.hour12 ?? (options?.hourCycle ? /h1[12]/.test(options.hourCycle) : /^en-(AU|CA|NZ|IN)/.test(locale) || /^ko/.test(locale));
    const p = partsOf(resolved, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: twelve ? "h12" : "h23" }, d);
    const loose = (/^(ja|zh|es|cs|fi)/.test(locale) || twelve) && options?.hour !== "2-digit";
    const hour = loose ? String(Number(p.hour)) : p.hour.padStart(2, "0");
    const text = [resolved.hour && hour, resolved.minute && p.minute, resolved.second && p.second].filter(Boolean).join(/^(fi|da)/.test(locale) ? "." : ":");
    return twelve && resolved.hour ? `${text} ${locale === "en-CA" ? p.dayPeriod.toLowerCase().replace(/(.)/g, "$1.") : p.dayPeriod.toLowerCase()}` : text;
  }
  wrap("DateTimeFormat", DateTimeFormat, Base.Date);

  // The toLocale methods go through the two formats.
  const valueOf = { number: Number.prototype.valueOf, bigint: BigInt.prototype.valueOf };
  methods.numberToLocaleString = function (locales, options) { return new NumberFormat(locales, options).format(Reflect.apply(valueOf.number, this, [])); };
  methods.bigintToLocaleString = function (locales, options) { return new NumberFormat(locales, options).format(Reflect.apply(valueOf.bigint, this, [])); };
  const getTime = Date.prototype.getTime;
  const dateMethod = (name, defaults, needs) => (methods[name] = function (locales, options) {
    if (Number.isNaN(Reflect.apply(getTime, this, []))) return "Invalid Date";
    const given = needs.some((key) => options?.[key] !== undefined);
    return new DateTimeFormat(locales, given ? options : { ...options, ...defaults }).format(this);
  });
  const day = { year: "numeric", month: "numeric", day: "numeric" }, time = { hour: "numeric", minute: "numeric", second: "numeric" };
  const dateKeys = ["weekday", "year", "month", "day", "dateStyle"], timeKeys = ["dayPeriod", "hour", "minute", "second", "fractionalSecondDigits", "timeStyle"];
  dateMethod("toLocaleString", { ...day, ...time }, [...dateKeys, ...timeKeys]);
  dateMethod("toLocaleDateString", day, dateKeys);
  dateMethod("toLocaleTimeString", time, timeKeys);

  hide(Intl, "getCanonicalLocales", { getCanonicalLocales: (locales) => list(locales) }.getCanonicalLocales);
  hide(Intl, "supportedValuesOf", { supportedValuesOf(key) {
    const values = { calendar: ["gregory", "iso8601"], collation: ["default"], currency: ["AUD", "BRL", "CAD", "CHF", "CNY", "EUR", "GBP", "INR", "JPY", "MXN", "USD"], numberingSystem: ["latn"], timeZone: ["America/New_York", "Asia/Tokyo", "Europe/Berlin", "Europe/London", "UTC"], unit: ["byte", "day", "hour", "kilometer", "meter", "minute", "month", "second", "week", "year"] }[key];
    if (values === undefined) throw new RangeError(`Invalid key : ${key}`);
    return values;
  } }.supportedValuesOf);
  return methods;
})

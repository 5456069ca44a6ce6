// The core of Intl: tags, options, the tables of package intl by locale, plural
// rules, and the interfaces that need little more: Locale, PluralRules,
// ListFormat, DisplayNames, Collator, Segmenter. Numbers and dates are parts of
// their own (numbers.js, dates.js, relative.js), loaded when they are first used.
(function (host, internal) {
  "use strict";
  const { Intl } = globalThis;
  const hide = (target, name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  const methods = {}; // what lazy.js leads to

  // ---- Tags -------------------------------------------------------------------
  const malformed = (tag) => new RangeError(/^([a-z]{2,3}|[a-z]{5,8})(-[a-z\d]{0,8})+$/i.test(tag) && !`${tag}`.includes("--") ? `Invalid language tag: ${`${tag}`.toLowerCase()}` : "Incorrect locale information provided");
  const canonical = (tag) => {
    if (typeof tag !== "string" && (typeof tag !== "object" || tag === null)) throw new TypeError("Language ID should be string or object.");
    const text = `${tag}`;
    const found = /^[A-Za-z\d]+([-_][A-Za-z\d]+)*$/.test(text) && !text.includes("_") ? host.intlLocale(text) : undefined;
    if (found === undefined) throw malformed(tag);
    return found[3];
  };
  const list = (locales) => {
    if (locales === undefined) return [];
    if (locales === null) throw new TypeError("Cannot convert undefined or null to object");
    if (typeof locales === "string" || locales instanceof Locale) return [canonical(locales)];
    return [...new Set(Array.from(Object(locales), canonical))];
  };

  // ---- Tables -----------------------------------------------------------------
  // merge puts a difference on a base (gen.go): null takes a member out.
  const merge = (base, diff) => {
    if (typeof base !== "object" || base === null || typeof diff !== "object" || diff === null || Array.isArray(diff)) return diff;
    const out = { ...base };
    for (const [key, value] of Object.entries(diff)) {
      if (value === null) delete out[key];
      else out[key] = merge(base[key], value);
    }
    return out;
  };
  const kept = new Map();
  // data is a section of the tables for a locale that chain answered.
  const data = (locale, section) => {
    const key = `${locale}/${section}`;
    let found = kept.get(key);
    if (found === undefined) kept.set(key, (found = host.intlData(locale, section).map((text) => internal.parseIntl(text)).reduce(merge)));
    return found;
  };
  let more;
  const supplemental = () => (more ??= internal.parseIntl(host.intlSupplemental()));

  const extension = (tag, key) => {
    const at = /-u-(.*?)(?=-[a-z\d]-|$)/.exec(tag);
    if (at === null) return undefined;
    const m = new RegExp(`(?:^|-)${key}((?:-[a-z\\d]{3,8})*)(?=-[a-z\\d]{2}(?:-|$)|$)`).exec(at[1]);
    return m === null ? undefined : m[1].slice(1);
  };
  const bare = (tag) => tag.replace(/-[a-z\d]-.*$/, "");

  // resolve finds the first locale that the tables know: { locale: as it is
  // shown, table: as the tables name it, ext(key) }.
  const resolve = (locales, keys = []) => {
    for (const tag of [...list(locales), "en-US"]) {
      const found = host.intlFind(bare(tag));
      if (found === undefined) continue;
      const used = keys.filter(([key, allowed]) => {
        const value = extension(tag, key);
        return value !== undefined && allowed(value === "" ? "true" : value);
      }).map(([key]) => {
        const value = extension(tag, key);
        return value === "" || value === "true" ? key : `${key}-${value}`;
      }).sort();
      return { base: found[0], table: found[1], locale: found[0] + (used.length ? `-u-${used.join("-")}` : ""), ext: (key) => { const v = extension(tag, key); return v === "" ? "true" : v; } };
    }
    throw new RangeError("the tables of Intl have no English");
  };
  const supported = (locales, options) => {
    const matcher = options?.localeMatcher;
    if (matcher !== undefined && !["lookup", "best fit"].includes(`${matcher}`)) throw new RangeError(`Value ${matcher} out of range for Intl options property localeMatcher`);
    return list(locales).filter((tag) => host.intlFind(bare(tag)) !== undefined);
  };

  // ---- Options ------------------------------------------------------------------
  const reader = (options, what) => {
    const o = options === undefined ? {} : Object(options);
    if (options === null) throw new TypeError(/List|Segmenter/.test(what) ? "invalid_argument" : /Date/.test(what) ? "Cannot convert undefined or null to object" : `${what} called on null or undefined`);
    const word = (name, allowed, fallback) => {
      let value = o[name];
      if (value === undefined) return fallback;
      value = `${value}`;
      if (allowed !== null && !allowed.includes(value)) throw new RangeError(`Value ${value} out of range for ${what} options property ${name}`);
      return value;
    };
    const flag = (name, fallback) => (o[name] === undefined ? fallback : !!o[name]);
    const number = (name, min, max, fallback) => {
      let value = o[name];
      if (value === undefined) return fallback;
      value = Number(value);
      if (Number.isNaN(value) || value < min || value > max) throw new RangeError(`${name} value is out of range.`);
      return Math.floor(value);
    };
    word("localeMatcher", ["lookup", "best fit"]);
    return { word, flag, number, raw: o };
  };

  const finish = (Class, name, length = 0) => {
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${name}`, configurable: true });
    Object.defineProperty(Class, "length", { value: length, configurable: true });
    if (name !== "Locale") hide(Class, "supportedLocalesOf", Object.defineProperty({ supportedLocalesOf(locales, options) { return supported(locales, options); } }.supportedLocalesOf, "length", { value: 1, configurable: true }));
    hide(Intl, name, Class);
  };
  // callable lets a class be called without new.
  const callable = (Class, name) => {
    const fn = { [name]: function (...args) { return Reflect.construct(Class, args, new.target ?? fn); } }[name];
    fn.prototype = Class.prototype;
    Object.defineProperty(fn, "prototype", { writable: false });
    Object.defineProperty(fn.prototype, "constructor", { value: fn, writable: true, configurable: true, enumerable: false });
    return fn;
  };

  // ---- Locale -------------------------------------------------------------------
  const keywords = { calendar: "ca", caseFirst: "kf", collation: "co", hourCycle: "hc", numberingSystem: "nu", numeric: "kn" };
  class Locale {
    #parts; #tag;
    constructor(tag, options = undefined) {
      if (typeof tag !== "string" && (typeof tag !== "object" || tag === null)) throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
      const o = options === undefined ? {} : Object(options);
      let text = canonical(tag);
      const parts = host.intlLocale(text);
      const name = [o.language ?? parts[0], o.script ?? parts[1], o.region ?? parts[2]].filter(Boolean).join("-");
      const found = new Map();
      for (const key of ["ca", "co", "hc", "kf", "kn", "nu"]) {
        const value = extension(text, key);
        if (value !== undefined) found.set(key, value === "true" ? "" : value);
      }
      for (const [option, key] of Object.entries(keywords)) {
        if (o[option] !== undefined) found.set(key, option === "numeric" ? (o[option] ? "" : "false") : `${o[option]}`);
      }
      const ext = [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => (v === "" ? k : `${k}-${v}`)).join("-");
      text = name + (ext ? `-u-${ext}` : "");
      const full = host.intlLocale(text);
      if (full === undefined) throw malformed(tag);
      this.#parts = full;
      this.#tag = full[3];
    }
    get language() { return this.#parts[0]; }
    get script() { return this.#parts[1] || undefined; }
    get region() { return this.#parts[2] || undefined; }
    get baseName() { return bare(this.#tag); }
    get numeric() { return ["", "true"].includes(extension(this.#tag, "kn")); }
    maximize() { return new Locale(this.#parts[4] + this.#tag.slice(bare(this.#tag).length)); }
    minimize() { return new Locale(this.#parts[5] + this.#tag.slice(bare(this.#tag).length)); }
    toString() { return this.#tag; }
    static {
      for (const [name, key] of Object.entries(keywords)) {
        if (name !== "numeric") Object.defineProperty(this.prototype, name, { get: { [name]() { return extension(`${this}`, key); } }[name], configurable: true, enumerable: false });
      }
    }
  }
  finish(Locale, "Locale", 1);

  // ---- Plurals --------------------------------------------------------------------
  // A rule of CLDR ("i % 10 = 2..4 and v = 0 or …") becomes a function of the
  // operands of a formatted number.
  const compile = (rule) => {
    const relation = (text) => {
      const [, operand, mod, sign, ranges] = /^\s*([nivwftce])\s*(?:%\s*(\d+))?\s*(!?=)\s*([\d.,\s]+?)\s*$/.exec(text);
      const spans = ranges.split(",").map((r) => r.split("..").map(Number));
      return (o) => {
        const value = mod === undefined ? o[operand] : o[operand] % Number(mod);
        return spans.some(([a, b = a]) => value >= a && value <= b && (a === b || Number.isInteger(value))) === (sign === "=");
      };
    };
    const any = rule.split(/\bor\b/).map((part) => part.split(/\band\b/).map(relation));
    return (o) => any.some((all) => all.every((test) => test(o)));
  };
  const compiled = new Map();
  const rulesOf = (table, type) => {
    const { [type]: all } = supplemental();
    const language = table in all ? table : table.split("-")[0];
    const key = `${type}/${language}`;
    let rules = compiled.get(key);
    if (rules === undefined) compiled.set(key, (rules = Object.entries(all[language] ?? {}).map(([form, rule]) => [form, compile(rule)])));
    return rules;
  };
  // plural is the form of a number given as its visible digits ("1.50"), with
  // the exponent of a compact notation.
  const plural = (table, digits, exponent = 0, type = "cardinal") => {
    if (!/^-?\d/.test(digits)) return "other";
    let [whole, fraction = ""] = digits.replace("-", "").split(".");
    if (exponent) {
      whole += fraction.slice(0, exponent).padEnd(exponent, "0");
      fraction = fraction.slice(exponent);
    }
    const trimmed = fraction.replace(/0+$/, "");
    const o = { n: Number(`${whole}.${fraction}`), i: Number(whole), v: fraction.length, w: trimmed.length, f: Number(fraction), t: Number(trimmed), c: exponent, e: exponent };
    return rulesOf(table, type).find(([, test]) => test(o))?.[0] ?? "other";
  };

  class PluralRules {
    #r; #type; #digits; #options;
    constructor(locales, options) {
      const o = reader(options, "Intl.PluralRules");
      this.#type = o.word("type", ["cardinal", "ordinal"], "cardinal");
      this.#r = resolve(locales);
      this.#options = numbers().digitOptions(o, 0, 3, false);
    }
    select(n) {
      n = Number(n);
      if (!Number.isFinite(n)) return "other";
      return plural(this.#r.table, numbers().visible(n, this.#options), 0, this.#type);
    }
    selectRange(start, end) {
      if (start === undefined || end === undefined) throw new TypeError("Invalid argument");
      if (Number.isNaN(Number(start)) || Number.isNaN(Number(end))) throw new RangeError("Invalid number value: NaN");
      const a = this.select(start), b = this.select(end);
      const ranges = supplemental().ranges[this.#r.table.split("-")[0]] ?? {};
      return ranges[`pluralRange-start-${a}-end-${b}`] ?? b;
    }
    resolvedOptions() {
      const forms = ["few", "many", "one", "two", "zero"].filter((f) => rulesOf(this.#r.table, this.#type).some(([form]) => form === f));
      const locale = this.#r.base in supplemental().cardinal ? this.#r.base : this.#r.base.split("-")[0];
      return { locale, type: this.#type, ...numbers().shownDigits(this.#options), pluralCategories: [...forms, "other"] };
    }
  }
  finish(PluralRules, "PluralRules");

  // ---- Lists ------------------------------------------------------------------------
  const listKey = { conjunction: "standard", disjunction: "or", unit: "unit" };
  // joined puts items into the patterns of a list: parts of { type, value }.
  const joined = (table, type, style, items) => {
    const names = data(table, "list"), key = `listPattern-type-${listKey[type]}`;
    const p = names[style === "long" ? key : `${key}-${style}`] ?? names[key];
    const element = (value) => [{ type: "element", value }];
    const put = (pattern, a, b) => pattern.split(/(\{[01]\})/).filter(Boolean).flatMap((piece) => (piece === "{0}" ? a : piece === "{1}" ? b : [{ type: "literal", value: piece }]));
    if (items.length === 0) return [];
    if (items.length === 1) return element(items[0]);
    const last = (pattern) => special(table, type, pattern, items.at(-1));
    if (items.length === 2) return put(last(p[2]), element(items[0]), element(items[1]));
    let out = put(last(p.end), element(items.at(-2)), element(items.at(-1)));
    for (let i = items.length - 3; i > 0; i--) out = put(p.middle, element(items[i]), out);
    return put(p.start, element(items[0]), out);
  };
  // Spanish "y" and "o" yield to the sound that follows; Hebrew sets a hyphen.
  const special = (table, type, pattern, next) => {
    if (/^es/.test(table) && type !== "disjunction" && pattern.includes(" y ") && /^(i|hi(?!e|a))/i.test(next)) return pattern.replace(" y ", " e ");
    if (/^es/.test(table) && type === "disjunction" && pattern.includes(" o ") && /^(o|ho|8|11(?!\d)|11 )/i.test(next)) return pattern.replace(" o ", " u ");
    if (/^(he|iw)/.test(table) && pattern.includes("\u05d5{1}") && !/^[\u05d0-\u05ea]/.test(next)) return pattern.replace("\u05d5{1}", "\u05d5-{1}");
    return pattern;
  };
  class ListFormat {
    #r; #type; #style;
    constructor(locales, options) {
      const o = reader(options, "Intl.ListFormat");
      this.#r = resolve(locales);
      this.#type = o.word("type", ["conjunction", "disjunction", "unit"], "conjunction");
      this.#style = o.word("style", ["long", "short", "narrow"], "long");
    }
    #join(items) {
      const texts = items === undefined ? [] : Array.from(items, (item) => {
        if (typeof item !== "string") throw new TypeError("Iterable yielded " + (typeof item === "object" ? internal.inspect?.(item) ?? "#<Object>" : String(item)) + " which is not a string");
        return item;
      });
      return joined(this.#r.table, this.#type, this.#style, texts);
    }
    format(items) { return this.#join(items).map((p) => p.value).join(""); }
    formatToParts(items) { return this.#join(items); }
    resolvedOptions() { return { locale: this.#r.locale, type: this.#type, style: this.#style }; }
  }
  finish(ListFormat, "ListFormat");

  // ---- Names ------------------------------------------------------------------------
  const bad = () => new RangeError("invalid_argument");
  const codes = {
    region: /^([A-Za-z]{2}|\d{3})$/, script: /^[A-Za-z]{4}$/, currency: /^[A-Za-z]{3}$/, language: /^[A-Za-z]{2,8}(-[A-Za-z\d]{1,8})*$/,
    calendar: /^[A-Za-z\d]{3,8}(-[A-Za-z\d]{3,8})*$/, dateTimeField: /^(era|year|quarter|month|weekOfYear|weekday|day|dayPeriod|hour|minute|second|timeZoneName)$/,
  };
  class DisplayNames {
    #r; #style; #type; #fallback; #languages;
    constructor(locales, options) {
      if (options === null || typeof options !== "object") throw new TypeError("invalid_argument");
      const o = reader(options, "Intl.DisplayNames");
      this.#r = resolve(locales);
      this.#style = o.word("style", ["narrow", "short", "long"], "long");
      this.#type = o.word("type", ["language", "region", "script", "currency", "calendar", "dateTimeField"]);
      if (this.#type === undefined) throw new TypeError("invalid_argument");
      this.#fallback = o.word("fallback", ["code", "none"], "code");
      this.#languages = o.word("languageDisplay", ["dialect", "standard"], "dialect");
      if (this.#type === "calendar") throw new RangeError("Intl.DisplayNames has no names of calendars here");
    }
    of(code) {
      code = `${code}`;
      if (!codes[this.#type].test(code)) throw bad();
      const name = this.#find(code);
      if (name !== undefined) return name;
      if (this.#fallback === "none") return undefined;
      if (this.#type === "language") return canonical(code);
      if (this.#type === "script") return code[0].toUpperCase() + code.slice(1).toLowerCase();
      return this.#type === "currency" ? code.toUpperCase() : code;
    }
    #find(code) {
      const { table } = this.#r;
      switch (this.#type) {
        case "currency": {
          return data(table, "cur")[code.toUpperCase()]?.[""]; // V8 knows no other style
        }
        case "dateTimeField": {
          const key = { weekOfYear: "week", dayPeriod: "dayperiod", timeZoneName: "zone" }[code] ?? code;
          return data(table, "date").fields[key];
        }
        case "language": return this.#language(canonical(code));
        case "region": return this.#styled("region", code);
        default: return this.#styled("script", code[0].toUpperCase() + code.slice(1).toLowerCase());
      }
    }
    #styled(kind, key) {
      const names = data(this.#r.table, "name")[kind];
      return (this.#style !== "long" ? names[`${key}-alt-short`] : undefined) ?? names[key];
    }
    #language(tag) {
      const { language: all, pattern } = data(this.#r.table, "name");
      const [language, script, region] = host.intlLocale(tag);
      const tries = this.#languages === "standard" ? [[language, script, region]] : [[`${language}-${script}-${region}`, "", ""], ...(script && region ? [] : [[`${language}-${script}`, "", region], [`${language}-${region}`, script, ""]]), [language, script, region]];
      for (const [key, s, r] of tries) {
        if (key.includes("--") || key.endsWith("-")) continue;
        const name = (this.#style !== "long" ? all[`${key}-alt-short`] : undefined) ?? all[key];
        if (name === undefined) continue;
        const names = data(this.#r.table, "name");
        const rest = [s && (names.script[s] ?? s), r && ((this.#style !== "long" ? names.region[`${r}-alt-short`] : undefined) ?? names.region[r] ?? r)].filter(Boolean);
        if (rest.length === 0) return name;
        const inner = rest.map((x) => x.replace(/\(/g, "[").replace(/\)/g, "]")).reduce((a, b) => pattern.localeSeparator.replace("{0}", a).replace("{1}", b));
        return pattern.localePattern.replace("{0}", name).replace("{1}", inner);
      }
      return undefined;
    }
    resolvedOptions() {
      const shown = { locale: this.#r.locale, style: this.#style, type: this.#type, fallback: this.#fallback };
      return this.#type === "language" ? { ...shown, languageDisplay: this.#languages } : shown;
    }
  }
  finish(DisplayNames, "DisplayNames", 2);

  // ---- Strings ------------------------------------------------------------------------
  class Collator {
    #r; #sensitivity; #numeric; #compare; #usage; #plain; #caseFirst;
    constructor(locales, options) {
      const o = reader(options, "Intl.Collator");
      this.#usage = o.word("usage", ["sort", "search"], "sort");
      this.#r = resolve(locales, [["co", () => false], ["kn", (v) => o.raw.numeric === undefined && ["true", "false"].includes(v)], ["kf", (v) => o.raw.caseFirst === undefined && ["upper", "lower", "false"].includes(v)]]);
      this.#numeric = o.flag("numeric", this.#r.ext("kn") === "true");
      this.#caseFirst = o.word("caseFirst", ["upper", "lower", "false"], this.#r.ext("kf") ?? (/^da\b/.test(this.#r.base) ? "upper" : "false"));
      this.#sensitivity = o.word("sensitivity", ["base", "accent", "case", "variant"], "variant");
      this.#plain = o.flag("ignorePunctuation", /^th/.test(this.#r.base));
    }
    get compare() {
      const text = (value) => (this.#plain ? `${value}`.replace(/[\p{P}\s]/gu, "") : `${value}`);
      return (this.#compare ??= Object.defineProperty((a, b) => this.#order(text(a), text(b)), "name", { value: "" }));
    }
    #order(a, b) {
      const order = host.intlCompare(this.#r.base, this.#sensitivity, this.#numeric, a, b);
      if (this.#caseFirst !== "upper" || order === 0 || a.toLowerCase() !== b.toLowerCase()) return order;
      return -order;
    }
    resolvedOptions() { return { locale: this.#r.locale, usage: this.#usage, sensitivity: this.#sensitivity, ignorePunctuation: this.#plain, collation: "default", numeric: this.#numeric, caseFirst: this.#caseFirst }; }
  }
  finish(callable(Collator, "Collator"), "Collator");
  methods.localeCompare = (a, b, locales, options) => new Collator(locales, options).compare(a, b);

  class Segmenter {
    #r; #granularity;
    constructor(locales, options) {
      const o = reader(options, "Intl.Segmenter");
      this.#r = resolve(locales);
      this.#granularity = o.word("granularity", ["grapheme", "word", "sentence"], "grapheme");
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
    resolvedOptions() { return { locale: this.#r.locale, granularity: this.#granularity }; }
  }
  finish(Segmenter, "Segmenter");

  // ---- The parts --------------------------------------------------------------------------
  const core = (internal.intl = { host, hide, list, resolve, reader, data, supplemental, plural, joined, finish, callable, supported, methods });
  let madeNumbers;
  const numbers = (core.numbers = () => (madeNumbers ??= internal.loadPart("intl_numbers")));
  let madeDates;
  const dates = () => (madeDates ??= internal.loadPart("intl_dates"));
  const later = (name, load) => Object.defineProperty(Intl, name, { configurable: true, enumerable: false, get() { load(); return Intl[name]; }, set(value) { hide(Intl, name, value); } });
  later("NumberFormat", numbers);
  later("DateTimeFormat", dates);
  later("RelativeTimeFormat", () => internal.loadPart("intl_relative"));

  const valueOf = { number: Number.prototype.valueOf, bigint: BigInt.prototype.valueOf };
  const given = (options, name) => {
    if (options === null) throw new TypeError(`${name}.prototype.toLocaleString called on null or undefined`);
  };
  methods.numberToLocaleString = function (locales, options) { given(options, "Number"); return numbers().format(Reflect.apply(valueOf.number, this, []), locales, options); };
  methods.bigintToLocaleString = function (locales, options) { given(options, "BigInt"); return numbers().format(Reflect.apply(valueOf.bigint, this, []), locales, options); };
  const getTime = Date.prototype.getTime;
  for (const [name, needs, defaults] of [["toLocaleString", "any", "all"], ["toLocaleDateString", "date", "date"], ["toLocaleTimeString", "time", "time"]]) {
    methods[name] = function (locales, options) {
      const time = Reflect.apply(getTime, this, []);
      return Number.isNaN(time) ? "Invalid Date" : dates().format(time, locales, options, needs, defaults);
    };
  }

  hide(Intl, "getCanonicalLocales", Object.defineProperty({ getCanonicalLocales(locales) { return list(locales); } }.getCanonicalLocales, "length", { value: 1, configurable: true }));
  hide(Intl, "supportedValuesOf", { supportedValuesOf(key) {
    switch (`${key}`) {
      case "calendar": return ["buddhist", "gregory", "iso8601", "japanese", "roc"];
      case "collation": return ["emoji", "eor"];
      case "currency": return Object.keys(data("en", "cur")).sort();
      case "numberingSystem": return Object.keys(supplemental().digits).sort();
      case "timeZone": return Object.keys(supplemental().meta).filter((z) => z.includes("/")).concat("UTC").sort();
      case "unit": return Object.keys(data("en", "unit").long).filter((u) => u !== "per" && !u.includes("-per-")).sort();
      default: throw new RangeError(`Invalid key : ${key}`);
    }
  } }.supportedValuesOf);
  return methods;
})

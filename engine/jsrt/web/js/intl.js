// The parts of Intl that the engine's own package does not have. Plural rules,
// comparing and names know all locales; lists and relative times are worded in
// English, and what is asked for in another language says so in
// resolvedOptions().
(function (host, internal) {
  'use strict';
  const { code, isObject } = internal;

  const tagOf = (locale) => {
    const tag = host.intlTag(`${locale}`);
    if (tag === undefined || tag === null) throw code(new RangeError(`Incorrect locale information provided`), undefined);
    return tag;
  };
  const localeOf = (locales) => {
    if (locales === undefined) return 'en-US';
    if (typeof locales === 'string') return tagOf(locales)[0];
    if (!isObject(locales)) throw new TypeError('Incorrect locale information provided');
    const first = locales instanceof Locale ? locales : locales[0];
    return first === undefined ? 'en-US' : tagOf(first)[0];
  };
  const option = (o, name, allowed, fallback) => {
    if (o === undefined || o[name] === undefined) return fallback;
    const v = `${o[name]}`;
    if (!allowed.includes(v)) throw new RangeError(`Value ${v} out of range for Intl options property ${name}`);
    return v;
  };
  const finish = (Class) => {
    Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: `Intl.${Class.name}`, configurable: true });
    if (!Object.hasOwn(Class, 'supportedLocalesOf')) {
      Object.defineProperty(Class, 'supportedLocalesOf', {
        writable: true,
        configurable: true,
        value: function supportedLocalesOf(locales) {
          return (typeof locales === 'string' ? [locales] : [...(locales ?? [])]).map((l) => tagOf(l)[0]);
        },
      });
    }
    if (typeof Intl === 'object') Object.defineProperty(Intl, Class.name, { value: Class, writable: true, configurable: true, enumerable: false });
    internal[`Intl${Class.name}`] = Class;
  };

  class Collator {
    #o;
    #compare;
    constructor(locales = undefined, options = undefined) {
      this.#o = {
        locale: localeOf(locales), usage: option(options, 'usage', ['sort', 'search'], 'sort'),
        sensitivity: option(options, 'sensitivity', ['base', 'accent', 'case', 'variant'], 'variant'),
        ignorePunctuation: !!options?.ignorePunctuation, collation: 'default', numeric: !!options?.numeric,
        caseFirst: option(options, 'caseFirst', ['upper', 'lower', 'false'], 'false'),
      };
    }
    get compare() {
      const o = this.#o;
      return (this.#compare ??= (x, y) => {
        let a = `${x}`;
        let b = `${y}`;
        if (o.ignorePunctuation) {
          a = a.replace(/[\p{P}\s]/gu, '');
          b = b.replace(/[\p{P}\s]/gu, '');
        }
        return host.intlCompare(a, b, o.locale, o.sensitivity, o.numeric);
      });
    }
    resolvedOptions() { return { ...this.#o }; }
  }
  Object.defineProperty(Collator, 'length', { value: 0, configurable: true });
  finish(Collator);

  class PluralRules {
    #o;
    constructor(locales = undefined, options = undefined) {
      this.#o = {
        locale: localeOf(locales), type: option(options, 'type', ['cardinal', 'ordinal'], 'cardinal'),
        minimumIntegerDigits: options?.minimumIntegerDigits ?? 1, minimumFractionDigits: options?.minimumFractionDigits ?? 0,
        maximumFractionDigits: options?.maximumFractionDigits ?? Math.max(options?.minimumFractionDigits ?? 0, 3),
      };
    }
    select(n) {
      const o = this.#o;
      const value = Number(n);
      if (!Number.isFinite(value)) return 'other';
      let text = Math.abs(value).toFixed(o.maximumFractionDigits);
      if (text.includes('.')) {
        while (text.endsWith('0') && text.length - text.indexOf('.') - 1 > o.minimumFractionDigits) text = text.slice(0, -1);
        if (text.endsWith('.')) text = text.slice(0, -1);
      }
      return host.intlPlural(o.locale, o.type === 'ordinal', text);
    }
    resolvedOptions() {
      const o = this.#o;
      const seen = new Set(Array.from({ length: 120 }, (_, i) => host.intlPlural(o.locale, o.type === 'ordinal', String(i))));
      return { ...o, pluralCategories: ['few', 'many', 'one', 'two', 'zero', 'other'].filter((c) => c === 'other' || seen.has(c)) };
    }
  }
  finish(PluralRules);

  class ListFormat {
    #o;
    constructor(locales = undefined, options = undefined) {
      this.#o = {
        locale: localeOf(locales), type: option(options, 'type', ['conjunction', 'disjunction', 'unit'], 'conjunction'),
        style: option(options, 'style', ['long', 'short', 'narrow'], 'long'),
      };
    }
    formatToParts(list) {
      const items = [...list].map((v) => {
        if (typeof v !== 'string') throw new TypeError('Iterable yielded a non-String value');
        return v;
      });
      const { type, style } = this.#o;
      const word = type === 'disjunction' ? 'or' : type === 'unit' ? '' : style === 'long' ? 'and' : style === 'short' ? '&' : '';
      const parts = [];
      items.forEach((value, i) => {
        if (i > 0) {
          const last = i === items.length - 1;
          let between = type === 'unit' && style === 'narrow' ? ' ' : ', ';
          if (last && word) between = items.length === 2 ? ` ${word} ` : `, ${word} `;
          parts.push({ type: 'literal', value: between });
        }
        parts.push({ type: 'element', value });
      });
      return parts;
    }
    format(list) { return this.formatToParts(list).map((p) => p.value).join(''); }
    resolvedOptions() { return { ...this.#o, locale: 'en-US' }; }
  }
  finish(ListFormat);

  const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'];
  const short = { second: 'sec.', minute: 'min.', hour: 'hr.', day: 'day', week: 'wk.', month: 'mo.', quarter: 'qtr.', year: 'yr.' };
  const narrow = { second: 's', minute: 'min', hour: 'h', day: 'd', week: 'w', month: 'mo', quarter: 'q', year: 'y' };
  const auto = {
    day: { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }, second: { 0: 'now' },
    ...Object.fromEntries(['week', 'month', 'quarter', 'year'].map((u) => [u, { '-1': `last ${u}`, 0: `this ${u}`, 1: `next ${u}` }])),
    hour: { 0: 'this hour' }, minute: { 0: 'this minute' },
  };
  class RelativeTimeFormat {
    #o;
    constructor(locales = undefined, options = undefined) {
      this.#o = {
        locale: localeOf(locales), style: option(options, 'style', ['long', 'short', 'narrow'], 'long'),
        numeric: option(options, 'numeric', ['always', 'auto'], 'always'), numberingSystem: 'latn',
      };
    }
    formatToParts(value, unit) {
      value = Number(value);
      unit = `${unit}`.replace(/s$/, '');
      if (!units.includes(unit)) throw new RangeError(`Invalid unit argument for format() '${unit}'`);
      if (!Number.isFinite(value)) throw new RangeError('Invalid time value');
      const { style, numeric } = this.#o;
      if (numeric === 'auto') {
        const word = auto[unit]?.[Object.is(value, -0) ? 0 : value];
        if (word) return [{ type: 'literal', value: word }];
      }
      const amount = Math.abs(value);
      const number = amount.toLocaleString('en-US');
      const past = value < 0 || Object.is(value, -0);
      let name = unit + (amount === 1 ? '' : 's');
      if (style === 'short') name = unit === 'day' ? name : unit === 'quarter' && amount !== 1 ? 'qtrs.' : short[unit];
      const gap = style === 'narrow' ? '' : ' ';
      if (style === 'narrow') name = narrow[unit];
      const tail = past ? `${gap}${name} ago` : `${gap}${name}`;
      const out = [{ type: 'integer', value: number, unit }, { type: 'literal', value: tail }];
      return past ? out : [{ type: 'literal', value: 'in ' }, ...out];
    }
    format(value, unit) { return this.formatToParts(value, unit).map((p) => p.value).join(''); }
    resolvedOptions() { return { ...this.#o, locale: 'en-US' }; }
  }
  finish(RelativeTimeFormat);

  class Segments {
    #text;
    #o;
    constructor(text, o) {
      this.#text = text;
      this.#o = o;
    }
    #list() {
      return host.intlSegments(this.#text, this.#o.granularity).map(([segment, index, word]) => ({
        segment, index, input: this.#text, ...(this.#o.granularity === 'word' ? { isWordLike: word } : {}),
      }));
    }
    containing(index = 0) { return this.#list().findLast((s) => s.index <= index && index < this.#text.length); }
    *[Symbol.iterator]() { yield* this.#list(); }
  }
  class Segmenter {
    #o;
    constructor(locales = undefined, options = undefined) {
      this.#o = { locale: localeOf(locales), granularity: option(options, 'granularity', ['grapheme', 'word', 'sentence'], 'grapheme') };
    }
    segment(input) { return new Segments(`${input}`, this.#o); }
    resolvedOptions() { return { ...this.#o }; }
  }
  finish(Segmenter);

  class DisplayNames {
    #o;
    constructor(locales, options) {
      if (!isObject(options)) throw new TypeError('Cannot convert undefined or null to object');
      this.#o = {
        locale: localeOf(locales), style: option(options, 'style', ['narrow', 'short', 'long'], 'long'),
        type: option(options, 'type', ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField'], undefined),
        fallback: option(options, 'fallback', ['code', 'none'], 'code'),
      };
      if (this.#o.type === undefined) throw new TypeError('Required option "type" must not be undefined');
      if (!['language', 'region', 'script'].includes(this.#o.type)) throw new RangeError(`Intl.DisplayNames: names of type "${this.#o.type}" are not available here`);
    }
    of(value) {
      const name = host.intlName(this.#o.locale, this.#o.type, `${value}`);
      return name ?? (this.#o.fallback === 'code' ? `${value}` : undefined);
    }
    resolvedOptions() { return { ...this.#o }; }
  }
  finish(DisplayNames);

  class Locale {
    #parts;
    constructor(tag, options = undefined) {
      if (typeof tag !== 'string' && !isObject(tag)) throw new TypeError('First argument to Intl.Locale constructor can\'t be empty or missing');
      let parts = tagOf(tag);
      const { language, script, region } = options ?? {};
      if (language !== undefined || script !== undefined || region !== undefined) {
        parts = tagOf([language ?? parts[1], script ?? parts[2], region ?? parts[3]].filter(Boolean).join('-'));
      }
      this.#parts = parts;
    }
    get baseName() { return this.#parts[0].replace(/-[ux]-.*$/, ''); }
    get language() { return this.#parts[1]; }
    get script() { return this.#parts[2] || undefined; }
    get region() { return this.#parts[3] || undefined; }
    toString() { return this.#parts[0]; }
  }
  finish(Locale);
})

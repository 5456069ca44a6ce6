// Intl loads at its first use: here stand only getters and the methods that lead
// to it. A comparison without locale or options needs none of it.
(function (host, internal) {
  "use strict";
  const Intl = (globalThis.Intl ??= {});
  const hide = (target, name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });

  // The part answers its methods by name; they live on behind these.
  let methods;
  const load = () => (methods ??= internal.loadPart("intl"));
  const lead = (target, name, length, key = name) => {
    const fn = { [name](...args) { return Reflect.apply(load()[key], this, args); } }[name];
    hide(target, name, Object.defineProperty(fn, "length", { value: length, configurable: true }));
  };
  const compare = { localeCompare(that, locales, options) {
    if (this == null) throw new TypeError("String.prototype.localeCompare called on null or undefined");
    if (locales === undefined && options === undefined) return host.intlCompare("en-US", "variant", false, `${this}`, `${that}`);
    return load().localeCompare(`${this}`, `${that}`, locales, options);
  } }.localeCompare;
  hide(String.prototype, "localeCompare", Object.defineProperty(compare, "length", { value: 1, configurable: true }));
  // Turkish and Azerbaijani have a dotted and a dotless i.
  const turkic = (locales) => /^(tr|az)\b/i.test(Array.isArray(locales) ? locales[0] ?? "" : `${locales ?? ""}`);
  for (const [name, plain, dotted] of [["toLocaleLowerCase", String.prototype.toLowerCase, (s) => s.replace(/I\u0307|\u0130/g, "i").replace(/I/g, "\u0131")], ["toLocaleUpperCase", String.prototype.toUpperCase, (s) => s.replace(/i/g, "\u0130")]]) {
    const fn = { [name](locales) {
      if (this == null) throw new TypeError(`String.prototype.${name} called on null or undefined`);
      return Reflect.apply(plain, locales !== undefined && turkic(locales) ? dotted(`${this}`) : this, []);
    } }[name];
    hide(String.prototype, name, Object.defineProperty(fn, "length", { value: 0, configurable: true }));
  }
  for (const name of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) lead(Date.prototype, name, 0);
  lead(Number.prototype, "toLocaleString", 0, "numberToLocaleString");
  lead(BigInt.prototype, "toLocaleString", 0, "bigintToLocaleString");

  internal.parseIntl = JSON.parse;
  internal.wordIntl = JSON.stringify;
  const names = ["Collator", "DateTimeFormat", "DisplayNames", "ListFormat", "Locale", "NumberFormat", "PluralRules", "RelativeTimeFormat", "Segmenter", "getCanonicalLocales", "supportedValuesOf"];
  for (const name of names) {
    Object.defineProperty(Intl, name, {
      configurable: true, enumerable: false,
      get() {
        load();
        return Intl[name];
      },
      set(value) { hide(Intl, name, value); },
    });
  }
  Object.defineProperty(Intl, Symbol.toStringTag, { value: "Intl", configurable: true });
})

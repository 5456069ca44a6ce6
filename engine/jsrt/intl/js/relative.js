// Intl.RelativeTimeFormat: "in 3 Tagen", "yesterday".
(function (host, internal) {
  "use strict";
  const { resolve, reader, data, finish } = internal.intl;
  const numbers = internal.intl.numbers();
  const units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"];

  class RelativeTimeFormat {
    #r; #style; #numeric; #number;
    constructor(locales, options) {
      const o = reader(options, "Intl.RelativeTimeFormat");
      this.#r = resolve(locales, [["nu", (v) => v in internal.intl.supplemental().digits]]);
      this.#style = o.word("style", ["long", "short", "narrow"], "long");
      this.#numeric = o.word("numeric", ["always", "auto"], "always");
      this.#number = { ...numbers.prepare(this.#r.locale), worded: true };
    }
    #parts(value, unit) {
      value = Number(value);
      unit = `${unit}`;
      const name = unit.replace(/s$/, "");
      if (!units.includes(name)) throw new RangeError(`Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() '${unit}'`);
      if (!Number.isFinite(value)) throw new RangeError("Value need to be finite number for Intl.RelativeTimeFormat.prototype.format()");
      const fields = data(this.#r.table, "rel");
      const field = fields[this.#style === "long" ? name : `${name}-${this.#style}`] ?? fields[name];
      const past = value < 0 || Object.is(value, -0);
      if (this.#numeric === "auto") {
        const word = field[`relative-type-${Object.is(value, -0) ? 0 : value}`];
        if (word !== undefined) return [{ type: "literal", value: word }];
      }
      const { parts, form } = numbers.partsOf(this.#number, Math.abs(value));
      const patterns = field[past ? "relativeTime-type-past" : "relativeTime-type-future"];
      const pattern = patterns[`relativeTimePattern-count-${form}`] ?? patterns["relativeTimePattern-count-other"];
      return pattern.split(/(\{0\})/).filter(Boolean).flatMap((t) => (t === "{0}" ? parts.map((p) => ({ ...p, unit: name })) : [{ type: "literal", value: t }]));
    }
    format(value, unit) { return this.#parts(value, unit).map((p) => p.value).join(""); }
    formatToParts(value, unit) { return this.#parts(value, unit); }
    resolvedOptions() { return { locale: this.#r.locale, style: this.#style, numeric: this.#numeric, numberingSystem: this.#number.nu }; }
  }
  finish(RelativeTimeFormat, "RelativeTimeFormat");
})

// Intl.NumberFormat by the patterns of CLDR: "#,##0.00 ¤" says where digits are
// grouped and what stands around them. A number is exact here: its decimal
// digits and where the point stands, rounded as integers.
(function (host, internal) {
  "use strict";
  const { hide, resolve, reader, data, supplemental, plural, finish, callable } = internal.intl;

  // ---- Exact decimals -------------------------------------------------------------
  // A decimal is 0.DIGITS × 10^point, without leading or trailing zeros.
  const decimal = (neg, digits, point) => {
    const lead = /^0*/.exec(digits)[0].length;
    digits = digits.slice(lead).replace(/0+$/, "");
    return digits === "" ? { neg, digits: "", point: 0 } : { neg, digits, point: point - lead };
  };
  const fromText = (text) => {
    const m = /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(text);
    if (m === null || (m[2] === "" && m[3] === "")) return undefined;
    return decimal(m[1] === "-", m[2] + m[3], m[2].length + Number(m[4] ?? 0));
  };
  const toDecimal = (value) => {
    if (typeof value === "bigint") return fromText(`${value}`);
    if (typeof value !== "number") {
      value = typeof value === "object" && value !== null ? value[Symbol.toPrimitive]?.("number") ?? plainValue(value) : value;
      if (typeof value === "bigint") return fromText(`${value}`);
      if (typeof value === "string") {
        const exact = value.trim() === "" ? fromText("0") : fromText(value);
        if (exact !== undefined) return exact;
      }
      value = Number(value);
    }
    if (Number.isNaN(value)) return { nan: true, neg: false, digits: "", point: 0 };
    if (!Number.isFinite(value)) return { inf: true, neg: value < 0, digits: "", point: 0 };
    if (value === 0) return { neg: Object.is(value, -0), digits: "", point: 0 };
    return fromText(`${value}`);
  };
  const plainValue = (object) => {
    const value = object.valueOf();
    return typeof value === "object" && value !== null ? `${object}` : value;
  };

  // upwards decides, for a remainder r of den behind the quotient q, whether the
  // magnitude grows.
  const upwards = (mode, neg, q, r, den) => {
    if (r === 0n) return false;
    const half = r * 2n === den ? 0 : r * 2n > den ? 1 : -1;
    switch (mode) {
      case "ceil": return !neg;
      case "floor": return neg;
      case "expand": return true;
      case "trunc": return false;
      case "halfCeil": return half > 0 || (half === 0 && !neg);
      case "halfFloor": return half > 0 || (half === 0 && neg);
      case "halfTrunc": return half > 0;
      case "halfEven": return half > 0 || (half === 0 && q % 2n === 1n);
      default: return half >= 0;
    }
  };
  // roundAt rounds to multiples of step × 10^-places.
  const roundAt = (d, places, mode, step = 1) => {
    const low = d.digits.length - d.point; // the place of the last digit
    if (d.digits === "" || (low <= places && step === 1)) return d;
    const shift = places - low;
    let num = BigInt(d.digits), den = BigInt(step);
    if (shift >= 0) num *= 10n ** BigInt(shift);
    else den *= 10n ** BigInt(-shift);
    let q = num / den;
    if (upwards(mode, d.neg, q, num % den, den)) q += 1n;
    const digits = `${q * BigInt(step)}`;
    return { ...decimal(d.neg, digits, digits.length - places), neg: d.neg };
  };
  // shown are the digits before and behind the point, with at least so many.
  const shown = (d, whole, fraction) => {
    const int = d.point > 0 ? d.digits.slice(0, d.point).padEnd(d.point, "0") : "";
    const rest = d.point >= 0 ? d.digits.slice(d.point) : "0".repeat(-d.point) + d.digits;
    return [int.padStart(whole, "0"), rest.padEnd(fraction, "0")];
  };

  // ---- How many digits ---------------------------------------------------------------
  const steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
  const modes = ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"];
  const digitOptions = (o, least, most, compact) => {
    const r = { whole: o.number("minimumIntegerDigits", 1, 21, 1) };
    const { minimumFractionDigits: mnfd, maximumFractionDigits: mxfd, minimumSignificantDigits: mnsd, maximumSignificantDigits: mxsd } = o.raw;
    r.step = o.number("roundingIncrement", 1, 5000, 1);
    if (!steps.includes(r.step)) throw new RangeError("roundingIncrement value is out of range.");
    r.mode = o.word("roundingMode", modes, "halfExpand");
    r.priority = o.word("roundingPriority", ["auto", "morePrecision", "lessPrecision"], "auto");
    r.trailing = o.word("trailingZeroDisplay", ["auto", "stripIfInteger"], "auto");
    if (r.step !== 1) most = least;
    const hasSd = mnsd !== undefined || mxsd !== undefined, hasFd = mnfd !== undefined || mxfd !== undefined;
    const needSd = r.priority !== "auto" || hasSd;
    const needFd = r.priority !== "auto" || (!needSd && (hasFd || !compact));
    const bounded = (name, value, min, max, fallback) => (value === undefined ? fallback : o.number(name, min, max));
    if (needSd) {
      r.minS = hasSd ? bounded("minimumSignificantDigits", mnsd, 1, 21, 1) : 1;
      r.maxS = hasSd ? bounded("maximumSignificantDigits", mxsd, r.minS, 21, 21) : 21;
    }
    if (needFd) {
      if (hasFd) {
        let a = bounded("minimumFractionDigits", mnfd, 0, 20), b = bounded("maximumFractionDigits", mxfd, 0, 20);
        if (a === undefined) a = Math.min(least, b);
        else if (b === undefined) b = Math.max(most, a);
        else if (a > b) throw new RangeError("maximumFractionDigits value is out of range.");
        [r.minF, r.maxF] = [a, b];
      } else [r.minF, r.maxF] = [least, most];
    }
    if (!needSd && !needFd) [r.minF, r.maxF, r.minS, r.maxS, r.priority, r.plain] = [0, 0, 1, 2, "morePrecision", true];
    if (r.step !== 1 && (needSd || r.priority !== "auto")) throw new TypeError("roundingIncrement value is invalid.");
    if (r.step !== 1 && r.minF !== r.maxF) throw new RangeError("roundingIncrement value is out of range.");
    return r;
  };
  const shownDigits = (r) => ({
    minimumIntegerDigits: r.whole,
    ...(r.minS !== undefined && { minimumSignificantDigits: r.minS, maximumSignificantDigits: r.maxS }),
    ...(r.minF !== undefined && { minimumFractionDigits: r.minF, maximumFractionDigits: r.maxF }),
  });
  const shownRounding = (r) => ({ roundingMode: r.mode, roundingIncrement: r.step, trailingZeroDisplay: r.trailing, roundingPriority: r.priority });

  // round answers the rounded decimal and the digits to show.
  const round = (d, r) => {
    const bySignificant = () => {
      const out = roundAt(d, r.maxS - d.point, r.mode);
      return [out, Math.max(r.minS - (out.digits === "" ? 1 : out.point), 0), r.maxS - d.point];
    };
    const byFraction = () => [roundAt(d, r.maxF, r.mode, r.step), r.minF, r.maxF];
    let result;
    if (r.minS === undefined) result = byFraction();
    else if (r.minF === undefined) result = bySignificant();
    else {
      const s = bySignificant(), f = byFraction();
      const more = d.digits === "" ? s[1] >= f[1] : s[2] >= f[2];
      result = (r.priority === "morePrecision") === more ? s : f;
    }
    const [out, least] = result;
    let [int, fraction] = shown(out, r.whole, least);
    if (r.trailing === "stripIfInteger" && /^0*$/.test(fraction)) fraction = "";
    return { d: out, int, fraction };
  };
  const visible = (n, r) => {
    const { int, fraction } = round(toDecimal(n), r);
    return fraction === "" ? int || "0" : `${int || "0"}.${fraction}`;
  };

  // ---- Patterns -----------------------------------------------------------------------
  // parse cuts a pattern into its affixes and the sizes of its groups; an affix
  // is a list of "¤", "%", "-", "+" and literal text.
  const affix = (text) => {
    const out = [];
    let literal = "";
    const flush = () => {
      if (literal) out.push({ literal });
      literal = "";
    };
    for (let i = 0; i < text.length; i++) {
      const c = text[i];
      if (c === "'") {
        const end = text.indexOf("'", i + 1);
        if (end === i + 1) literal += "'";
        else literal += text.slice(i + 1, end);
        i = end;
      } else if ("¤%-+".includes(c)) {
        flush();
        out.push(c);
      } else literal += c;
    }
    flush();
    return out;
  };
  const patterns = new Map();
  const parse = (pattern) => {
    let found = patterns.get(pattern);
    if (found) return found;
    const [positive, negative] = pattern.split(/;(?=(?:[^']*'[^']*')*[^']*$)/);
    const cut = (text) => {
      const m = /^((?:'[^']*'|[^#0,.@'])*)([#0,.@E]+)([\s\S]*)$/.exec(text);
      return m === null ? [affix(text), "", []] : [affix(m[1]), m[2], affix(m[3])];
    };
    const [prefix, body, suffix] = cut(positive);
    const groups = body.split(".")[0].split(",");
    found = {
      prefix, suffix, zeros: (body.match(/0/g) ?? []).length, first: groups.length > 1 ? groups.at(-1).length : 0, next: groups.length > 2 ? groups.at(-2).length : groups.at(-1).length,
      negative: negative === undefined ? undefined : cut(negative),
    };
    patterns.set(pattern, found);
    return found;
  };

  const currencyDigits = (code) => Number(supplemental().fractions[code] ?? 2);
  const isUnit = (unit) => unit.split("-per-").length <= 2 && unit.split("-per-").every((u) => u in data("en", "unit").long && !u.includes("-per-") && u !== "per");
  const invalid = (what, value) => new RangeError(`Invalid ${what} : ${value}`);

  const prepare = (locales, options) => {
    const o = reader(options, "Intl.NumberFormat");
    const s = {};
    const nu = o.word("numberingSystem", null);
    if (nu !== undefined && !/^[a-zA-Z0-9]{3,8}(-[a-zA-Z0-9]{3,8})*$/.test(nu)) throw new RangeError(`Invalid numberingSystem : ${nu}`);
    const known = (v) => v in supplemental().digits;
    const at = resolve(locales, [["nu", (v) => known(v) && (nu === undefined || !known(nu) || nu === v)]]);
    s.at = at;
    s.style = o.word("style", ["decimal", "percent", "currency", "unit"], "decimal");
    const currency = o.word("currency", null);
    if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency)) throw invalid("currency code", currency);
    if (s.style === "currency" && currency === undefined) throw new TypeError("Currency code is required with currency style.");
    const display = o.word("currencyDisplay", ["code", "symbol", "name", "narrowSymbol"], "symbol");
    const sign = o.word("currencySign", ["standard", "accounting"], "standard");
    const unit = o.word("unit", null);
    if (unit !== undefined && !isUnit(unit)) throw new RangeError(`Invalid unit argument for Intl.NumberFormat() '${unit}'`);
    if (s.style === "unit" && unit === undefined) throw new TypeError("Invalid unit argument for Intl.NumberFormat() ''");
    const unitDisplay = o.word("unitDisplay", ["short", "narrow", "long"], "short");
    if (s.style === "currency") Object.assign(s, { currency: currency.toUpperCase(), display, sign });
    if (s.style === "unit") Object.assign(s, { unit, unitDisplay });
    s.notation = o.word("notation", ["standard", "scientific", "engineering", "compact"], "standard");
    const places = s.style === "currency" && s.notation === "standard" ? currencyDigits(s.currency) : s.style === "currency" ? 0 : undefined;
    s.digits = digitOptions(o, places ?? 0, places ?? (s.style === "percent" ? 0 : s.style === "currency" ? 0 : 3), s.notation === "compact");
    const compact = o.word("compactDisplay", ["short", "long"], "short");
    if (s.notation === "compact") s.compact = compact;
    s.grouping = groupingOf(o, s.notation === "compact" ? "min2" : "auto");
    s.signDisplay = o.word("signDisplay", ["auto", "never", "always", "exceptZero", "negative"], "auto");
    const all = data(at.table, "num");
    const asked = [nu, at.ext("nu")].find((v) => v !== undefined && known(v));
    s.nu = asked ?? all.nu;
    s.table = all[s.nu] ?? all.latn;
    s.all = all;
    s.figures = s.nu === "latn" ? null : [...supplemental().digits[s.nu]];
    s.worded = s.style === "unit" || s.display === "name" || s.notation === "compact"; // something goes by the plural
    return s;
  };
  const groupingOf = (o, standard) => {
    const value = o.raw.useGrouping;
    if (value === undefined) return standard;
    if (value === true || value === "always") return "always";
    if (value === false || value === null || value === 0 || value === "" || Number.isNaN(value)) return false;
    if (["min2", "auto"].includes(`${value}`)) return `${value}`;
    if (`${value}` === "true" || `${value}` === "false") return standard;
    throw new RangeError(`Value ${value} out of range for Intl.NumberFormat options property useGrouping`);
  };

  // ---- Parts ------------------------------------------------------------------------------
  const symbolOf = (s) => {
    const [symbol, narrow] = s.all.symbols[s.currency] ?? [s.currency, s.currency];
    return s.display === "code" ? s.currency : s.display === "narrowSymbol" ? narrow : symbol;
  };
  const figures = (s, text) => (s.figures === null ? text : text.replace(/\d/g, (c) => s.figures[c]));

  // digitParts are the grouped digits of a rounded number.
  const digitParts = (s, p, int, fraction) => {
    const out = [];
    const least = s.grouping === "min2" ? 2 : s.grouping === "always" ? 1 : Number(s.all.min);
    if (int === "") int = "0";
    if (s.grouping !== false && p.first > 0 && int.length >= p.first + least) {
      const groups = [int.slice(-p.first)];
      let rest = int.slice(0, -p.first);
      for (; rest.length > p.next; rest = rest.slice(0, -p.next)) groups.unshift(rest.slice(-p.next));
      if (rest) groups.unshift(rest);
      groups.forEach((g, i) => {
        if (i) out.push({ type: "group", value: (s.style === "currency" && s.table.sym.currencyGroup) || s.table.sym.group });
        out.push({ type: "integer", value: figures(s, g) });
      });
    } else out.push({ type: "integer", value: figures(s, int) });
    if (fraction !== "") out.push({ type: "decimal", value: (s.style === "currency" && s.table.sym.currencyDecimal) || s.table.sym.decimal }, { type: "fraction", value: figures(s, fraction) });
    return out;
  };
  // affixParts words an affix. A currency in letters keeps away from the digits.
  const affixParts = (s, list, before, number) => {
    const out = [];
    const { sym } = s.table;
    list.forEach((token, i) => {
      switch (token) {
        case "-": out.push(...spaced(sym.minusSign, "minusSign")); break;
        case "+": out.push(...spaced(sym.plusSign, "plusSign")); break;
        case "%": out.push(...spaced(sym.percentSign, "percentSign")); break;
        case "¤": {
          const value = symbolOf(s);
          const near = before ? i === list.length - 1 : i === 0;
          const edge = before ? value.at(-1) : value[0];
          const apart = near && number !== undefined && "integer" === (before ? number[0] : number.at(-1)).type.replace("fraction", "integer") && /[^\p{S}\p{Z}]/u.test(edge);
          if (apart && !before) out.push({ type: "literal", value: s.table.spacing.before });
          out.push({ type: "currency", value });
          if (apart && before) out.push({ type: "literal", value: s.table.spacing.after });
          break;
        }
        default: out.push({ type: "literal", value: token.literal });
      }
    });
    return out;
  };
  const signOf = (s, neg, zero) => {
    switch (s.signDisplay) {
      case "never": return "";
      case "always": return neg ? "-" : "+";
      case "exceptZero": return zero ? "" : neg ? "-" : "+";
      case "negative": return neg && !zero ? "-" : "";
      default: return neg ? "-" : "";
    }
  };
  // signed picks the affixes for a sign.
  const signed = (p, sign) => {
    if (sign === "") return [p.prefix, p.suffix];
    if (p.negative !== undefined) {
      const [prefix, , suffix] = p.negative;
      if (sign === "-") return [prefix, suffix];
      const has = [...prefix, ...suffix].includes("-");
      if (has) return [prefix, suffix].map((list) => list.map((t) => (t === "-" ? "+" : t)));
    }
    return [[sign, ...p.prefix], p.suffix];
  };
  const spaced = (text, type) => {
    const [, before, inner, after] = /^([\s\u200f\u200e\u061c]*)([\s\S]*?)([\s\u200f\u200e\u061c]*)$/.exec(text);
    return [before && { type: "literal", value: before }, inner && { type, value: inner }, after && { type: "literal", value: after }].filter(Boolean);
  };
  const around = (pattern, inner, type) => {
    const at = pattern.indexOf("{0}");
    return at < 0 ? spaced(pattern, type) : [...spaced(pattern.slice(0, at), type), ...inner, ...spaced(pattern.slice(at + 3), type)];
  };

  const compactTable = (s) => {
    const key = s.style === "currency" && s.display !== "name" ? "curShort" : s.compact;
    return "1000-count-other" in (s.table[key] ?? {}) ? s.table[key] : s.all.latn[key];
  };
  // largest is the last power of ten that a compact table knows: 10^14 mostly,
  // 10^19 in Chinese and Japanese.
  const largest = (table) => {
    let m = 14;
    while (table[`1${"0".repeat(m + 1)}-count-other`] !== undefined) m++;
    return m;
  };
  // compactExponent is how many digits the compact notation takes away.
  const compactExponent = (s, magnitude) => {
    const table = compactTable(s), m = Math.min(magnitude, largest(table));
    if (m < 3) return 0;
    const zeros = table[`1${"0".repeat(m)}-count-other`];
    if (zeros === undefined) return 0;
    const p = parse(zeros);
    if (p.prefix.every((t) => t === "¤" || /^\s*$/.test(t.literal ?? "x")) && p.suffix.every((t) => t === "¤" || /^\s*$/.test(t.literal ?? "x"))) return 0;
    return m - p.zeros + 1;
  };
  const exponentFor = (s, point) => {
    const magnitude = point - 1;
    if (s.notation === "scientific") return magnitude;
    if (s.notation === "engineering") return Math.floor(magnitude / 3) * 3;
    return s.notation === "compact" ? compactExponent(s, magnitude) : 0;
  };

  const isPercent = (s) => s.style === "unit" && s.unit === "percent" && s.unitDisplay !== "long";
  const partsOf = (s, value) => {
    const d = toDecimal(value);
    let number, form = "other", word = "other", exponent = 0, magnitude = 0, zero = false;
    const pattern = s.style === "currency" && s.display !== "name" ? (s.sign === "accounting" ? s.table.acc : s.table.cur) : s.style === "percent" || isPercent(s) ? s.table.pct : s.table.dec;
    let p = parse(pattern);
    if (d.nan) number = [{ type: "nan", value: s.table.sym.nan }];
    else if (d.inf) number = [{ type: "infinity", value: s.table.sym.infinity }];
    else {
      if (s.style === "percent" && d.digits !== "") d.point += 2;
      if (d.digits !== "") exponent = exponentFor(s, d.point);
      let r = round({ ...d, point: d.digits === "" ? 0 : d.point - exponent }, s.digits);
      if (r.d.digits !== "" && d.digits !== "" && r.d.point > d.point - exponent) {
        const next = exponentFor(s, r.d.point + exponent);
        if (next !== exponent) {
          exponent = next;
          r = round({ ...d, point: d.point - exponent }, s.digits);
        }
      }
      zero = r.d.digits === "";
      magnitude = zero ? 0 : r.d.point + exponent - 1;
      if (s.worded) {
        const digits = r.fraction === "" ? r.int || "0" : `${r.int || "0"}.${r.fraction}`;
        form = plural(s.at.table, digits, s.notation === "compact" ? exponent : 0);
        word = exponent ? plural(s.at.table, digits) : form;
      }
      number = digitParts(s, p, r.int, r.fraction);
      if (s.notation === "scientific" || s.notation === "engineering") {
        number.push({ type: "exponentSeparator", value: s.table.sym.exponential });
        if (exponent < 0) number.push({ type: "exponentMinusSign", value: s.table.sym.minusSign });
        number.push({ type: "exponentInteger", value: figures(s, `${Math.abs(exponent)}`) });
      }
    }
    const sign = d.nan && s.signDisplay !== "always" ? "" : signOf(s, d.neg, zero && !d.inf);
    return { parts: dress(s, p, number, sign, form, word, exponent, magnitude), form };
  };

  // dress puts sign, compact word, currency and unit around the digits.
  const dress = (s, p, number, sign, form, compact, exponent, magnitude) => {
    let inner = number;
    if (s.notation === "compact" && exponent > 0) {
      const table = compactTable(s), key = `1${"0".repeat(Math.min(magnitude, largest(table)))}-count-`;
      const c = parse(table[`${key}${compact}`] ?? table[`${key}other`]);
      const word = (list) => list.flatMap((t) => (t.literal === undefined ? [] : spaced(t.literal, "compact")));
      if (c.prefix.includes("¤") || c.suffix.includes("¤")) {
        const piece = (list, before) => affixParts(s, list, before, inner).flatMap((x) => (x.type === "literal" ? spaced(x.value, "compact") : [x]));
        const [prefix, suffix] = signed(s.sign === "accounting" && p.negative ? { prefix: c.prefix, suffix: c.suffix, negative: [p.negative[0].filter((t) => t !== "¤").concat(c.prefix), "", [...c.suffix, ...p.negative[2].filter((t) => t !== "¤")]] } : c, sign);
        const out = [...piece(prefix, true), ...inner, ...piece(suffix, false)];
        return out;
      }
      inner = [...word(c.prefix), ...number, ...word(c.suffix)];
    }
    const [prefix, suffix] = signed(p, sign);
    const out = [...affixParts(s, prefix, true, inner), ...inner, ...affixParts(s, suffix, false, inner)];
    if (s.style === "currency" && s.display === "name") {
      const names = data(s.at.table, "cur")[s.currency] ?? {};
      const name = names[form] ?? names.other ?? names[""] ?? s.currency;
      const wrap = s.table.curUnit[`unitPattern-count-${form}`] ?? s.table.curUnit["unitPattern-count-other"] ?? "{0} {1}";
      return wrap.split(/(\{[01]\})/).filter(Boolean).flatMap((t) => (t === "{0}" ? out : t === "{1}" ? [{ type: "currency", value: name }] : [{ type: "literal", value: t }]));
    }
    if (s.style === "unit" && !isPercent(s)) return unitParts(s, out, form);
    return out;
  };
  const unitParts = (s, inner, form) => {
    const table = data(s.at.table, "unit")[s.unitDisplay];
    const pick = (forms, f) => forms?.[f] ?? forms?.other;
    if (table[s.unit] && pick(table[s.unit], form)) return around(pick(table[s.unit], form), inner, "unit");
    const [top, below] = s.unit.split("-per-");
    const over = pick(table[top], form);
    const per = table[below]?.per;
    if (per !== undefined) return around(per.replace("{0}", over), inner, "unit");
    const one = (table[below]?.one ?? table[below]?.other).replace("{0}", "").trim();
    return around(table.per.replace("{0}", over).replace("{1}", one), inner, "unit");
  };
  const text = (parts) => {
    let out = "";
    for (const p of parts) out += p.value;
    return out;
  };
  // Neighbouring literals are one, as ICU has them.
  const tidy = (parts) => {
    const out = [];
    for (const p of parts) {
      if (p.value === "") continue;
      if (p.type === "literal" && out.at(-1)?.type === "literal") out[out.length - 1] = { type: "literal", value: out.at(-1).value + p.value };
      else out.push(p);
    }
    return out;
  };

  // ---- Ranges -------------------------------------------------------------------------------
  const range = (s, a, b) => {
    if (a === undefined || b === undefined) throw new TypeError("Invalid argument");
    const x = toDecimal(a), y = toDecimal(b);
    if (x.nan || y.nan) throw new RangeError("Invalid number value: NaN");
    const left = tidy(partsOf(s, a).parts), right = tidy(partsOf(s, b).parts);
    if (text(left) === text(right)) {
      return [{ type: "approximatelySign", value: s.table.sym.approximatelySign, source: "shared" }, ...left.map((p) => ({ ...p, source: "shared" }))];
    }
    const digits = new Set(["integer", "group", "decimal", "fraction", "nan", "infinity", "exponentSeparator", "exponentInteger", "exponentMinusSign"]);
    const split = (parts) => {
      const first = parts.findIndex((p) => digits.has(p.type)), last = parts.findLastIndex((p) => digits.has(p.type));
      return [parts.slice(0, first), parts.slice(first, last + 1), parts.slice(last + 1)];
    };
    const [p1, n1, s1] = split(left), [p2, n2, s2] = split(right);
    const signs = (list) => list.filter((p) => p.type === "minusSign" || p.type === "plusSign");
    const mark = (list, source) => list.map((p) => ({ ...p, source }));
    const joint = s.table.range.replace("{0}", "").replace("{1}", "");
    const wide = /^\s/.test(joint) ? joint : ` ${joint} `;
    const between = { type: "literal", value: signs([...p1, ...p2]).length ? wide : joint, source: "shared" };
    // What stands around both numbers is said once, unless it is a single character.
    const [f1, f2] = [p1, p2].map((list) => (s.style === "unit" ? list.filter((p) => !signs([p]).length) : list));
    const around = text(f1) + text(s1);
    const once = text(f1) === text(f2) && text(s1) === text(s2) && signs([...f1, ...s1]).length === 0 && (around === "" || [...around].length > 1);
    if (once) return [...mark(f1, "shared"), ...mark([...(f1 === p1 ? [] : signs(p1)), ...n1], "startRange"), between, ...mark([...(f2 === p2 ? [] : signs(p2)), ...n2], "endRange"), ...mark(s1, "shared")];
    return [...mark(left, "startRange"), { type: "literal", value: wide, source: "shared" }, ...mark(right, "endRange")];
  };

  // ---- The interface ----------------------------------------------------------------------
  class NumberFormat {
    #s; #format;
    constructor(locales, options) { this.#s = prepare(locales, options); }
    get format() {
      const s = this.#s;
      return (this.#format ??= Object.defineProperty((value) => text(partsOf(s, value).parts), "name", { value: "" }));
    }
    formatToParts(value) { return tidy(partsOf(this.#s, value).parts); }
    formatRange(a, b) { return text(range(this.#s, a, b)); }
    formatRangeToParts(a, b) { return range(this.#s, a, b); }
    resolvedOptions() {
      const s = this.#s;
      return {
        locale: s.at.locale, numberingSystem: s.nu, style: s.style,
        ...(s.style === "currency" && { currency: s.currency, currencyDisplay: s.display, currencySign: s.sign }),
        ...(s.style === "unit" && { unit: s.unit, unitDisplay: s.unitDisplay }),
        ...shownDigits(s.digits), useGrouping: s.grouping, notation: s.notation, ...(s.compact && { compactDisplay: s.compact }), signDisplay: s.signDisplay, ...shownRounding(s.digits),
      };
    }
  }
  finish(callable(NumberFormat, "NumberFormat"), "NumberFormat");

  // toLocaleString in a loop asks for the same format again and again: some are
  // kept by what was asked, where that is plain to see.
  const plain = new Map();
  const simple = (v) => v === undefined || (typeof v === "object" && v !== null && Object.getPrototypeOf(v) === Object.prototype && Object.values(v).every((x) => ["string", "number", "boolean", "undefined"].includes(typeof x)));
  const format = (value, locales, options) => {
    let s;
    const keep = (locales === undefined || typeof locales === "string") && simple(options);
    const key = keep ? internal.wordIntl([locales, options]) : "";
    if (keep) s = plain.get(key);
    if (s === undefined) {
      s = prepare(locales, options);
      if (plain.size > 99) plain.clear();
      if (keep) plain.set(key, s);
    }
    return text(partsOf(s, value).parts);
  };
  return { digitOptions, shownDigits, shownRounding, visible, prepare, format, partsOf: (s, value) => { const r = partsOf(s, value); return { parts: tidy(r.parts), form: r.form }; } };
})

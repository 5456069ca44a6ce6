// Intl.DateTimeFormat over the patterns of patterns.js: options, time zones,
// formatting, ranges.
(function (host, internal) {
  "use strict";
  const { resolve, reader, data, supplemental, finish, callable } = internal.intl;
  const { letters, pieces, written, skeletonOf, generatorOf, glued } = internal.loadPart("intl_patterns");

  // ---- Time zones -------------------------------------------------------------------------
  let known;
  const zonesTable = () => (known ??= internal.parseIntl(host.intlZones()));
  const canonicalZone = (name) => {
    const lower = `${name}`.toLowerCase();
    const offset = /^([+-])([01]\d|2[0-3])(?::?([0-5]\d))?$/.exec(lower);
    const { alias } = zonesTable();
    if (offset === null && alias[lower] !== undefined) return /^(utc|gmt|etc\/(utc|gmt|greenwich|universal|zulu|uct)|greenwich|universal|zulu|uct)$/.test(lower) ? "UTC" : alias[lower];
    throw new RangeError(`Invalid time zone specified: ${name}`);
  };
  const offsetOf = (zone, ms) => (zone === "UTC" ? [0, false, true] : host.intlOffset(zone, ms));
  const localGMT = (z, offset, long, sym) => {
    const [plus, minus] = z.hour.split(";");
    const abs = Math.abs(offset), h = Math.floor(abs / 3600), m = Math.floor((abs % 3600) / 60), s = abs % 60;
    const two = (n) => `${n}`.padStart(2, "0");
    let text = (offset < 0 ? minus : plus).replace(/H+/, long ? two(h) : `${h}`);
    if (long || m || s) text = text.replace("mm", two(m)) + (s ? `:${two(s)}` : "");
    else text = text.replace(/[:.]?mm[\s\S]*/, "");
    return z.gmt.replace("{0}", text.replace(/\d/g, (c) => sym.figures?.[c] ?? c));
  };
  const zoneName = (s, c, n, ms) => {
    const z = data(s.at.table, "zone");
    const [offset, daylight, usual] = offsetOf(s.zone, ms);
    if (c === "O" || (!daylight && !usual)) return localGMT(z, offset, n === 4, s);
    const width = n === 4 ? "long" : "short";
    const own = z.zone[s.zone === "UTC" ? "Etc/UTC" : s.zone]?.[width], meta = z.meta[zonesTable().meta[s.zone]]?.[width];
    const pick = (kind) => [own?.[kind], meta?.[kind]].find((x) => x !== undefined && x !== "\u2205\u2205\u2205");
    if (c === "v") {
      const generic = s.zone === "UTC" ? undefined : pick("generic") ?? (pick("daylight") === undefined ? pick("standard") : undefined);
      if (generic !== undefined) return generic;
      if (s.zone === "UTC") return localGMT(z, 0, n === 4, s);
      throw new RangeError(`Intl.DateTimeFormat has no generic name of the time zone ${s.zone} here`);
    }
    return pick(daylight ? "daylight" : "standard") ?? localGMT(z, offset, n === 4, s);
  };

  // ---- Formatting ---------------------------------------------------------------------------
  const types = { G: "era", y: "year", Y: "year", u: "year", r: "relatedYear", M: "month", L: "month", E: "weekday", c: "weekday", e: "weekday", d: "day", a: "dayPeriod", b: "dayPeriod", B: "dayPeriod", H: "hour", k: "hour", h: "hour", K: "hour", m: "minute", s: "second", S: "fractionalSecond", z: "timeZoneName", O: "timeZoneName", v: "timeZoneName" };
  const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
  const clock = (s, ms) => {
    const [offset] = offsetOf(s.zone, ms);
    const d = new Date(ms + offset * 1000);
    return { ms, year: d.getUTCFullYear() + (s.yearShift ?? 0), month: d.getUTCMonth(), day: d.getUTCDate(), weekday: d.getUTCDay(), hour: d.getUTCHours(), minute: d.getUTCMinutes(), second: d.getUTCSeconds(), milli: d.getUTCMilliseconds() };
  };
  const widthOf = (n) => (n === 4 ? "wide" : n === 5 ? "narrow" : "abbreviated");
  const periodOf = (s, t, names) => {
    const rules = supplemental().periods[s.at.table] ?? supplemental().periods[s.at.table.split("-")[0]] ?? {};
    const now = t.hour * 60 + t.minute;
    const minutes = (text) => Number(text.split(":")[0]) * 60 + Number(text.split(":")[1]);
    const shownMinutes = s.showsMinutes ? t.minute : 0;
    const exact = t.hour * 60 + shownMinutes;
    for (const [name, r] of Object.entries(rules)) {
      if (r._at === undefined || names[name] === undefined) continue;
      if (name === "noon" && exact === 720) return name; // ICU has no midnight here
    }
    for (const [name, r] of Object.entries(rules)) {
      if (r._at !== undefined) continue;
      const from = minutes(r._from), before = minutes(r._before);
      if (from < before ? now >= from && now < before : now >= from || now < before) return name;
    }
    return t.hour < 12 ? "am" : "pm";
  };
  const fieldText = (s, d, c, n, t) => {
    const num = (value, width) => {
      const text = `${value}`.padStart(width, "0");
      return s.figures === null ? text : text.replace(/\d/g, (x) => s.figures[x]);
    };
    switch (c) {
      case "G": if (s.yearShift) return n === 4 ? "\u0e1e\u0e38\u0e17\u0e18\u0e28\u0e31\u0e01\u0e23\u0e32\u0e0a" : "\u0e1e.\u0e28.";
        return (d.eras[widthOf(n)] ?? d.eras.abbreviated)[t.year > 0 ? 1 : 0] ?? d.eras.abbreviated[0];
      case "y": case "Y": case "u": case "r": {
        const year = c === "u" || c === "r" ? t.year : t.year > 0 ? t.year : 1 - t.year;
        return n === 2 ? num(year % 100, 2) : num(year, n);
      }
      case "M": return n <= 2 ? num(t.month + 1, n) : d.months.format[widthOf(n)][t.month + 1];
      case "L": return n <= 2 ? num(t.month + 1, n) : d.months["stand-alone"][widthOf(n)][t.month + 1];
      case "E": return d.days.format[widthOf(n)][weekdays[t.weekday]];
      case "c": case "e": return d.days[c === "c" ? "stand-alone" : "format"][widthOf(n)][weekdays[t.weekday]];
      case "d": return num(t.day, n);
      case "a": return d.periods.format[widthOf(n)][t.hour < 12 ? "am" : "pm"];
      case "B": {
        const name = periodOf(s, t, d.periods.format[widthOf(n)]);
        return d.periods.format[widthOf(n)][name] ?? d.periods.format[widthOf(n)][t.hour < 12 ? "am" : "pm"];
      }
      case "H": return num(t.hour, n);
      case "k": return num(t.hour || 24, n);
      case "h": return num(t.hour % 12 || 12, n);
      case "K": return num(t.hour % 12, n);
      case "m": return num(t.minute, n);
      case "s": return num(t.second, n);
      case "S": return num(`${t.milli}`.padStart(3, "0").slice(0, n), 0);
      default: return zoneName(s, c, n, t.ms);
    }
  };
  const render = (s, list, ms) => {
    const d = data(s.at.table, "date"), t = clock(s, ms), out = [];
    for (const p of list) {
      const type = p.text === undefined ? types[p.c] : "literal";
      const value = p.text ?? fieldText(s, d, p.c, p.n, t);
      if (value !== "") out.push({ type, value });
    }
    return out;
  };
  const text = (parts) => {
    let out = "";
    for (const p of parts) out += p.value;
    return out;
  };

  // V8 keeps the plain space that stood before AM and PM until CLDR 42.
  const line = (parts) => text(parts).replaceAll("\u202f", " ");

  // ---- Options --------------------------------------------------------------------------------
  const widths = ["narrow", "short", "long"], digits = ["2-digit", "numeric"];
  const zoneWidths = ["long", "short", "longOffset", "shortOffset", "longGeneric", "shortGeneric"];
  const fields = [["weekday", widths, { narrow: "EEEEE", short: "EEE", long: "EEEE" }], ["era", widths, { narrow: "GGGGG", short: "GGG", long: "GGGG" }], ["year", digits, { "2-digit": "yy", numeric: "y" }],
    ["month", ["2-digit", "numeric", "narrow", "short", "long"], { narrow: "MMMMM", short: "MMM", long: "MMMM", "2-digit": "MM", numeric: "M" }], ["day", digits, { "2-digit": "dd", numeric: "d" }],
    ["dayPeriod", widths, { narrow: "BBBBB", short: "B", long: "BBBB" }], ["hour", digits, { "2-digit": "jj", numeric: "j" }], ["minute", digits, { "2-digit": "mm", numeric: "m" }], ["second", digits, { "2-digit": "ss", numeric: "s" }]];
  const zoneLetters = { long: "zzzz", short: "z", longOffset: "OOOO", shortOffset: "O", longGeneric: "vvvv", shortGeneric: "v" };
  const hourLetters = { h11: "K", h12: "h", h23: "H", h24: "k" };
  const cycleOf = { K: "h11", h: "h12", H: "h23", k: "h24" };
  const calendars = ["gregory"];

  // The calendar of a locale that is not the Gregorian one.
  const ownCalendar = (region) => (supplemental().calendars[region] ?? ["gregorian"]).toString().split(/[ ,]/)[0].replace("gregorian", "gregory").replace("islamic-civil", "islamic-civil");

  const prepare = (locales, options, needs = "any", defaults = "date") => {
    const o = options === undefined ? {} : options;
    if (options === null) throw new TypeError("Cannot convert undefined or null to object");
    const read = reader(o, "Intl.DateTimeFormat");
    const s = {};
    const calendar = read.word("calendar", null), nu = read.word("numberingSystem", null);
    for (const [name, value] of [["calendar", calendar], ["numberingSystem", nu]]) {
      if (value !== undefined && !/^[a-zA-Z0-9]{3,8}(-[a-zA-Z0-9]{3,8})*$/.test(value)) throw new RangeError(`Invalid ${name} : ${value}`);
    }
    const hour12 = read.raw.hour12 === undefined ? undefined : !!read.raw.hour12;
    let cycle = read.word("hourCycle", ["h11", "h12", "h23", "h24"]);
    if (hour12 !== undefined) cycle = undefined;
    const figuresKnown = (v) => v in supplemental().digits;
    s.at = resolve(locales, [["ca", (v) => calendar === undefined && calendars.includes(v === "gregorian" ? "gregory" : v)], ["hc", (v) => hour12 === undefined && cycle === undefined && v in hourLetters], ["nu", (v) => figuresKnown(v) && nu === undefined]]);
    const region = host.intlLocale(s.at.base)[4].split("-")[2];
    s.calendar = calendar?.toLowerCase() ?? s.at.ext("ca") ?? ownCalendar(region);
    if (s.calendar === "gregorian") s.calendar = "gregory";
    // Thai dates are written by the Gregorian patterns, 543 years ahead.
    if (s.calendar === "buddhist" && s.at.table.startsWith("th")) s.yearShift = 543;
    else if (!calendars.includes(s.calendar)) throw new RangeError(`Intl.DateTimeFormat has no calendar "${s.calendar}" here; "${s.at.base}-u-ca-gregory" asks for the Gregorian one`);
    const all = data(s.at.table, "num");
    s.nu = [nu, s.at.ext("nu")].find((v) => v !== undefined && figuresKnown(v)) ?? all.nu;
    s.figures = s.nu === "latn" ? null : [...supplemental().digits[s.nu]];
    const g = generatorOf(s.at.table, region);
    data(s.at.table, "date").decimal ??= (all[s.nu] ?? all.latn).sym.decimal;
    s.zone = read.raw.timeZone === undefined ? host.intlLocalZone() : canonicalZone(read.raw.timeZone);
    s.options = {};
    for (const [name, allowed] of fields) {
      const value = read.word(name, allowed);
      if (value !== undefined) s.options[name] = value;
    }
    const fraction = read.number("fractionalSecondDigits", 1, 3);
    const zoneWidth = read.word("timeZoneName", zoneWidths);
    read.word("formatMatcher", ["basic", "best fit"]);
    const dateStyle = read.word("dateStyle", ["full", "long", "medium", "short"]), timeStyle = read.word("timeStyle", ["full", "long", "medium", "short"]);
    if (fraction !== undefined) s.options.fractionalSecondDigits = fraction;
    if (zoneWidth !== undefined) s.options.timeZoneName = zoneWidth;

    const standard = cycleOf[g.hourChar];
    const chosen = hour12 === undefined ? cycle ?? (s.at.ext("hc") in hourLetters ? s.at.ext("hc") : undefined)
      : ["h11", "h23"].includes(standard) ? (hour12 ? "h11" : "h23") : hour12 ? "h12" : "h24";
    if (dateStyle !== undefined || timeStyle !== undefined) {
      const explicit = Object.keys(s.options)[0];
      if (explicit !== undefined) throw new TypeError(`Can't set option ${explicit} when ${dateStyle !== undefined ? "dateStyle" : "timeStyle"} is used`);
      if (needs === "date" && timeStyle !== undefined) throw new TypeError("Invalid option : timeStyle");
      if (needs === "time" && dateStyle !== undefined) throw new TypeError("Invalid option : dateStyle");
      Object.assign(s, { dateStyle, timeStyle });
      styled(s, g, chosen);
    } else {
      const dated = ["weekday", "year", "month", "day"].some((k) => s.options[k] !== undefined), timed = ["dayPeriod", "hour", "minute", "second", "fractionalSecondDigits"].some((k) => s.options[k] !== undefined);
      const lacks = !((needs !== "time" && dated) || (needs !== "date" && timed));
      if (lacks && (defaults === "date" || defaults === "all")) for (const k of ["year", "month", "day"]) s.options[k] = "numeric";
      if (lacks && (defaults === "time" || defaults === "all")) for (const k of ["hour", "minute", "second"]) s.options[k] = "numeric";
      s.cycle = s.options.hour === undefined ? undefined : chosen ?? standard;
      s.skeleton = fields.map(([name, , map]) => (s.options[name] === undefined ? "" : map[s.options[name]])).join("").replace(/j/g, hourLetters[s.cycle] ?? "H")
        + "S".repeat(fraction ?? 0) + (zoneWidth === undefined ? "" : zoneLetters[zoneWidth]);
      s.pattern = withCycle(g.pattern(s.skeleton), s.cycle);
    }
    if (s.yearShift && s.dateStyle !== "full" && s.options.era === undefined) s.pattern = s.pattern.replace(/G+ ?/, "");
    if (s.yearShift && s.dateStyle === undefined && s.timeStyle === undefined) s.pattern = s.pattern.replace(/ ?'?\u0e19\.'?/, "");
    s.list = pieces(s.pattern);
    s.showsMinutes = s.list.some((p) => p.c === "m");
    return s;
  };
  const withCycle = (pattern, cycle) => (cycle === undefined ? pattern : written(pieces(pattern).map((p) => (letters[p.c] === "hour" ? { c: hourLetters[cycle], n: p.n } : p))));

  // styled takes the ready patterns of dateStyle and timeStyle. Another hour
  // cycle than theirs goes through the generator.
  const styled = (s, g, chosen) => {
    const d = data(s.at.table, "date");
    const time = s.timeStyle === undefined ? undefined : d.time[s.timeStyle], date = s.dateStyle === undefined ? undefined : d.date[s.dateStyle];
    s.pattern = time === undefined ? date : date === undefined ? time : glued((d.at ?? d.glue)[s.dateStyle], date, time);
    if (time !== undefined) {
      const own = pieces(time).find((p) => letters[p.c] === "hour");
      s.cycle = chosen ?? cycleOf[own.c];
      if (s.cycle !== cycleOf[own.c]) {
        const skeleton = pieces(s.pattern).filter((p) => p.text === undefined && !"abB".includes(p.c)).map((p) => (letters[p.c] === "hour" ? hourLetters[s.cycle] : p.c).repeat(p.n)).join("");
        s.pattern = withCycle(g.pattern(skeleton), s.cycle);
      }
    }
  };

  // ---- Ranges -------------------------------------------------------------------------------------
  const rangeFields = [["G", "era"], ["y", "year"], ["M", "month"], ["d", "day"], ["a", "half"], ["B", "half"], ["H", "hour"], ["h", "hour"], ["m", "minute"]];
  const rangeParts = (s, from, to) => {
    if (s.yearShift) throw new RangeError("Intl.DateTimeFormat has no ranges of the Buddhist calendar here");
    const a = clock(s, from), b = clock(s, to);
    const mark = (parts, source) => parts.map((p) => ({ ...p, source }));
    const left = render(s, s.list, from), right = render(s, s.list, to);
    const half = (t) => Number(t.hour >= 12), era = (t) => Number(t.year > 0);
    const names = ["era", "year", "month", "day", "half", "hour", "minute", "second", "milli"];
    const value = (t, name) => (name === "half" ? half(t) : name === "era" ? era(t) : t[name]);
    const differs = names.find((name) => value(a, name) !== value(b, name));
    const d = data(s.at.table, "date"), interval = d.interval;
    const joint = interval.intervalFormatFallback;
    if (differs === undefined) return mark(left, "shared").map((p) => ({ ...p, value: p.value.replaceAll("\u202f", " ") }));
    const sides = () => {
      const between = joint.replace("{0}", "").replace("{1}", "");
      return [...mark(left, "startRange"), { type: "literal", value: between, source: "shared" }, ...mark(right, "endRange")];
    };
    const own = skeletonOf(s.pattern).key;
    const skeleton = own.replace(/[ab]/g, "").replace(/K/g, "h").replace(/k/g, "H").replace(/z+/g, (m) => (m.length === 4 ? "vvvv" : "v")).replace(/c/g, "E");
    const dated = skeleton.replace(/[hHmsSvOBj]+/g, ""), timed = skeleton.replace(/[GyMLdE]+/g, "");
    const small = ["half", "hour", "minute", "second", "milli"].includes(differs);
    const region = host.intlLocale(s.at.base)[4].split("-")[2], g = generatorOf(s.at.table, region);
    const letter = { era: "G", year: "y", month: "M", day: "d", half: "a", hour: /h/.test(skeleton) ? "h" : "H", minute: "m" }[differs];
    // A field that is not shown, or too small to be: the same text, or more of it.
    const shows = { y: "year", M: "month", L: "month", d: "day", h: "hour", H: "hour", m: "minute", s: "second", S: "milli" };
    const finest = Math.max(...[...skeleton].map((c) => names.indexOf(shows[c] ?? (c === "E" ? "day" : "era"))));
    if (names.indexOf(differs) > finest) return mark(left, "shared").map((p) => ({ ...p, value: p.value.replaceAll("\u202f", " ") }));
    if (!small && !dated) {
      const list = pieces(withCycle(g.pattern(`yMd${own.replace(/([HhKkms])\1+/g, "$1")}`), s.cycle));
      return [...mark(render(s, list, from), "startRange"), { type: "literal", value: joint.replace("{0}", "").replace("{1}", ""), source: "shared" }, ...mark(render(s, list, to), "endRange")];
    }
    const wider = !timed && differs === "year" && !/y/.test(dated) ? `y${dated}` : !timed && differs === "month" && !/M/.test(dated) ? `M${dated}` : dated;
    const normal = (part) => part.replace(/(.)\1*/g, (run, c) => (c === "E" ? (run.length <= 3 ? c : run) : c === "M" ? (run.length < 3 ? c : run) : "dHhm".includes(c) ? c : run));
    const spread = (part) => {
      part = normal(part);
      const found = letter === undefined ? undefined : intervalFor(interval, part, letter === "a" && /H/.test(part) ? "H" : letter);
      return found === undefined ? undefined : splitInterval(fitInterval(found.pattern, part, found.key));
    };
    const put = (pair) => [...mark(render(s, pair[0], from), "startRange"), ...mark(render(s, pair[1], to), "endRange")];
    if (dated && timed) {
      if (!small) return sides();
      const pair = spread(timed);
      if (pair === undefined) return sides();
      const style = skeletonOf(own).width.month === 4 ? (/E/.test(skeleton) ? "full" : "long") : skeletonOf(own).width.month === 3 ? "medium" : "short";
      const date = pieces(g.pattern(dated));
      const shared = mark(render(s, date, from), "shared");
      return pieces(d.glue[style]).length && d.glue[style].split(/(\{[01]\})/).filter(Boolean).flatMap((t) => (t === "{1}" ? shared : t === "{0}" ? ranged(put(pair)) : mark([{ type: "literal", value: written(pieces(t)).replace(/'/g, "") }], "shared")));
    }
    const pair = spread(wider || timed);
    return pair === undefined ? sides() : ranged(put(pair));
  };
  // ranged calls the literal between the two sides shared.
  const ranged = (parts) => {
    const at = parts.findIndex((p) => p.source === "endRange") - 1;
    return parts.map((p, i) => (i === at && p.type === "literal" ? { ...p, source: "shared" } : p));
  };
  const intervalFor = (interval, skeleton, letter) => {
    const widthsOf = (text) => {
      const out = {};
      for (const c of text) out[c] = (out[c] ?? 0) + 1;
      return out;
    };
    const mine = widthsOf(skeleton);
    let best, least = Infinity;
    for (const key of Object.keys(interval)) {
      if (key === "intervalFormatFallback") continue;
      const theirs = widthsOf(key);
      let distance = 0, other = false;
      for (const c of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
        const x = mine[c] ?? 0, y = theirs[c] ?? 0;
        if (x === y) continue;
        if (x === 0 || y === 0) other = true;
        else if (c === "M" && (x <= 2) !== (y <= 2)) distance += 0x100;
        else distance += Math.abs(x - y);
      }
      if (!other && distance < least) [best, least] = [key, distance];
    }
    const pattern = best === undefined ? undefined : interval[best][letter];
    return pattern === undefined ? undefined : { pattern, key: best };
  };
  // fitInterval gives the fields of an interval pattern the widths asked for.
  const fitInterval = (pattern, skeleton, key) => pieces(pattern).map((p) => {
    if (p.text !== undefined) return p;
    const c = { L: "M", c: "E" }[p.c] ?? p.c;
    const asked = skeleton.split(c).length - 1, had = key.split(c).length - 1;
    return asked > had && had === p.n ? { c: p.c, n: asked } : p;
  });
  // splitInterval cuts where a field comes a second time.
  const splitInterval = (list) => {
    const seen = new Set();
    const at = list.findIndex((p) => {
      if (p.text !== undefined) return false;
      const field = letters[p.c];
      if (seen.has(field)) return true;
      seen.add(field);
      return false;
    });
    return [list.slice(0, at), list.slice(at)];
  };

  // ---- The interface -------------------------------------------------------------------------------
  const two = (a, b = a) => [[a + a, "2-digit"], [a, "numeric"], ...(a === b ? [] : two(b))];
  const words = (...letters) => letters.flatMap((c) => [[c.repeat(5), "narrow"], [c.repeat(4), "long"], [c.repeat(3), "short"]]);
  const found = [["weekday", words("E", "c")], ["era", words("G")], ["year", two("y")], ["month", [...words("M", "L"), ...two("M", "L")]], ["day", two("d")],
    ["dayPeriod", [["BBBBB", "narrow"], ["BBBB", "long"], ["B", "short"]]], ["hour", [...two("H", "h"), ...two("k", "K")]], ["minute", two("m")], ["second", two("s")]];
  const limit = (date) => {
    const ms = date === undefined ? Date.now() : Number(date);
    if (!(Math.abs(ms) <= 8.64e15)) throw new RangeError("Invalid time value");
    return Math.trunc(ms);
  };
  class DateTimeFormat {
    #s; #format;
    constructor(locales, options) { this.#s = prepare(locales, options); }
    get format() {
      const s = this.#s;
      return (this.#format ??= Object.defineProperty((date) => line(render(s, s.list, limit(date))), "name", { value: "" }));
    }
    formatToParts(date) { return render(this.#s, this.#s.list, limit(date)); }
    #range(a, b) {
      if (a === undefined || b === undefined) throw new TypeError("Invalid time value");
      return rangeParts(this.#s, limit(a), limit(b));
    }
    formatRange(a, b) { return text(this.#range(a, b)); }
    formatRangeToParts(a, b) { return this.#range(a, b); }
    resolvedOptions() {
      const s = this.#s, out = { locale: s.at.locale, calendar: s.calendar, numberingSystem: s.nu, timeZone: s.zone };
      if (s.cycle !== undefined) Object.assign(out, { hourCycle: s.cycle, hour12: s.cycle === "h11" || s.cycle === "h12" });
      if (s.dateStyle === undefined && s.timeStyle === undefined) {
        // V8 looks for its letters anywhere in the pattern, in quoted words too.
        for (const [name, tries] of found) {
          const hit = tries.find(([letters]) => s.pattern.includes(letters));
          if (hit !== undefined) out[name] = hit[1];
        }
        if (s.options.fractionalSecondDigits !== undefined) out.fractionalSecondDigits = s.options.fractionalSecondDigits;
        const zone = Object.entries(zoneLetters).sort(([, a], [, b]) => b.length - a.length).find(([, letters]) => s.pattern.includes(letters));
        if (zone !== undefined) out.timeZoneName = zone[0];
      }
      if (s.dateStyle !== undefined) out.dateStyle = s.dateStyle;
      if (s.timeStyle !== undefined) out.timeStyle = s.timeStyle;
      return out;
    }
  }
  finish(callable(DateTimeFormat, "DateTimeFormat"), "DateTimeFormat");

  // toLocaleDateString in a loop asks for the same format again and again: some
  // are kept by what was asked, where that is plain to see.
  const plain = new Map();
  const simple = (v) => v === undefined || typeof v === "string" || (typeof v === "object" && v !== null && Object.getPrototypeOf(v) === Object.prototype && Object.values(v).every((x) => ["string", "number", "boolean", "undefined"].includes(typeof x)));
  const format = (ms, locales, options, needs, defaults) => {
    let s;
    const keep = (locales === undefined || typeof locales === "string") && simple(options) && (options?.timeZone !== undefined || host.intlLocalZone() === "UTC");
    const key = keep ? internal.wordIntl([locales, options, defaults]) : "";
    if (keep) s = plain.get(key);
    if (s === undefined) {
      s = prepare(locales, options, needs, defaults);
      if (plain.size > 99) plain.clear();
      if (keep) plain.set(key, s);
    }
    return line(render(s, s.list, ms));
  };
  return { format };
})

// Patterns of dates: how CLDR writes them ("d. MMMM y"), the skeletons that stand
// for sets of fields ("yMMMd"), and the generator that finds the pattern which a
// language has for a skeleton, puts together what it has not whole, and fits the
// widths of the fields - the algorithm of ICU's DateTimePatternGenerator, which
// every browser runs.
(function (host, internal) {
  "use strict";
  const { data, supplemental } = internal.intl;

  // ---- Fields ------------------------------------------------------------------------
  const order = ["era", "year", "quarter", "month", "week", "weekOfMonth", "weekday", "dayOfYear", "weekdayInMonth", "day", "dayPeriod", "hour", "minute", "second", "fraction", "zone"];
  const appendKey = { era: "Era", year: "Year", quarter: "Quarter", month: "Month", week: "Week", weekOfMonth: "Week", weekday: "Day-Of-Week", day: "Day", hour: "Hour", minute: "Minute", second: "Second", zone: "Timezone" };
  const nameKey = { era: "era", year: "year", quarter: "quarter", month: "month", week: "week", weekday: "weekday", day: "day", dayPeriod: "dayperiod", hour: "hour", minute: "minute", second: "second", fraction: "second", zone: "zone" };
  const bit = (field) => 1 << order.indexOf(field);
  const dateMask = (1 << order.indexOf("dayPeriod")) - 1, timeMask = 0xffff ^ dateMask;
  const NUMERIC = 0x100, NARROW = -0x101, SHORTER = -0x102, SHORT = -0x103, LONG = -0x104, DELTA = 0x10;
  // typeOf says what a pattern letter is: its field, and a number that is near
  // for like things. Numbers are positive and grow with the width.
  const letters = {
    G: "era", y: "year", Y: "year", u: "year", U: "year", r: "year", Q: "quarter", q: "quarter", M: "month", L: "month", w: "week", W: "weekOfMonth", E: "weekday", c: "weekday", e: "weekday",
    d: "day", D: "dayOfYear", F: "weekdayInMonth", a: "dayPeriod", b: "dayPeriod", B: "dayPeriod", H: "hour", k: "hour", h: "hour", K: "hour", m: "minute", s: "second", S: "fraction", A: "fraction",
    v: "zone", z: "zone", Z: "zone", O: "zone", V: "zone", X: "zone", x: "zone",
  };
  const byWidth = (n, short, delta) => (n === 5 ? NARROW : n === 4 ? LONG : n === 6 ? SHORTER : short) + delta;
  const typeOf = (c, n) => {
    switch (c) {
      case "y": case "d": case "w": case "W": case "D": case "F": case "m": case "s": case "S": return NUMERIC + n;
      case "Y": return NUMERIC + DELTA + n;
      case "u": return NUMERIC + 2 * DELTA + n;
      case "r": return NUMERIC + 3 * DELTA + n;
      case "M": case "Q": return n <= 2 ? NUMERIC + n : byWidth(n, SHORT, 0);
      case "L": case "q": return n <= 2 ? NUMERIC + DELTA + n : byWidth(n, SHORT, -DELTA);
      case "E": case "G": case "a": return byWidth(n, SHORT, 0);
      case "c": return n <= 2 ? NUMERIC + 2 * DELTA + n : byWidth(n, SHORT, -2 * DELTA);
      case "e": return n <= 2 ? NUMERIC + DELTA + n : byWidth(n, SHORT, -DELTA);
      case "b": return byWidth(n, SHORT, -DELTA);
      case "B": return byWidth(n, SHORT, -3 * DELTA);
      case "H": return NUMERIC + 10 * DELTA + n;
      case "k": return NUMERIC + 11 * DELTA + n;
      case "h": return NUMERIC + n;
      case "K": return NUMERIC + DELTA + n;
      case "z": return n === 4 ? LONG : SHORT;
      case "v": return (n === 4 ? LONG : SHORT) - 2 * DELTA;
      case "O": return (n === 4 ? LONG : SHORT) - DELTA;
      default: return (n === 4 ? LONG : SHORT) - 3 * DELTA;
    }
  };
  // pieces cuts a pattern into { c, n } for fields and { text } for the rest.
  const cut = new Map();
  const pieces = (pattern) => {
    let out = cut.get(pattern);
    if (out) return out;
    out = [];
    const literal = (text) => {
      if (out.length && out.at(-1).text !== undefined) out.at(-1).text += text;
      else out.push({ text });
    };
    for (let i = 0; i < pattern.length; i++) {
      const c = pattern[i];
      if (c === "'") {
        let end = i + 1, text = "";
        for (; end < pattern.length; end++) {
          if (pattern[end] !== "'") text += pattern[end];
          else if (pattern[end + 1] === "'") text += pattern[end++];
          else break;
        }
        literal(end === i + 1 ? "'" : text);
        i = end;
      } else if (/[A-Za-z]/.test(c)) {
        let n = 1;
        while (pattern[i + n] === c) n++;
        out.push({ c, n });
        i += n - 1;
      } else literal(c);
    }
    cut.set(pattern, out);
    return out;
  };
  const quoted = (text) => (/[A-Za-z']/.test(text) ? `'${text.replace(/'/g, "''")}'` : text);
  const written = (list) => list.map((p) => (p.text === undefined ? p.c.repeat(p.n) : quoted(p.text))).join("");

  // skeletonOf reads the fields of a skeleton or a pattern.
  const skeletonOf = (pattern) => {
    const s = { type: {}, char: {}, width: {}, mask: 0 };
    for (const p of pieces(pattern)) {
      if (p.text !== undefined || letters[p.c] === undefined) continue;
      const field = letters[p.c];
      s.char[field] = p.c;
      s.width[field] = p.n;
      s.type[field] = typeOf(p.c, p.n);
      s.mask |= bit(field);
    }
    if (s.char.hour === "h" || s.char.hour === "K") {
      if (!(s.mask & bit("dayPeriod"))) {
        s.char.dayPeriod = "a";
        s.width.dayPeriod = 1;
        s.type.dayPeriod = SHORT;
        s.mask |= bit("dayPeriod");
        s.added = true;
      }
    } else if (s.char.hour !== undefined && s.mask & bit("dayPeriod")) {
      delete s.type.dayPeriod;
      s.mask &= ~bit("dayPeriod");
    }
    // Minutes and milliseconds without seconds: ICU puts the seconds in.
    if (s.mask & bit("minute") && s.mask & bit("fraction") && !(s.mask & bit("second"))) {
      s.char.second = "s";
      s.width.second = 1;
      s.type.second = NUMERIC + 1;
      s.mask |= bit("second");
    }
    s.key = order.filter((f) => s.mask & bit(f) && !(f === "dayPeriod" && s.added)).map((f) => s.char[f].repeat(s.width[f])).join("");
    s.base = order.filter((f) => s.mask & bit(f) && !(f === "dayPeriod" && s.added)).map((f) => s.char[f].repeat(s.type[f] > 0 ? 1 : f === "weekday" || f === "era" || f === "dayPeriod" ? (s.width[f] <= 3 ? 1 : s.width[f]) : s.width[f])).join("");
    return s;
  };

  // ---- The generator -------------------------------------------------------------------
  const generators = new Map();
  const generatorOf = (table, region) => {
    const key = `${table}/${region}`;
    let g = generators.get(key);
    if (g === undefined) generators.set(key, (g = makeGenerator(data(table, "date"), hourOf(table, region))));
    return g;
  };
  const hourOf = (table, region) => {
    const { hours } = supplemental();
    const language = table.split("-")[0];
    return hours[`${language}_${region}`] ?? hours[`${language}-${region}`] ?? hours[region] ?? hours["001"] ?? "H";
  };
  const makeGenerator = (d, hourChar) => {
    const bySkeleton = new Map(), byBase = new Map();
    // add puts a pattern in; specified is the skeleton that CLDR gives it.
    const add = (pattern, specified, override) => {
      const s = skeletonOf(specified ?? pattern);
      const twin = byBase.get(s.base);
      if (twin !== undefined && (!twin.specified || (specified !== undefined && !override)) && !override) return;
      const old = bySkeleton.get(s.key);
      if (old !== undefined && (!override || (specified !== undefined && old.specified))) return;
      const entry = { pattern, skeleton: s, specified: specified !== undefined };
      bySkeleton.set(s.key, entry);
      byBase.set(s.base, entry);
    };
    for (const c of ["G", "y", "Q", "M", "w", "W", "E", "d", "D", "F", "H", "m", "s", "S", "v", "a"]) add(c);
    for (const style of ["full", "long", "medium", "short"]) {
      add(d.date[style]);
      add(d.time[style]);
    }
    for (const key of Object.keys(d.available).sort((a, b) => (a < b ? -1 : 1))) add(d.available[key], key, true);
    const entries = [...bySkeleton.values()].sort((a, b) => (a.skeleton.base[0] === b.skeleton.base[0] ? 0 : a.skeleton.base < b.skeleton.base ? -1 : 1));

    const best = (want, include) => {
      let found, least = Infinity, missing = 0, extra = 0;
      for (const e of entries) {
        let distance = 0, lacks = 0, more = 0;
        for (const f of order) {
          const mine = include & bit(f) ? want.type[f] ?? 0 : 0, theirs = e.skeleton.type[f] ?? 0;
          if (mine === theirs) continue;
          if (mine === 0) {
            distance += 0x10000;
            more |= bit(f);
          } else if (theirs === 0) {
            distance += 0x1000;
            lacks |= bit(f);
          } else distance += Math.abs(mine - theirs);
        }
        if (distance < least || (distance === least && missing < lacks)) {
          [found, least, missing, extra] = [e, distance, lacks, more];
          if (distance === 0) break;
        }
      }
      return { entry: found, missing, extra };
    };
    // adjust fits the widths of a pattern to what was asked for.
    const adjust = (pattern, want, entry, fraction = false) => written(pieces(pattern).map((p) => {
      if (p.text !== undefined) return p;
      const field = letters[p.c];
      if (fraction && field === "second") return { c: p.c, n: p.n, fraction: want.width.fraction };
      if (want.type[field] === undefined || want.type[field] === 0) return p;
      const req = want.char[field];
      let asked = want.width[field];
      if (req === "E" && asked < 3) asked = 3;
      let n = asked;
      if (field === "minute" || field === "second") n = p.n;
      else if (entry.specified && req !== "c" && req !== "e") {
        const had = entry.skeleton.width[field] ?? 0;
        const patternNumeric = typeOf(p.c, p.n) > 0, skeletonNumeric = (entry.skeleton.type[field] ?? 0) > 0;
        if (had === asked || (patternNumeric && !skeletonNumeric) || (skeletonNumeric && !patternNumeric)) n = p.n;
      }
      let c = field !== "hour" && field !== "month" && field !== "weekday" && (field !== "year" || req === "Y") ? req : p.c;
      if (c === "E" && n < 3) c = "e";
      if (field === "hour") {
        if (req === hourChar) c = hourChar;
        else if (req === "h" && hourChar === "K") c = "K";
        else if (req === "H" && hourChar === "k") c = "k";
        else if (req === "k" && hourChar === "H") c = "H";
        else if (req === "K" && hourChar === "h") c = "h";
      }
      return { c, n };
    }).flatMap((p) => (p.fraction ? [{ c: p.c, n: p.n }, { text: d.decimal }, { c: "S", n: p.fraction }] : [p])));

    const appending = (want, include) => {
      if (!include) return "";
      let { entry, missing } = best(want, include);
      let pattern = adjust(entry.pattern, want, entry);
      missing &= include;
      while (missing) {
        const seconds = bit("second") | bit("fraction");
        if ((missing & seconds) === bit("fraction") && (include & seconds) === seconds) {
          pattern = adjust(pattern, want, { ...entry, specified: false }, true);
          missing &= ~seconds;
          continue;
        }
        const next = best(want, missing);
        const piece = adjust(next.entry.pattern, want, next.entry);
        const found = missing & ~next.missing;
        const top = order[31 - Math.clz32(found)];
        if (found === 0) break;
        const format = d.append[appendKey[top]] ?? "{0} \u251c{2}: {1}\u2524";
        const name = top === "fraction" ? "F14" : d.fields[nameKey[top]] ?? "";
        pattern = format.replace(/\{([012])\}/g, (_, i) => [pattern, piece, quoted(name)][i]);
        missing &= ~found;
      }
      return pattern;
    };
    const made = new Map();
    return {
      hourChar,
      pattern(skeleton) {
        let found = made.get(skeleton);
        if (found === undefined) made.set(skeleton, (found = this.make(skeleton)));
        return found;
      },
      make(skeleton) {
        const want = skeletonOf(skeleton);
        const whole = best(want, 0xffff);
        if (whole.missing === 0 && whole.extra === 0) return adjust(whole.entry.pattern, want, whole.entry);
        const date = appending(want, want.mask & dateMask), time = appending(want, want.mask & timeMask);
        if (date === "" || time === "") return date || time;
        const style = want.width.month === 4 ? (want.type.weekday ? "full" : "long") : want.width.month === 3 ? "medium" : "short";
        return glued((d.at ?? d.glue)[style], date, time);
      },
    };
  };
  const glued = (format, date, time) => format.replace(/\{([01])\}/g, (_, i) => (i === "1" ? date : time));
  return { letters, pieces, written, skeletonOf, generatorOf, glued };
})

// Many languages by many options: each row is one call, worded as a string.
const locales = ["en-US", "en-GB", "de", "fr", "es", "it", "pt-BR", "nl", "sv", "da", "nb", "pl", "ru", "uk", "tr", "cs", "ja", "ko", "zh-CN", "zh-TW", "hi", "ar-EG", "he", "th"];
const dates = [Date.UTC(2024, 0, 5, 3, 4, 9, 7), Date.UTC(2026, 10, 22, 16, 35, 59, 123), Date.UTC(2024, 6, 1)];
const zones = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"];
const long = { weekday: "long", year: "numeric", month: "long", day: "numeric" };
const formats = [
  {}, { dateStyle: "full" }, { dateStyle: "long" }, { dateStyle: "medium" }, { dateStyle: "short" }, { timeStyle: "full" }, { timeStyle: "short" }, { dateStyle: "full", timeStyle: "short" }, { dateStyle: "medium", timeStyle: "medium" },
  long, { year: "numeric", month: "short", day: "numeric" }, { month: "long", year: "numeric" }, { weekday: "short" }, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" }, { hour: "numeric", minute: "2-digit", hour12: true },
  { hour: "2-digit", minute: "2-digit", hour12: false }, { year: "numeric", month: "2-digit", day: "2-digit" }, { timeZoneName: "long" }, { hour: "numeric", timeZoneName: "short" }, { era: "short" }, { dayPeriod: "long", hour: "numeric" }, { minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3 },
];
const numbers = [0, -1234.567, 1234567.891, 0.5, 42, 1500000, -0.005];
const styles = [
  undefined, { style: "currency", currency: "USD" }, { style: "currency", currency: "EUR" }, { style: "currency", currency: "JPY", currencyDisplay: "name" }, { style: "currency", currency: "CHF", currencyDisplay: "code" }, { style: "currency", currency: "USD", currencySign: "accounting" },
  { style: "percent", maximumFractionDigits: 1 }, { notation: "compact" }, { notation: "compact", compactDisplay: "long" }, { style: "currency", currency: "EUR", notation: "compact" }, { notation: "scientific" }, { notation: "engineering" }, { maximumSignificantDigits: 3 }, { minimumFractionDigits: 2 },
  { signDisplay: "exceptZero" }, { style: "unit", unit: "kilometer-per-hour" }, { style: "unit", unit: "megabyte", unitDisplay: "long" }, { style: "unit", unit: "celsius", unitDisplay: "narrow" }, { roundingMode: "halfEven", maximumFractionDigits: 0 }, { useGrouping: false },
];
const out = [];
const put = (what, fn) => {
  try {
    const v = fn();
    out.push(typeof v === "string" ? v : JSON.stringify(v));
  } catch (e) {
    out.push(`${what} throws ${e.name}: ${e.message}`);
  }
};
locales.forEach((l, i) => {
  formats.forEach((o, k) => put(l, () => new Intl.DateTimeFormat(l, { ...o, timeZone: zones[(i + k) % 4] }).format(dates[(i * 7 + k) % 3])));
  styles.forEach((o, k) => put(l, () => [0, 3].map((n) => new Intl.NumberFormat(l, o).format(numbers[(i + k + n) % 7])).join(" | ")));
  put(l, () => new Intl.DateTimeFormat(l, { ...long, hour: "numeric", minute: "numeric", timeZone: "UTC" }).formatToParts(dates[0]));
  put(l, () => new Intl.NumberFormat(l, styles[1]).formatToParts(-1234.5));
  for (const [o, days] of [[{ dateStyle: "medium" }, 3], [long, 40], [{ month: "short", day: "numeric" }, 2], [{ timeStyle: "short" }, 0.1]]) if (l !== "th") put(l, () => new Intl.DateTimeFormat(l, { ...o, timeZone: "UTC" }).formatRange(dates[0], dates[0] + days * 86400000));
  for (const style of ["long", "short", "narrow"]) put(l, () => [[-1, "day"], [3, "week"], [-2, "month"], [5, "year"], [1, "hour"]].map(([n, unit]) => new Intl.RelativeTimeFormat(l, { style, numeric: style === "short" ? "auto" : "always" }).format(n, unit)).join(" | "));
  for (const type of ["conjunction", "disjunction", "unit"]) put(l, () => new Intl.ListFormat(l, { type }).format(["A", "B", "C"]));
  for (const type of ["cardinal", "ordinal"]) put(l, () => [0, 1, 2, 3, 5, 11, 21, 1.5, 1e6].map((n) => new Intl.PluralRules(l, { type }).select(n)).join());
  put(l, () => ["US", "DE", "CN"].map((c) => new Intl.DisplayNames(l, { type: "region" }).of(c)).concat(["de-AT", "zh-Hant"].map((c) => new Intl.DisplayNames(l, { type: "language" }).of(c)), new Intl.DisplayNames(l, { type: "currency" }).of("USD")).join(" | "));
  put(l, () => [new Intl.DateTimeFormat(l, { timeZone: "UTC" }).resolvedOptions(), new Intl.NumberFormat(l).resolvedOptions().numberingSystem]);
});
for (const bad of [() => new Intl.NumberFormat("en", { style: "currency" }), () => new Intl.NumberFormat("en", { style: "unit", unit: "foo" }), () => new Intl.DateTimeFormat("en", { timeZone: "Foo/Bar" }), () => new Intl.DateTimeFormat("en", { dateStyle: "short", year: "numeric" }), () => new Intl.DateTimeFormat("en").format(NaN), () => new Intl.Locale("!"), () => "a".localeCompare("b", "x_y"), () => (1).toLocaleString("en", { minimumFractionDigits: 30 }), () => new Intl.PluralRules("en", { type: "x" }), () => new Intl.RelativeTimeFormat("en").format(1, "x")]) put("it", bad);
export default out;

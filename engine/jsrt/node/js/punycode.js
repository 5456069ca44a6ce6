// node:punycode: RFC 3492.
const base = 36, tMin = 1, tMax = 26, skew = 38, damp = 700, startBias = 72, startN = 128;
const fail = (kind) => { throw new RangeError({ overflow: "Overflow: input needs wider integers to process", "not-basic": "Illegal input >= 0x80 (not a basic code point)", "invalid-input": "Invalid input" }[kind]); };

function adapt(delta, points, first) {
  delta = first ? Math.floor(delta / damp) : delta >> 1;
  delta += Math.floor(delta / points);
  let k = 0;
  for (; delta > ((base - tMin) * tMax) >> 1; k += base) delta = Math.floor(delta / (base - tMin));
  return Math.floor(k + ((base - tMin + 1) * delta) / (delta + skew));
}
const threshold = (k, bias) => (k <= bias ? tMin : k >= bias + tMax ? tMax : k - bias);
const digitOf = (code) => (code >= 48 && code < 58 ? code - 22 : code >= 65 && code < 91 ? code - 65 : code >= 97 && code < 123 ? code - 97 : base);

const ucs2 = { decode: (text) => Array.from(`${text}`, (c) => c.codePointAt(0)), encode: (points) => String.fromCodePoint(...points) };

function decode(input) {
  const out = [], last = input.lastIndexOf("-");
  for (let j = 0; j < Math.max(last, 0); j++) {
    if (input.charCodeAt(j) >= 0x80) fail("not-basic");
    out.push(input.charCodeAt(j));
  }
  let n = startN, i = 0, bias = startBias;
  for (let at = last > 0 ? last + 1 : 0; at < input.length;) {
    const before = i;
    for (let w = 1, k = base; ; k += base) {
      if (at >= input.length) fail("invalid-input");
      const digit = digitOf(input.charCodeAt(at++));
      if (digit >= base) fail("invalid-input");
      if (digit > Math.floor((0x7fffffff - i) / w)) fail("overflow");
      i += digit * w;
      const t = threshold(k, bias);
      if (digit < t) break;
      w *= base - t;
    }
    bias = adapt(i - before, out.length + 1, before === 0);
    n += Math.floor(i / (out.length + 1));
    i %= out.length + 1;
    out.splice(i++, 0, n);
  }
  return String.fromCodePoint(...out);
}

function encode(input) {
  const points = ucs2.decode(input);
  let out = points.filter((p) => p < 0x80).map((p) => String.fromCharCode(p)).join("");
  const basic = out.length;
  let handled = basic, n = startN, delta = 0, bias = startBias;
  if (basic) out += "-";
  const digit = (d) => String.fromCharCode(d + 22 + (d < 26 ? 75 : 0));
  while (handled < points.length) {
    const m = Math.min(...points.filter((p) => p >= n));
    delta += (m - n) * (handled + 1);
    n = m;
    for (const p of points) {
      if (p < n) delta++;
      if (p !== n) continue;
      let q = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (q < t) break;
        out += digit(t + ((q - t) % (base - t)));
        q = Math.floor((q - t) / (base - t));
      }
      out += digit(q);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return out;
}

function mapDomain(domain, fn) {
  const at = domain.lastIndexOf("@");
  const head = at === -1 ? "" : domain.slice(0, at + 1);
  return head + domain.slice(at + 1).replace(/[\u3002\uff0e\uff61]/g, ".").split(".").map(fn).join(".");
}
const toUnicode = (input) => mapDomain(input, (label) => (label.startsWith("xn--") ? decode(label.slice(4).toLowerCase()) : label));
const toASCII = (input) => mapDomain(input, (label) => (/[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label));
const version = "2.1.0";

export default { version, ucs2, decode, encode, toASCII, toUnicode };
export { version, ucs2, decode, encode, toASCII, toUnicode };

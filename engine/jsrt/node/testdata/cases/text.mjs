import querystring from "node:querystring";
import { StringDecoder } from "node:string_decoder";
import punycode from "node:punycode";
import os from "node:os";
import net from "node:net";

const cases = {};
cases["qs parse"] = () => ["a=1&b=2", "a=1&a=2&a=3", "a", "a=", "=b", "", "a=b=c", "a+b=c+d", "a%20b=%C3%A9", "a=%", "a=%zz&b=%E9", "a&b&c", "&&a=1&&", "__proto__=1", "a[]=1&a[]=2", "constructor=1", "a=%F0%9F%98%80"].map((t) => querystring.parse(t));
cases["qs parse options"] = () => [querystring.parse("a:1;b:2", ";", ":"), querystring.parse("a=1&b=2&c=3", null, null, { maxKeys: 2 }), querystring.parse("a=%41", "&", "=", { decodeURIComponent: (s) => `<${s}>` }), querystring.parse("a==1", "&", "=="), querystring.parse("a=1, b=2", ", ")];
cases["qs stringify"] = () => [{ a: 1, b: "x y" }, { a: [1, 2], b: [] }, { a: null, b: undefined, c: NaN, d: Infinity, e: true, f: 10n, g: {} }, { "a b": "é&=" }, { a: "!'()*~-._" }, "str", null, {}].map((v) => querystring.stringify(v));
cases["qs stringify options"] = () => [querystring.stringify({ a: 1, b: 2 }, ";", ":"), querystring.stringify({ a: "x" }, null, null, { encodeURIComponent: (s) => `[${s}]` })];
cases["qs escape"] = () => [querystring.escape("a b&é/?"), querystring.unescape("a%20b%"), querystring.escape({ toString: () => "o" }), querystring.escape(5), querystring.unescapeBuffer("a%20%zz").toString(), querystring.decode === querystring.parse];
cases["qs escape surrogate"] = () => querystring.escape("\ud800");
const pieces = { utf8: [[0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0x41], [0xff, 0x41, 0xc3], [0xe2, 0x41], [0xf0, 0x9f, 0xf0, 0x9f, 0x98, 0x80], [0xed, 0xa0, 0x80]], utf16le: [[0x41, 0, 0x3d, 0xd8, 0, 0xde, 0x42, 0], [0x3d, 0xd8], [0x41]], base64: [[1, 2, 3, 4, 5], [1]], base64url: [[251, 255, 254, 1]], hex: [[1, 255]], latin1: [[233, 65]], ascii: [[233, 65]] };
for (const [enc, lists] of Object.entries(pieces)) {
  cases[`decoder ${enc} by one`] = () => lists.map((l) => { const d = new StringDecoder(enc); return [...l.map((b) => d.write(Buffer.from([b]))), d.end()]; });
  cases[`decoder ${enc} by two`] = () => lists.map((l) => { const d = new StringDecoder(enc), out = []; for (let i = 0; i < l.length; i += 2) out.push(d.write(Buffer.from(l.slice(i, i + 2)))); return [...out, d.end()]; });
}
cases["decoder end with"] = () => { const d = new StringDecoder("utf8"); return [d.write(Buffer.from([0xe2])), d.end(Buffer.from([0x82, 0xac])), d.end(), d.encoding]; };
cases["decoder names"] = () => ["utf8", "UTF-8", "ucs2", "binary", undefined, "base64url"].map((e) => new StringDecoder(e).encoding);
cases["decoder wrong"] = () => new StringDecoder("nope");
cases["decoder wrong write"] = () => new StringDecoder("utf8").write(5);
cases["punycode"] = () => [punycode.encode("bücher"), punycode.decode("bcher-kva"), punycode.toASCII("mañana.com"), punycode.toUnicode("xn--maana-pta.com"), punycode.ucs2.decode("a😀"), punycode.ucs2.encode([97, 128512]), punycode.encode("他们为什么不说中文"), punycode.decode("ihqwcrb4cv8a8dqg056pqjye"), punycode.toASCII("é@é.com")];
cases["net"] = () => ["127.0.0.1", "256.0.0.1", "::1", "::", "1::2::3", "fe80::1%eth0", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "", "abc", "01.2.3.4", "1.2.3"].map((a) => net.isIP(a));
cases["os"] = () => [os.EOL, os.platform(), os.type(), typeof os.cpus().length, os.constants.signals.SIGTERM, os.devNull, os.endianness(), `${os.platform}`, typeof os.hostname(), os.constants.priority];
export default cases;

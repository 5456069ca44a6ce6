import util, { format, inspect } from "node:util";

class Foo { constructor() { this.a = 1; } get b() { return 2; } static s() {} }
class Bar extends Foo {}
class Tagged { get [Symbol.toStringTag]() { return "Tag"; } }
const circular = { name: "c" };
circular.self = circular;
circular.list = [circular, { deep: circular }];
const nul = Object.create(null);
nul.x = 1;
const sparse = [1, , 3, , , 6];
const extra = [1, 2];
extra.key = "v";
const values = {
  numbers: [0, -0, 1.5, NaN, Infinity, -Infinity, 1e21, 123456789],
  strings: ["a", "it's", 'say "hi"', "both ' and \"", "`'\"", "line\nbreak", "tab\t", "\u0000\u001b", "é", "😀", "\ud800", ""],
  primitives: [true, false, null, undefined, 10n, Symbol("s"), Symbol(), Symbol("a b")],
  empty: [{}, [], new Map(), new Set(), "", () => {}, function named() {}, class {}, class X {}, class Y extends Foo {}],
  fns: [async () => {}, function* gen() {}, async function* ag() {}, Math.max, Object.assign(() => {}, { a: 1 })],
  date: [new Date(0), new Date(NaN)],
  regexp: [/a/g, Object.assign(/b/, { x: 1 })],
  nested: { a: { b: { c: { d: 1 } } }, l: [[[[1]]]] },
  circular,
  nul,
  sparse,
  extra,
  cls: [new Foo(), new Bar(), new Tagged(), Foo, Bar, Object.create(Foo.prototype), Object.create({}), Object.create(Object.create(null))],
  map: new Map([["a", 1], [{ k: 1 }, [1, 2]], [new Map([[1, 2]]), null]]),
  set: new Set([1, "a", { b: 2 }, new Set([1])]),
  typed: [new Uint8Array([1, 2, 3]), new Float64Array(2), new BigInt64Array(1), new Uint8Array(0)],
  arraybuffer: [new ArrayBuffer(4), new Uint8Array([1, 255]).buffer, new DataView(new ArrayBuffer(2))],
  boxed: [new String("abc"), new Number(-0), new Boolean(false), Object(10n), Object(Symbol("q"))],
  weak: [new WeakMap(), new WeakSet()],
  accessors: { get a() { return 1; }, set b(v) {}, get c() { return 1; }, set c(v) {} },
  symbols: { [Symbol("k")]: 1, [Symbol.iterator]: 2 },
  keys: { "a-b": 1, 1: 2, valid_id: 3, "": 4, "it's": 5, "new\nline": 6, class: 7 },
  longArray: Array.from({ length: 120 }, (_, i) => i),
  strings10: Array.from({ length: 30 }, (_, i) => "item" + i),
  mixed: ["a", 1, "bb", 22, "ccc", 333, "dddd", 4444, { x: 1 }],
  negatives: [1, -1, 100, -1000, 5, 6, 7, 8, 9, 10],
  longObject: Object.fromEntries(Array.from({ length: 30 }, (_, i) => ["key" + i, i])),
  wide: { alpha: "a".repeat(30), beta: "b".repeat(30), gamma: "c".repeat(30) },
  longString: "x".repeat(200),
  multi: { text: "one line\nanother line that is rather long and goes on\nthird line\nand more to come here" },
  buffers: [Buffer.from("hello"), Buffer.alloc(60), Buffer.alloc(0)],
  url: new URL("https://u:p@h.com:81/p?q=1#h"),
  params: new URLSearchParams("a=1&b=2"),
  args: (function () { return arguments; })(1, 2),
  promise: [new Promise(() => {}), 1],
  gen: (function* () {})(),
  proto: { __proto__: { inherited: 1 }, own: 2 },
  globalish: [Math, JSON, Reflect],
  iters: [new Map([[1, 2]])[Symbol.iterator]().next(), [1][Symbol.iterator]().next()],
  deepMap: new Map([["k", new Map([["k", new Map([["k", new Map()]])]])]]),
  objs6: [{ a: 1 }, { a: 2 }, { a: 3 }, { a: 4 }, { a: 5 }, { a: 6 }, { a: 7 }, { a: 8 }],
  wideChars: ["中文字", "日本", "한국어", "aa", "b", "ccc", "dddd"],
};
const cases = {};
for (const [name, value] of Object.entries(values)) {
  cases[name] = () => inspect(value);
  if (Array.isArray(value) && value.length < 15) cases[`${name} each`] = () => value.map((v) => inspect(v));
}
const optional = {
  depth0: { depth: 0 }, depthNull: { depth: null }, compactFalse: { compact: false }, compact1: { compact: 1 }, compactTrue: { compact: true }, breakLength: { breakLength: 20 }, breakInfinity: { breakLength: Infinity },
  colors: { colors: true }, sorted: { sorted: true }, getters: { getters: true }, showHidden: { showHidden: true }, maxArray: { maxArrayLength: 2 }, maxString: { maxStringLength: 3 }, numericSeparator: { numericSeparator: true },
};
for (const [name, options] of Object.entries(optional)) {
  for (const key of ["nested", "map", "set", "mixed", "wide", "accessors", "strings", "numbers", "longArray", "multi"]) {
    cases[`${name} ${key}`] = () => inspect(values[key], options);
  }
}
cases["depth deeper"] = () => inspect({ a: { b: { c: { d: { e: 1 } } } }, m: new Map([["k", { x: { y: { z: 1 } } }]]), c: new Foo() }, { depth: 1 });
cases["legacy arguments"] = () => [inspect({ a: { b: { c: 1 } } }, false, 0), inspect({ a: 1 }, true, null, true)];
cases["custom"] = () => {
  class C { [inspect.custom](depth, options, i) { return `C<${depth} ${options.stylize("x", "special")} ${typeof i}>`; } }
  class D { [util.inspect.custom]() { return { shown: 1 }; } }
  return [inspect(new C()), inspect({ a: new C(), d: new D() }), inspect([new C()], { depth: 5 }), inspect(new C(), { customInspect: false }), inspect({ inspect() { return "no"; } })];
};
const stackless = (err) => { const at = String(err.stack).search(/\n? *at /); err.stack = at > 0 ? err.stack.slice(0, at) : String(err); return err; };
cases["errors without frames"] = () => [
  inspect(stackless(new Error("boom"))), inspect(stackless(new TypeError("t"))), inspect({ e: stackless(new Error("in")) }), inspect(stackless(Object.assign(new Error("with"), { code: "E", n: 1 }))),
  inspect(stackless(new Error("c", { cause: stackless(new Error("inner")) }))), inspect(stackless(new (class MyErr extends Error {})("mine"))), inspect(stackless(new Error(""))), inspect(stackless(new AggregateError([stackless(new Error("1"))], "agg"))),
  inspect(stackless(Object.assign(new Error("renamed"), { name: "Other" }))), inspect([stackless(new Error("multi\nline"))]),
];
cases["format"] = () => [
  format("%s %s", "a", 1), format("%s", null, undefined, {}, [], () => {}), format("%s", { toString() { return "ts"; } }), format("%s", Symbol("x")), format("%s", -0, 1n),
  format("%s", { a: { b: 1 } }), format("%s", class A {}), format("%s", new Foo()), format("%s", new Date(0)), format("%s", new Error("e").message), format("%s", [1, [2, [3]]]),
  format("%d", "42", 1), format("%d %d %d", "x", 10n, {}), format("%i", 42.9, "3px"), format("%f", "1.50", "x"), format("%j", { a: 1 }), format("%j", circular), format("%j", undefined),
  format("%o", { a: [1] }), format("%O", { a: { b: { c: { d: 1 } } } }), format("%%"), format("%%", 1), format("%c styled", "color: red"), format("%x", 1), format("100%", 5),
  format("a", "b", { c: 1 }), format(1, 2, "3"), format({ a: 1 }, "x"), format(), format("%s"), format("%s %d"), format(null), format("%s", "a", "b", "c"), format("%i", 10n, Symbol("y")),
];
cases["formatWithOptions"] = () => [util.formatWithOptions({ colors: true }, "%s %O", "a", { b: 1 }), util.formatWithOptions({ compact: false }, "%O", { a: [1] })];
cases["formatWithOptions wrong"] = () => util.formatWithOptions("x", "y");
cases["util functions"] = () => [
  util.isDeepStrictEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }), util.isDeepStrictEqual([1], ["1"]), util.stripVTControlCharacters("\u001b[31mred\u001b[39m x"), util.toUSVString("a\ud800b"), util.styleText("red", "x"), util.styleText(["bold", "underline"], "x"),
  util.getSystemErrorName(-2), util.types.isDate(new Date()), util.types.isPromise(Promise.resolve()), util.types.isRegExp(/a/), util.types.isTypedArray(Buffer.alloc(1)), util.types.isAsyncFunction(async () => {}), util.types.isGeneratorFunction(function* () {}), util.types.isBoxedPrimitive(Object(1)), util.types.isMap(new Map()), util.types.isArrayBuffer(new ArrayBuffer(1)), util.types.isUint8Array([]), util.types.isNativeError(new Error()), util.types.isNativeError({ __proto__: Error.prototype }),
];
cases["promisify"] = async () => {
  const ok = util.promisify((a, done) => done(null, a * 2)), bad = util.promisify((done) => done(new Error("no")));
  const custom = Object.assign(() => {}, { [util.promisify.custom]: () => "custom" });
  return [await ok(21), await bad().catch((e) => e.message), util.promisify(custom)(), ok.name, ok.length];
};
cases["promisify wrong"] = () => util.promisify("x");
cases["callbackify"] = () => new Promise((resolve) => util.callbackify(async (a) => a + 1)(1, (err, v) => util.callbackify(async () => { throw null; })((e) => resolve([err, v, e.message, e.code, e.reason]))));
cases["inherits"] = () => { function A() {} function B() {} util.inherits(B, A); return [new B() instanceof A, B.super_ === A]; };
cases["inherits wrong"] = () => util.inherits(null, () => {});
cases["deprecate"] = () => util.deprecate((a) => a + 1, "old", "DEP0999")(1);
cases["parseArgs"] = () => [
  util.parseArgs({ args: ["-f", "--bar", "b", "pos"], options: { foo: { type: "boolean", short: "f" }, bar: { type: "string" } }, allowPositionals: true }),
  util.parseArgs({ args: ["-abc", "--x=1", "--", "-z"], options: { a: { type: "boolean", short: "a" }, b: { type: "boolean", short: "b" }, c: { type: "boolean", short: "c" }, x: { type: "string", multiple: true }, d: { type: "string", default: "dd" } }, allowPositionals: true, tokens: true }),
  util.parseArgs({ args: ["--unknown", "v", "p"], strict: false }),
];
for (const [i, args] of [["--nope"], ["--s"], ["--b=1"], ["pos"], ["--s", "-x"]].entries()) cases[`parseArgs wrong ${i}`] = () => util.parseArgs({ args, options: { s: { type: "string" }, b: { type: "boolean" } } });
cases["mime"] = () => { const m = new util.MIMEType("Text/HTML; Charset=\"utf-8\"; q=1"); m.params.set("x", "a b"); return [String(m), m.type, m.subtype, m.essence, m.params.get("charset"), [...m.params.keys()]]; };
cases["parseEnv"] = () => util.parseEnv("A=1\nB=\"two words\"\n#c\nexport D='x'\nE = spaced # note\nF=`b`\nG=");
export default cases;

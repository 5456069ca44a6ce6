// AssertionError and the sentences it makes of two values.
import { check } from "signalbox:node/errors";
import { inspect } from "signalbox:node/inspect";

const lead = {
  deepStrictEqual: "Expected values to be strictly deep-equal:",
  strictEqual: "Expected values to be strictly equal:",
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: "Expected values to be loosely deep-equal:",
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: "Values have same structure but are not reference-equal:",
  notDeepEqualUnequal: "Expected values not to be loosely deep-equal:",
};

function show(value) {
  return inspect(value, { compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true, getters: true, breakLength: Infinity });
}

const isObject = (v) => v !== null && (typeof v === "object" || typeof v === "function");

// diffLines is the shortest edit script between two lists of lines. Where the
// lists differ in length, a comma more at the end of a line is no difference.
function diffLines(a, b) {
  const same = a.length === b.length ? (x, y) => x === y : (x, y) => x === y || `${x},` === y || x === `${y},`;
  const equal = (x, y) => [" ", x.length >= y.length ? x : y];
  let start = 0;
  while (start < a.length && start < b.length && same(a[start], b[start])) start++;
  let endA = a.length, endB = b.length;
  while (endA > start && endB > start && same(a[endA - 1], b[endB - 1])) { endA--; endB--; }
  const out = a.slice(0, start).map((line, i) => equal(line, b[i]));
  out.push(...diffMiddle(a.slice(start, endA), b.slice(start, endB), same, equal));
  for (let i = endA; i < a.length; i++) out.push(equal(a[i], b[i - endA + endB]));
  return out;
}

function diffMiddle(a, b, same, equal) {
  if (a.length * b.length > 250000) return [...a.map((l) => ["+", l]), ...b.map((l) => ["-", l])];
  const length = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) length[i][j] = same(a[i], b[j]) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
  }
  const out = [];
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i], b[j])) out.push(equal(a[i++], b[j++]));
    else if (i < a.length && (j >= b.length || length[i + 1][j] >= length[i][j + 1])) out.push(["+", a[i++]]);
    else out.push(["-", b[j++]]);
  }
  return out;
}

// printDiff shows the first five of a run of equal lines, and all of a run that
// is hardly longer.
function printDiff(diff) {
  const shown = 5, lines = [];
  let skipped = false;
  for (let i = 0; i < diff.length;) {
    let end = i;
    while (end < diff.length && diff[end][0] === " ") end++;
    const run = diff.slice(i, end).map(([, line]) => `  ${line}`);
    if (end === diff.length) lines.push(...run.slice(0, shown));
    else if (run.length < shown + 3) lines.push(...run);
    else { lines.push(...run.slice(0, shown), "...", run.at(-1)); skipped = true; }
    for (i = end; i < diff.length && diff[i][0] !== " "; i++) lines.push(`${diff[i][0]} ${diff[i][1]}`);
  }
  return { text: lines.join("\n").trimEnd(), skipped };
}

function simpleLines(a, b) { return a.length === 1 && b.length === 1 && a[0] !== b[0]; }

function unequal(actual, expected, operator) {
  const a = show(actual).split("\n"), b = show(expected).split("\n");
  if (operator === "strictEqual" && isObject(actual) && isObject(expected)) operator = "strictEqualObject";
  if (simpleLines(a, b)) {
    const size = a[0].length + b[0].length;
    const primitive = !isObject(actual) && !isObject(expected);
    if (size <= 12 && primitive && (actual !== 0 || expected !== 0)) return `${lead[operator]}\n\n${a[0]} !== ${b[0]}\n`;
    if (operator !== "strictEqualObject" && size < 80) return `${lead[operator]}\n${legend}\n\n+ ${a[0]}\n- ${b[0]}${caret(a[0], b[0])}`;
  }
  if (a.join("\n") === b.join("\n")) {
    return `${operator === "strictEqual" || operator === "strictEqualObject" ? lead.notIdentical : lead[operator]}\n\n${a.slice(0, 50).join("\n")}${a.length > 50 ? "\n..." : ""}\n`;
  }
  const { text, skipped } = printDiff(diffLines(a, b));
  return `${lead[operator]}\n${legend}${skipped ? "\n... Skipped lines" : ""}\n\n${text}`;
}

const legend = "+ actual - expected";
function caret(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at > 2 ? `\n${" ".repeat(at + 2)}^` : "";
}

function notEqualMessage(actual, operator) {
  if (operator === "notStrictEqual" && isObject(actual)) operator = "notStrictEqualObject";
  const lines = show(actual).split("\n");
  if (lines.length > 50) { lines[46] = "..."; lines.length = 47; }
  if (lines.length === 1) return `${lead[operator]}${lines[0].length > 5 ? "\n\n" : " "}${lines[0]}`;
  return `${lead[operator]}\n\n${lines.join("\n")}\n`;
}

function generate(actual, expected, operator) {
  if (operator === "deepStrictEqual" || operator === "strictEqual") return unequal(actual, expected, operator);
  if (operator === "notDeepStrictEqual" || operator === "notStrictEqual") return notEqualMessage(actual, operator);
  let left = show(actual), right = show(expected);
  const known = lead[operator];
  if (operator === "notDeepEqual" && left === right) {
    left = `${known}\n\n${left}`;
    return left.length > 1024 ? `${left.slice(0, 1021)}...` : left;
  }
  const cut = (text) => (text.length > 512 ? `${text.slice(0, 509)}...` : text);
  left = cut(left);
  right = cut(right);
  if (operator === "deepEqual") return `${known}\n\n${left}\n\nshould loosely deep-equal\n\n${right}`;
  if (operator === "notDeepEqual") return `${lead.notDeepEqualUnequal}\n\n${left}\n\nshould not loosely deep-equal\n\n${right}`;
  return `${left} ${operator} ${right}`;
}

export class AssertionError extends Error {
  constructor(options) {
    check.object(options, "options");
    const { message, operator, actual, expected } = options;
    super(message != null ? String(message) : generate(actual, expected, operator));
    this.generatedMessage = !message;
    Object.defineProperty(this, "name", { value: "AssertionError", enumerable: false, writable: true, configurable: true });
    this.code = "ERR_ASSERTION";
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
    if (Error.captureStackTrace) Error.captureStackTrace(this, options.stackStartFn ?? options.stackStartFunction);
    if (typeof this.stack === "string" && this.stack.startsWith("AssertionError:")) {
      Object.defineProperty(this, "stack", { value: `AssertionError [ERR_ASSERTION]${this.stack.slice(14)}`, writable: true, configurable: true, enumerable: false });
    }
  }
  toString() { return `${this.name} [${this.code}]: ${this.message}`; }
}

// Runs the cases of one module and answers each as text that can be compared.
// record.mjs runs it on Node, the Go test on the engine.
export async function run(cases) {
  const out = {};
  for (const [name, fn] of Object.entries(cases)) {
    let result;
    try { result = { value: await fn() }; } catch (err) { result = { throws: describe(err) }; }
    out[name] = JSON.stringify(result, replacer);
  }
  return out;
}

function describe(err) {
  if (err === null || typeof err !== "object") return { value: String(err) };
  return { name: err.name, code: err.code, message: err.message };
}

function replacer(key, value) {
  if (value === undefined) return "<undefined>";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `<function ${value.name}>`;
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0))) return Object.is(value, -0) ? "-0" : `<${value}>`;
  return value;
}

import { setImmediate as immediate, setTimeout as sleep } from "node:timers/promises";
import timers from "node:timers";
import { promisify } from "node:util";

// Each case logs names in the order in which the loop runs things.
const logged = (fn, ms = 20) => new Promise((resolve) => {
  const log = [];
  setTimeout(() => { fn(log); setTimeout(() => resolve(log), ms); }, 1);
});
export default {
  "tick before microtask after a timer": () => logged((l) => { Promise.resolve().then(() => l.push("micro")); process.nextTick(() => l.push("tick")); l.push("sync"); }),
  "microtask context: ticks wait": () => logged((l) => { Promise.resolve().then(() => { l.push("m1"); process.nextTick(() => l.push("tick")); Promise.resolve().then(() => l.push("m2")); }); }),
  "nested ticks before microtasks": () => logged((l) => { process.nextTick(() => { l.push("t1"); process.nextTick(() => l.push("t2")); Promise.resolve().then(() => l.push("m1")); }); Promise.resolve().then(() => l.push("m0")); }),
  "immediates and timers": () => logged((l) => { setImmediate(() => { l.push("immediate"); process.nextTick(() => l.push("tick")); Promise.resolve().then(() => l.push("micro")); }); setImmediate(() => l.push("immediate2")); setTimeout(() => l.push("timeout"), 3); process.nextTick(() => l.push("t0")); }),
  "queueMicrotask": () => logged((l) => { queueMicrotask(() => l.push("q1")); Promise.resolve().then(() => l.push("p")); queueMicrotask(() => l.push("q2")); process.nextTick(() => l.push("t")); }),
  "await": () => logged(async (l) => { l.push(1); process.nextTick(() => l.push("tick")); await null; l.push(2); process.nextTick(() => l.push("tick2")); await null; l.push(3); }),
  "timers in order": () => logged((l) => { setTimeout(() => l.push("b"), 5); setTimeout(() => l.push("a"), 1); setTimeout(() => l.push("a2"), 1); setTimeout(() => l.push("c"), 8); }, 30),
  "tick arguments": () => logged((l) => process.nextTick((...a) => l.push(a), 1, 2)),
  "interval": () => logged((l) => { let n = 0; const t = setInterval(() => { l.push(n++); if (n === 3) clearInterval(t); }, 1); }, 30),
  "cleared": () => logged((l) => { clearTimeout(setTimeout(() => l.push("x"), 1)); clearImmediate(setImmediate(() => l.push("y"))); clearTimeout(undefined); clearTimeout(null); }),
  "immediate set in immediate": () => logged((l) => { setImmediate(() => { setImmediate(() => l.push("second")); setTimeout(() => {}, 0); l.push("first"); }); }),
  "promises": async () => [await sleep(1, "v"), await immediate("i"), await promisify(setTimeout)(1, "p"), typeof timers.setTimeout],
  "promise aborted": async () => { const c = new AbortController(); setTimeout(() => c.abort("why"), 1); await sleep(1000, null, { signal: c.signal }); },
  "nextTick wrong": () => process.nextTick("x"),
  "timer object": () => { const t = setTimeout(() => {}, 1); const out = [typeof t.ref, typeof t.unref, typeof t.hasRef(), typeof t.refresh, t.constructor.name, typeof t[Symbol.toPrimitive]()]; clearTimeout(t); return out; },
};

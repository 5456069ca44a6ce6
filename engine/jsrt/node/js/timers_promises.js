// node:timers/promises
import { AbortError, check } from "signalbox:node/errors";

const later = globalThis.setTimeout, cancel = globalThis.clearTimeout;
const soon = globalThis.setImmediate, cancelSoon = globalThis.clearImmediate;

// wait makes a promise of a timer, rejected where the signal aborts first.
function wait(start, stop, value, options) {
  return new Promise((resolve, reject) => {
    if (options !== undefined) check.object(options, "options");
    const signal = options?.signal;
    check.abortSignal(signal, "options.signal");
    if (options?.ref !== undefined) check.boolean(options.ref, "options.ref");
    const aborted = () => new AbortError(undefined, { cause: signal.reason });
    if (signal?.aborted) return reject(aborted());
    const onAbort = () => { stop(timer); reject(aborted()); };
    const timer = start(() => { signal?.removeEventListener("abort", onAbort); resolve(value); });
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}

function setTimeout(delay, value, options) {
  try { if (delay !== undefined) check.number(delay, "delay"); } catch (err) { return Promise.reject(err); }
  return wait((fn) => later(fn, delay), cancel, value, options);
}
function setImmediate(value, options) { return wait((fn) => soon(fn), cancelSoon, value, options); }

async function* setInterval(delay, value, options) {
  check.abortSignal(options?.signal, "options.signal");
  for (;;) yield await setTimeout(delay, value, options);
}

const scheduler = { wait: (delay, options) => setTimeout(delay, undefined, options), yield: () => setImmediate() };

export default { setTimeout, setImmediate, setInterval, scheduler };
export { setTimeout, setImmediate, setInterval, scheduler };

// What a test file of web-platform-tests finds around it, on a machine of ours
// and on Node alike: (env) => run, with env of { file, origin, source(name),
// onUncaught(fn) }.
(function (env) {
  'use strict';
  const { file, origin } = env;
  const results = [];
  let finish;
  const finished = new Promise((resolve) => { finish = resolve; });
  const href = `${origin}/${file}`;

  globalThis.self = globalThis;
  globalThis.GLOBAL = { isWindow: () => false, isShadowRealm: () => false, isWorker: () => false };
  const { protocol, host, hostname, port } = new URL(href);
  Object.defineProperty(globalThis, 'location', {
    configurable: true, writable: true,
    value: { href, search: '', hash: '', pathname: `/${file}`, origin, protocol, host, hostname, port, toString: () => href },
  });
  if (file.includes('idlharness')) globalThis.Window = Object.getPrototypeOf(globalThis).constructor;
  // The base of relative URLs, where undici looks for it.
  globalThis[Symbol.for('undici.globalOrigin.1')] = new URL(href);
  if (typeof WebAssembly === 'undefined') {
    globalThis.WebAssembly = { Memory: class { get buffer() { return new SharedArrayBuffer(0); } } };
  }
  const listeners = {};
  class ErrorEvent {
    constructor(error) { this.type = 'error'; this.error = error; this.message = String(error?.message ?? error); }
    preventDefault() {}
  }
  // Neither ends anything by an error that nobody caught: the harness hears of it.
  env.onUncaught((error) => {
    const e = new ErrorEvent(error);
    for (const fn of listeners.error ?? []) fn(e);
    if (typeof globalThis.onerror === 'function') globalThis.onerror(String(error), '', 0, 0, error);
  });
  globalThis.addEventListener = (type, fn) => { (listeners[type] ??= []).push(fn); };
  globalThis.removeEventListener = (type, fn) => { listeners[type] = (listeners[type] ?? []).filter((f) => f !== fn); };

  return async function run(scripts) {
    const [harness, ...rest] = scripts;
    (0, eval)(env.source(harness));
    setup({ explicit_timeout: true });
    add_result_callback((t) => results.push({ Name: t.name, Status: t.status, Message: String(t.message ?? '') }));
    add_completion_callback((tests, status) => finish(status));
    let ended = { status: 0 };
    // One text, because const and class of an indirect eval are seen by itself alone.
    try {
      (0, eval)(rest.map(env.source).join('\n;\n'));
    } catch (error) {
      ended = { status: 1, message: `${error?.name}: ${error?.message}` };
    }
    const timer = setTimeout(() => finish({ status: 2, message: 'timed out' }), 30000);
    done();
    if (ended.status === 0) ended = await finished;
    clearTimeout(timer);
    if (ended.status !== 0) results.push({ Name: '(harness)', Status: 1, Message: String(ended.message) });
    return results;
  };
})

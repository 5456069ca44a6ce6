// What a test file of web-platform-tests finds around it.
(function (host, internal) {
  'use strict';
  const results = [];
  let finish;
  const finished = new Promise((resolve) => { finish = resolve; });
  const file = host.wptFile();

  globalThis.self = globalThis;
  globalThis.GLOBAL = { isWindow: () => false, isShadowRealm: () => false, isWorker: () => false };
  Object.defineProperty(globalThis, 'location', {
    configurable: true, writable: true,
    value: { href: `http://web-platform.test:8000/${file}`, search: '', pathname: `/${file}`, origin: 'http://web-platform.test:8000', protocol: 'http:' },
  });
  if (file.includes('idlharness')) globalThis.Window = Object.getPrototypeOf(globalThis).constructor;
  // The base of relative URLs, where undici looks for it.
  globalThis[Symbol.for('undici.globalOrigin.1')] = new URL(location.href);
  if (typeof WebAssembly === 'undefined') {
    globalThis.WebAssembly = { Memory: class { get buffer() { return new SharedArrayBuffer(0); } } };
  }
  // A machine ends nothing by an error that nobody caught: the harness hears of it.
  internal.onUncaught = (error) => {
    const e = new ErrorEvent(error);
    for (const fn of listeners.error ?? []) fn(e);
    if (typeof globalThis.onerror === 'function') globalThis.onerror(String(error), '', 0, 0, error);
  };
  const listeners = {};
  class ErrorEvent {
    constructor(error) { this.type = 'error'; this.error = error; this.message = String(error?.message ?? error); }
    preventDefault() {}
  }
  globalThis.addEventListener = (type, fn) => { (listeners[type] ??= []).push(fn); };
  globalThis.removeEventListener = (type, fn) => { listeners[type] = (listeners[type] ?? []).filter((f) => f !== fn); };
  const native = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  // Files of the checkout answer as the test server would; of its programs only
  // the one that shows request headers is played here.
  globalThis.fetch = async (input, init) => {
    const url = String(input?.url ?? input);
    if (/^(data|blob):/.test(url) || (/^https?:/.test(url) && !url.startsWith(location.origin))) return native.get()(input, init);
    const request = new Request(input, init);
    if (request.signal.aborted) throw request.signal.reason;
    const name = url.replace(location.origin, '').replace(/[?#].*$/, '');
    if (!name.endsWith('inspect-headers.py')) return new internal.Response(host.wptRead(name));
    const headers = new Headers();
    for (const asked of new URL(url, location.href).searchParams.get('headers').split('|').filter(Boolean)) {
      if (request.headers.has(asked)) headers.set(`x-request-${asked.toLowerCase()}`, request.headers.get(asked));
    }
    return new internal.Response('', { headers });
  };

  globalThis.__wpt = {
    async run(scripts) {
      const [harness, ...rest] = scripts;
      (0, eval)(host.wptSource(harness));
      setup({ explicit_timeout: true });
      add_result_callback((t) => results.push({ Name: t.name, Status: t.status, Message: String(t.message ?? '') }));
      add_completion_callback((tests, status) => finish(status));
      // One text, because const and class of an indirect eval are seen by itself alone.
      (0, eval)(rest.map(host.wptSource).join('\n;\n'));
      const timer = setTimeout(() => finish({ status: 2, message: 'timed out' }), 100000);
      done();
      const status = await finished;
      clearTimeout(timer);
      if (status.status !== 0) results.push({ Name: '(harness)', Status: 1, Message: String(status.message) });
      return results;
    },
  };
})

// console, with the text of util.inspect where the node library is there. A
// line goes to internal.onConsole, which knows the request it belongs to.
(function (host, internal) {
  'use strict';
  const { code } = internal;

  // A machine without the node library words values plainly.
  const plain = {
    inspect: (v) => {
      if (v instanceof Error) {
        const head = internal.errorHeader(v);
        return !v.stack ? head : v.stack.startsWith(head) ? v.stack : `${head}\n${v.stack}`.trimEnd();
      }
      if (typeof v === 'string') return `'${v}'`;
      if (typeof v === 'symbol' || typeof v === 'function' || typeof v === 'bigint') return String(v);
      try {
        return JSON.stringify(v) ?? String(v);
      } catch {
        return String(v);
      }
    },
    format: (...args) => args.map((v) => (typeof v === 'string' ? v : plain.inspect(v))).join(' '),
  };
  const words = () => {
    if (!internal.inspectModule) {
      try {
        internal.inspectModule = internal.importSync('signalbox:node/inspect');
      } catch {
        internal.inspectModule = plain;
      }
    }
    return internal.inspectModule;
  };
  internal.inspect = (value, options) => words().inspect(value, options);
  internal.format = (...values) => words().format(...values);

  let indent = '';
  const emit = (level, values) => {
    if (internal.consoleFull?.()) return;
    let text = values.length === 1 && typeof values[0] === 'string' ? values[0] : internal.format(...values);
    if (indent !== '') text = text.split('\n').map((line) => indent + line).join('\n');
    if (internal.onConsole) internal.onConsole(level, text);
    else host.consoleLine(level, text);
  };

  const counts = new Map();
  const timers = new Map();
  const label = (value) => (value === undefined ? 'default' : `${value}`);
  const elapsed = (start) => {
    const ms = internal.now() - start;
    return ms >= 1000 ? `${(ms / 1000).toFixed(3)}s` : `${Number(ms.toFixed(3))}ms`;
  };
  const frames = () => String(new Error().stack ?? '').split('\n').filter((l) => l.trim() && !l.includes('signalbox:')).join('\n');

  const methods = {
    log(...data) { emit('log', data); },
    warn(...data) { emit('warn', data); },
    dir(item = undefined, options = undefined) { if (!internal.consoleFull?.()) emit('log', [internal.inspect(item, { customInspect: false, ...options })]); },
    time(name = undefined) {
      name = label(name);
      if (timers.has(name)) emit('warn', [`Warning: Label '${name}' already exists for console.time()`]);
      else timers.set(name, internal.now());
    },
    timeEnd(name = undefined) {
      name = label(name);
      if (!timers.has(name)) return emit('warn', [`Warning: No such label '${name}' for console.timeEnd()`]);
      emit('log', [`${name}: ${elapsed(timers.get(name))}`]);
      timers.delete(name);
    },
    timeLog(name = undefined, ...data) {
      name = label(name);
      if (!timers.has(name)) return emit('warn', [`Warning: No such label '${name}' for console.timeLog()`]);
      emit('log', [`${name}: ${elapsed(timers.get(name))}`, ...data]);
    },
    trace(...data) {
      if (internal.consoleFull?.()) return;
      const text = data.length ? `Trace: ${internal.format(...data)}` : 'Trace';
      emit('trace', [`${text}\n${frames()}`.trimEnd()]);
    },
    assert(condition = undefined, ...data) {
      if (condition) return;
      if (typeof data[0] === 'string') data[0] = `Assertion failed: ${data[0]}`;
      else data.unshift('Assertion failed');
      emit('warn', data);
    },
    clear() {},
    count(name = undefined) {
      name = label(name);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      emit('log', [`${name}: ${counts.get(name)}`]);
    },
    countReset(name = undefined) {
      name = label(name);
      if (counts.has(name)) counts.delete(name);
      else emit('warn', [`Warning: Count for '${name}' does not exist`]);
    },
    group(...data) {
      if (data.length) emit('log', data);
      indent += '  ';
    },
    groupEnd() { indent = indent.slice(2); },
    table(data = undefined, columns = undefined) {
      if (data === null || typeof data !== 'object') return emit('log', [data]);
      if (!internal.consoleFull?.()) emit('log', [table(data, columns)]);
    },
    debug(...data) { emit('debug', data); },
    info(...data) { emit('info', data); },
    dirxml(...data) { emit('log', data); },
    error(...data) { emit('error', data); },
    groupCollapsed(...data) { methods.group(...data); },
    profile() {}, profileEnd() {}, timeStamp() {},
  };

  // table draws rows and columns with box characters, as Node does.
  const table = (data, columns) => {
    const cell = (v) => internal.inspect(v, { depth: v !== null && typeof v === 'object' && !Array.isArray(v) && Object.keys(v).length > 2 ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
    const rows = [];
    const keys = [];
    let values = false;
    const entries = data instanceof Map ? [...data].map(([k, v], i) => [i, { Key: k, Values: v }])
      : data instanceof Set ? [...data].map((v, i) => [i, v]) : Object.entries(data);
    for (const [index, row] of entries) {
      const out = { index: `${index}`, cells: new Map(), value: undefined };
      if (row !== null && typeof row === 'object') {
        for (const key of columns ?? Object.keys(row)) {
          if (!keys.includes(key)) keys.push(key);
          if (Object.hasOwn(row, key)) out.cells.set(key, cell(row[key]));
        }
      } else {
        values = true;
        out.value = cell(row);
      }
      rows.push(out);
    }
    const first = data instanceof Map || data instanceof Set ? '(iteration index)' : '(index)';
    const head = [first, ...keys, ...(values ? ['Values'] : [])];
    const body = rows.map((r) => [r.index, ...keys.map((k) => r.cells.get(k) ?? ''), ...(values ? [r.value ?? ''] : [])]);
    const widths = head.map((h, i) => Math.max(h.length, ...body.map((r) => r[i].length)) + 2);
    const center = (s, w) => ' '.repeat(Math.floor((w - s.length) / 2)) + s + ' '.repeat(Math.ceil((w - s.length) / 2));
    const line = (l, m, r) => l + widths.map((w) => '─'.repeat(w)).join(m) + r;
    const render = (cells) => `│${cells.map((c, i) => center(c, widths[i])).join('│')}│`;
    return [line('┌', '┬', '┐'), render(head), line('├', '┼', '┤'), ...body.map(render), line('└', '┴', '┘')].join('\n');
  };

  const console = Object.create({});
  for (const [name, fn] of Object.entries(methods)) {
    Object.defineProperty(console, name, { value: fn, writable: true, enumerable: true, configurable: true });
  }
  Object.defineProperty(console, Symbol.toStringTag, { value: 'console', configurable: true });
  internal.expose('console', console);
})

// performance: the clock, marks and measures (https://w3c.github.io/user-timing/).
(function (host, internal) {
  'use strict';
  const { idl, expose, code, isObject } = internal;
  const kMake = Symbol('make');
  const illegal = () => code(new TypeError('Illegal constructor'), 'ERR_ILLEGAL_CONSTRUCTOR');
  const missing = (text) => code(new TypeError(`The ${text} must be specified`), 'ERR_MISSING_ARGS');
  const origin = host.perfOrigin();

  class PerformanceEntry {
    #entry;
    constructor(token, entry) {
      if (token !== kMake) throw illegal();
      this.#entry = entry;
    }
    get name() { return this.#entry.name; }
    get entryType() { return this.#entry.type; }
    get startTime() { return this.#entry.start; }
    get duration() { return this.#entry.duration; }
    toJSON() {
      const out = { name: this.name, entryType: this.entryType, startTime: this.startTime, duration: this.duration };
      if (this.detail !== undefined) out.detail = this.detail;
      return out;
    }
  }
  idl(PerformanceEntry);

  const copy = (detail) => (detail === null || detail === undefined ? null : globalThis.structuredClone(detail));
  class PerformanceMark extends PerformanceEntry {
    #detail;
    constructor(name, options = undefined) {
      if (arguments.length === 0) throw missing('"name" argument');
      const o = internal.dictionary(options);
      name = `${name}`;
      let start = internal.now();
      if (o.startTime !== undefined) {
        start = +o.startTime;
        if (!Number.isFinite(start)) throw new TypeError('startTime is not a finite number');
        if (start < 0) throw code(new TypeError(`The "startTime" value is invalid: ${start}`), 'ERR_PERFORMANCE_INVALID_TIMESTAMP');
      }
      super(kMake, { name, type: 'mark', start, duration: 0 });
      this.#detail = copy(o.detail);
    }
    get detail() { return this.#detail; }
  }
  idl(PerformanceMark);

  class PerformanceMeasure extends PerformanceEntry {
    #detail;
    constructor(token, entry, detail) {
      super(token, entry);
      this.#detail = detail;
    }
    get detail() { return this.#detail; }
  }
  Object.defineProperty(PerformanceMeasure, 'length', { value: 0, configurable: true });
  idl(PerformanceMeasure);

  class PerformanceResourceTiming extends PerformanceEntry {
    constructor(token = undefined) {
      if (token !== kMake) throw illegal();
      super(token, { name: '', type: 'resource', start: 0, duration: 0 });
    }
  }
  idl(PerformanceResourceTiming);

  let entries = [];
  const limit = 10000;
  const observers = new Set();
  const add = (entry) => {
    if (entries.length < limit) entries.push(entry);
    for (const o of observers) o.queue(entry);
  };
  const sorted = (list) => list.slice().sort((a, b) => a.startTime - b.startTime);

  class Performance extends internal.EventTarget {
    constructor(token = undefined) {
      if (token !== kMake) throw illegal();
      super();
    }
    now() { check(this); return internal.now(); }
    get timeOrigin() { check(this); return origin; }
    mark(markName, markOptions = undefined) {
      check(this);
      if (arguments.length === 0) throw missing('"name" argument');
      const mark = new PerformanceMark(markName, markOptions);
      add(mark);
      return mark;
    }
    measure(measureName, startOrOptions = undefined, endMark = undefined) {
      check(this);
      if (arguments.length === 0) throw missing('"name" argument');
      const measure = measureOf(`${measureName}`, startOrOptions, endMark);
      add(measure);
      return measure;
    }
    clearMarks(markName = undefined) { check(this); clear('mark', markName); }
    clearMeasures(measureName = undefined) { check(this); clear('measure', measureName); }
    clearResourceTimings() { check(this); }
    setResourceTimingBufferSize(maxSize) { check(this); }
    getEntries() { check(this); return sorted(entries); }
    getEntriesByType(type) {
      check(this);
      if (arguments.length === 0) throw missing('"type" argument');
      return sorted(entries.filter((e) => e.entryType === `${type}`));
    }
    getEntriesByName(name, type = undefined) {
      check(this);
      if (arguments.length === 0) throw missing('"name" argument');
      return sorted(entries.filter((e) => e.name === `${name}` && (type === undefined || e.entryType === type)));
    }
    timerify(fn) { check(this); return (...args) => fn(...args); }
    eventLoopUtilization() { return { idle: 0, active: 0, utilization: 0 }; }
    markResourceTiming() { check(this); }
    get nodeTiming() {
      return { name: 'node', entryType: 'node', startTime: 0, duration: internal.now(), nodeStart: 0, v8Start: 0, bootstrapComplete: 0, environment: 0, loopStart: 0, loopExit: -1, idleTime: 0 };
    }
    toJSON() { check(this); return { nodeTiming: this.nodeTiming, timeOrigin: origin, eventLoopUtilization: this.eventLoopUtilization() }; }
  }
  const check = (p) => {
    if (p !== performance) throw code(new TypeError('Value of "this" must be of type Performance'), 'ERR_INVALID_THIS');
  };
  idl(Performance);
  const performance = new Performance(kMake);

  const clear = (type, name) => {
    if (name !== undefined) name = `${name}`;
    entries = entries.filter((e) => e.entryType !== type || (name !== undefined && e.name !== name));
  };
  const timeOf = (mark) => {
    if (typeof mark === 'number') {
      if (mark < 0) throw code(new TypeError(`The "mark" value is invalid: ${mark}`), 'ERR_PERFORMANCE_INVALID_TIMESTAMP');
      return mark;
    }
    const name = `${mark}`;
    for (let i = entries.length - 1; i >= 0; i--) {
      if (entries[i].entryType === 'mark' && entries[i].name === name) return entries[i].startTime;
    }
    throw new internal.DOMException(`The "${name}" performance mark has not been set`, 'SyntaxError');
  };
  const measureOf = (name, startOrOptions, endMark) => {
    const o = isObject(startOrOptions) ? startOrOptions : null;
    const given = o && ['start', 'end', 'duration', 'detail'].some((k) => o[k] !== undefined);
    if (given) {
      if (endMark !== undefined) throw new TypeError('The "endMark" argument must not be specified with options');
      if (o.start === undefined && o.end === undefined) throw new TypeError('One of options.start or options.end is required');
      if (o.start !== undefined && o.end !== undefined && o.duration !== undefined) throw new TypeError('Must not have options.start, options.end, and options.duration specified');
    }
    const startMark = o ? o.start : startOrOptions;
    let end;
    if (endMark !== undefined) end = timeOf(endMark);
    else if (given && o.end !== undefined) end = timeOf(o.end);
    else if (given && o.start !== undefined && o.duration !== undefined) end = timeOf(o.start) + timeOf(+o.duration);
    else end = internal.now();
    let start = 0;
    if (given && o.start === undefined && o.duration !== undefined) start = end - timeOf(+o.duration);
    else if (startMark !== undefined && startMark !== null) start = timeOf(startMark);
    return new PerformanceMeasure(kMake, { name, type: 'measure', start, duration: end - start }, copy(given ? o.detail : null));
  };

  class PerformanceObserverEntryList {
    #list;
    constructor(token, list) {
      if (token !== kMake) throw illegal();
      this.#list = sorted(list);
    }
    getEntries() { return this.#list.slice(); }
    getEntriesByType(type) {
      if (arguments.length === 0) throw missing('"type" argument');
      return this.#list.filter((e) => e.entryType === `${type}`);
    }
    getEntriesByName(name, type = undefined) {
      if (arguments.length === 0) throw missing('"name" argument');
      return this.#list.filter((e) => e.name === `${name}` && (type === undefined || e.entryType === type));
    }
  }
  idl(PerformanceObserverEntryList);

  const supported = Object.freeze(['mark', 'measure']);
  class PerformanceObserver {
    #callback;
    #types = new Set();
    #buffer = [];
    #pending = false;
    #mode = '';
    #handle = { queue: (entry) => this.#queue(entry) };
    constructor(callback) {
      if (typeof callback !== 'function') throw internal.argType('callback', 'of type function', callback);
      this.#callback = callback;
    }
    static get supportedEntryTypes() { return supported; }
    observe(options = undefined) {
      const o = internal.dictionary(options);
      if (o.entryTypes === undefined && o.type === undefined) throw code(new TypeError('The "options.entryTypes" and "options.type" argument must be specified'), 'ERR_MISSING_ARGS');
      if (o.entryTypes !== undefined) {
        if (o.type !== undefined || o.buffered !== undefined) throw code(new TypeError(`The property 'options.entryTypes' is invalid. options.entryTypes can not set with options.type together`), 'ERR_INVALID_ARG_VALUE');
        if (this.#mode === 'single') throw new internal.DOMException('PerformanceObserver can not change to multiple observations', 'InvalidModificationError');
        this.#mode = 'multiple';
        const list = [...o.entryTypes].map(String).filter((t) => supported.includes(t));
        if (list.length === 0) return;
        this.#types = new Set(list);
      } else {
        if (this.#mode === 'multiple') throw new internal.DOMException('PerformanceObserver can not change to single observation', 'InvalidModificationError');
        this.#mode = 'single';
        const type = `${o.type}`;
        if (!supported.includes(type)) return;
        this.#types.add(type);
        if (o.buffered) for (const e of sorted(entries)) if (e.entryType === type) this.#queue(e);
      }
      observers.add(this.#handle);
    }
    disconnect() {
      observers.delete(this.#handle);
      this.#types = new Set();
      this.#buffer = [];
      this.#mode = '';
    }
    takeRecords() {
      const list = this.#buffer;
      this.#buffer = [];
      return list;
    }
    #queue(entry) {
      if (!this.#types.has(entry.entryType)) return;
      this.#buffer.push(entry);
      if (this.#pending) return;
      this.#pending = true;
      globalThis.setImmediate(() => {
        this.#pending = false;
        const list = this.takeRecords();
        if (list.length) this.#callback.call(this, new PerformanceObserverEntryList(kMake, list), this);
      });
    }
  }
  idl(PerformanceObserver);

  for (const C of [PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceResourceTiming, Performance, PerformanceObserver, PerformanceObserverEntryList]) expose(C.name, C);
  expose('performance', performance, true);
})

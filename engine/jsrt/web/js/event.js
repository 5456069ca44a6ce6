// Event, EventTarget, CustomEvent, AbortController and AbortSignal
// (https://dom.spec.whatwg.org/#events, #aborting-ongoing-activities).
(function (host, internal) {
  'use strict';
  const { idl, constants, expose, code, argType, state } = internal;
  const kEvent = Symbol('event');
  const kListeners = Symbol('listeners');

  const event = (e) => {
    const s = e === null || e === undefined ? undefined : e[kEvent];
    if (!s) throw code(new TypeError('Value of "this" must be of type Event'), 'ERR_INVALID_THIS');
    return s;
  };
  const missing = (names) => code(new TypeError(`The ${names} must be specified`), 'ERR_MISSING_ARGS');

  function isTrusted() { return event(this).trusted; }
  const trustedGetter = Object.getOwnPropertyDescriptor({ get isTrusted() { return isTrusted.call(this); } }, 'isTrusted').get;

  class Event {
    constructor(type, eventInitDict = undefined) {
      if (arguments.length === 0) throw missing('"type" argument');
      if (eventInitDict !== undefined && eventInitDict !== null && !internal.isObject(eventInitDict)) {
        throw argType('options', 'of type object', eventInitDict);
      }
      const init = eventInitDict ?? {};
      const bubbles = !!init.bubbles;
      const cancelable = !!init.cancelable;
      const composed = !!init.composed;
      Object.defineProperty(this, kEvent, {
        value: {
          type: `${type}`, bubbles, cancelable, composed, trusted: false, time: internal.now(),
          target: null, current: null, phase: 0, stop: false, stopNow: false, canceled: false, passive: false, dispatching: false,
        },
      });
      Object.defineProperty(this, 'isTrusted', { get: trustedGetter, enumerable: true, configurable: false });
    }
    get type() { return event(this).type; }
    get target() { return event(this).target; }
    get srcElement() { return event(this).target; }
    get currentTarget() { return event(this).current; }
    composedPath() {
      const s = event(this);
      return s.dispatching && s.current ? [s.current] : [];
    }
    get eventPhase() { return event(this).phase; }
    stopPropagation() { event(this).stop = true; }
    get cancelBubble() { return event(this).stop; }
    set cancelBubble(value) { const s = event(this); if (value) s.stop = true; }
    stopImmediatePropagation() { const s = event(this); s.stop = s.stopNow = true; }
    get bubbles() { return event(this).bubbles; }
    get cancelable() { return event(this).cancelable; }
    get returnValue() { return !event(this).canceled; }
    set returnValue(value) { const s = event(this); if (!value) cancel(s); }
    preventDefault() { cancel(event(this)); }
    get defaultPrevented() { return event(this).canceled; }
    get composed() { return event(this).composed; }
    get timeStamp() { return event(this).time; }
    initEvent(type, bubbles = false, cancelable = false) {
      const s = event(this);
      if (arguments.length === 0) throw missing('"type" argument');
      if (s.dispatching) return;
      Object.assign(s, { type: `${type}`, bubbles: !!bubbles, cancelable: !!cancelable, stop: false, stopNow: false, canceled: false, target: null });
    }
  }
  const cancel = (s) => { if (s.cancelable && !s.passive) s.canceled = true; };
  idl(Event);
  internal.inspectable(Event, (e) => ({ type: e.type, defaultPrevented: e.defaultPrevented, cancelable: e.cancelable, timeStamp: e.timeStamp }));
  constants(Event, { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 });

  const kDetail = Symbol('detail');
  class CustomEvent extends Event {
    constructor(type, eventInitDict = undefined) {
      if (arguments.length === 0) throw missing('"type" argument');
      super(type, eventInitDict);
      const detail = eventInitDict?.detail;
      Object.defineProperty(this, kDetail, { value: detail === undefined ? null : detail, writable: true });
    }
    get detail() { event(this); return this[kDetail]; }
    initCustomEvent(type, bubbles = false, cancelable = false, detail = null) {
      if (arguments.length === 0) throw missing('"type" argument');
      const s = event(this);
      if (s.dispatching) return;
      this.initEvent(type, bubbles, cancelable);
      this[kDetail] = detail;
    }
  }
  idl(CustomEvent);

  const target = (t) => {
    const self = t === undefined || t === null ? globalThis : t;
    if (self[kListeners]) return self;
    if (self === globalThis || self instanceof EventTarget) {
      Object.defineProperty(self, kListeners, { value: new Map(), configurable: true });
      return self;
    }
    throw code(new TypeError('Value of "this" must be of type EventTarget'), 'ERR_INVALID_THIS');
  };

  class EventTarget {
    constructor() {
      Object.defineProperty(this, kListeners, { value: new Map(), configurable: true });
    }
    addEventListener(type, callback, options = undefined) {
      const self = target(this);
      if (arguments.length < 2) throw missing('"type" and "listener" arguments');
      const o = flatten(options);
      if (o.hasSignal && !(internal.isObject(o.signal) && o.signal[kAbort])) {
        throw argType('options.signal', 'an instance of AbortSignal', o.signal);
      }
      if (callback === null || callback === undefined) return;
      if (!internal.isObject(callback)) throw argType('listener', 'an instance of EventListener', callback);
      if (o.signal?.aborted) return;
      type = `${type}`;
      const list = self[kListeners].get(type) ?? [];
      if (list.some((l) => l.callback === callback && l.capture === o.capture)) return;
      const listener = { callback, capture: o.capture, once: o.once, passive: o.passive, removed: false };
      list.push(listener);
      self[kListeners].set(type, list);
      if (o.signal) addAlgorithm(o.signal, () => remove(self, type, callback, o.capture));
      self[kOnChange]?.(type, list.length);
    }
    removeEventListener(type, callback, options = undefined) {
      const self = target(this);
      if (arguments.length < 2) throw missing('"type" and "listener" arguments');
      if (callback !== null && callback !== undefined && !internal.isObject(callback)) {
        throw argType('listener', 'an instance of EventListener', callback);
      }
      const capture = internal.isObject(options) ? !!options.capture : !!options;
      if (callback) remove(self, `${type}`, callback, capture);
    }
    dispatchEvent(event) {
      const self = target(this);
      if (arguments.length < 1) throw missing('"event" argument');
      if (!internal.isObject(event) || !event[kEvent]) throw argType('event', 'an instance of Event', event);
      const s = event[kEvent];
      if (s.dispatching) throw new internal.DOMException('The event is already being dispatched', 'InvalidStateError');
      s.trusted = false;
      return dispatch(self, event);
    }
  }
  const kOnChange = Symbol('onChange');
  idl(EventTarget);
  internal.inspectable(EventTarget, () => ({}));

  const flatten = (options) => {
    if (!internal.isObject(options)) return { capture: !!options, once: false, passive: false, hasSignal: false };
    const capture = !!options.capture;
    const once = !!options.once;
    const passive = !!options.passive;
    const signal = options.signal;
    return { capture, once, passive, signal, hasSignal: signal !== undefined };
  };

  const remove = (self, type, callback, capture) => {
    const list = self[kListeners].get(type);
    const i = list ? list.findIndex((l) => l.callback === callback && l.capture === capture) : -1;
    if (i < 0) return;
    list[i].removed = true;
    self[kListeners].set(type, list.filter((_, at) => at !== i));
    self[kOnChange]?.(type, list.length - 1);
  };

  const dispatch = (self, e) => {
    const s = e[kEvent];
    s.dispatching = true;
    s.target = s.current = self;
    s.phase = 2;
    const list = self[kListeners].get(s.type);
    if (list && !s.stop) {
      const snapshot = list.slice();
      run(snapshot.filter((l) => l.capture), self, e, s);
      if (!s.stop) run(snapshot.filter((l) => !l.capture), self, e, s);
    }
    s.dispatching = s.stop = s.stopNow = false;
    s.phase = 0;
    s.current = null;
    return !s.canceled;
  };

  const run = (list, self, e, s) => {
    for (const l of list) {
      if (s.stopNow) return;
      if (l.removed) continue;
      if (l.once) remove(self, s.type, l.callback, l.capture);
      s.passive = l.passive;
      try {
        if (typeof l.callback === 'function') l.callback.call(self, e);
        else {
          const handle = l.callback.handleEvent;
          if (typeof handle !== 'function') throw new TypeError('EventListener.handleEvent is not a function');
          handle.call(l.callback, e);
        }
      } catch (error) {
        internal.reportException(error);
      }
      s.passive = false;
    }
  };

  // handler defines an event handler attribute such as onabort.
  const handler = (Class, type) => {
    const key = Symbol(`on${type}`);
    const names = `on${type}`;
    const accessor = {
      get [names]() { return target(this)[key]?.value ?? null; },
      set [names](value) {
        const self = target(this);
        const fn = internal.isObject(value) ? value : null;
        const old = self[key];
        if (old) {
          old.value = fn;
          if (!fn) {
            self.removeEventListener(type, old.listener);
            self[key] = undefined;
          }
          return;
        }
        if (!fn) return;
        const slot = { value: fn, listener: null };
        slot.listener = function (e) {
          if (typeof slot.value !== 'function') return;
          if (slot.value.call(this, e) === false) e.preventDefault();
        };
        Object.defineProperty(self, key, { value: slot, writable: true, configurable: true });
        self.addEventListener(type, slot.listener);
      },
    };
    const d = Object.getOwnPropertyDescriptor(accessor, names);
    Object.defineProperty(Class.prototype, names, { get: d.get, set: d.set, enumerable: true, configurable: true });
  };

  // Aborting.
  const kAbort = Symbol('abort');
  const kMake = Symbol('make');
  const signal = (v) => {
    const s = v === null || v === undefined ? undefined : v[kAbort];
    if (!s) throw code(new TypeError('Value of "this" must be of type AbortSignal'), 'ERR_INVALID_THIS');
    return s;
  };

  class AbortSignal extends EventTarget {
    constructor(token = undefined) {
      if (token !== kMake) throw code(new TypeError('Illegal constructor'), 'ERR_ILLEGAL_CONSTRUCTOR');
      super();
      Object.defineProperty(this, kAbort, { value: { aborted: false, reason: undefined, algorithms: null, dependents: null, sources: null } });
    }
    get aborted() { return signal(this).aborted; }
    get reason() { return signal(this).reason; }
    throwIfAborted() {
      const s = signal(this);
      if (s.aborted) throw s.reason;
    }
    static abort(reason = undefined) {
      const made = new AbortSignal(kMake);
      const s = made[kAbort];
      s.aborted = true;
      s.reason = reason === undefined ? abortError() : reason;
      return made;
    }
    static timeout(delay) {
      if (arguments.length < 1) throw argType('delay', 'of type number', undefined);
      const ms = +delay;
      if (!Number.isInteger(ms)) throw code(new RangeError(`The value of "delay" is out of range. It must be an integer. Received ${internal.quoted(delay)}`), 'ERR_OUT_OF_RANGE');
      if (ms < 0 || ms > 4294967295) throw code(new RangeError(`The value of "delay" is out of range. It must be >= 0 && <= 4294967295. Received ${ms}`), 'ERR_OUT_OF_RANGE');
      const made = new AbortSignal(kMake);
      internal.setTimeout(() => abort(made, new internal.DOMException('The operation was aborted due to timeout', 'TimeoutError')), ms);
      return made;
    }
    static any(signals) {
      if (arguments.length < 1) throw argType('signals', 'an instance of Array', undefined);
      if (!internal.isObject(signals) || typeof signals[Symbol.iterator] !== 'function') {
        throw argType('signals', 'an instance of Array', signals);
      }
      const list = [...signals];
      list.forEach((v, i) => {
        if (!internal.isObject(v) || !v[kAbort]) throw argType(`signals[${i}]`, 'an instance of AbortSignal', v);
      });
      return dependent(list);
    }
  }
  Object.defineProperty(AbortSignal, 'length', { value: 0, configurable: true });
  idl(AbortSignal);
  internal.inspectable(AbortSignal, (s) => ({ aborted: s.aborted }));
  handler(AbortSignal, 'abort');

  const dependent = (list) => {
    const made = new AbortSignal(kMake);
    const s = made[kAbort];
    const first = list.find((v) => v[kAbort].aborted);
    if (first) {
      s.aborted = true;
      s.reason = first[kAbort].reason;
      return made;
    }
    const sources = new Set();
    for (const v of list) {
      for (const source of v[kAbort].sources ?? [v]) sources.add(source);
    }
    s.sources = sources;
    for (const source of sources) (source[kAbort].dependents ??= new Set()).add(made);
    return made;
  };

  const abortError = () => new internal.DOMException('This operation was aborted', 'AbortError');

  const abort = (target, reason) => {
    const s = target[kAbort];
    if (s.aborted) return;
    s.aborted = true;
    s.reason = reason === undefined ? abortError() : reason;
    const hit = [];
    for (const d of s.dependents ?? []) {
      if (d[kAbort].aborted) continue;
      d[kAbort].aborted = true;
      d[kAbort].reason = s.reason;
      hit.push(d);
    }
    fire(target);
    hit.forEach(fire);
  };

  const fire = (target) => {
    const s = target[kAbort];
    const algorithms = s.algorithms ?? [];
    s.algorithms = null;
    for (const algorithm of algorithms) algorithm();
    if (target[kListeners].size === 0) return;
    const e = new Event('abort');
    e[kEvent].trusted = true;
    dispatch(target, e);
  };

  const addAlgorithm = (target, algorithm) => {
    const s = target[kAbort];
    if (s.aborted) return;
    (s.algorithms ??= new Set()).add(algorithm);
  };

  const kSignal = Symbol('signal');
  const controller = (v) => {
    if (v === null || v === undefined || !v[kSignal]) throw code(new TypeError('Value of "this" must be of type AbortController'), 'ERR_INVALID_THIS');
    return v[kSignal];
  };
  class AbortController {
    constructor() { Object.defineProperty(this, kSignal, { value: new AbortSignal(kMake) }); }
    get signal() { return controller(this); }
    abort(reason = undefined) { abort(controller(this), reason); }
  }
  idl(AbortController);
  internal.inspectable(AbortController, (c) => ({ signal: c.signal }));

  expose('Event', Event);
  expose('EventTarget', EventTarget);
  expose('CustomEvent', CustomEvent);
  expose('AbortSignal', AbortSignal);
  expose('AbortController', AbortController);
  Object.assign(internal, {
    eventHandler: handler, abortSignal: abort, addAbortAlgorithm: addAlgorithm, dependentSignal: dependent,
    removeAbortAlgorithm: (t, algorithm) => t[kAbort].algorithms?.delete(algorithm),
    newSignal: () => new AbortSignal(kMake),
    // releaseSignal unhooks a dependent signal from its sources, which may live
    // as long as the program.
    releaseSignal(t) {
      for (const source of t[kAbort].sources ?? []) source[kAbort].dependents?.delete(t);
    },
    isSignal: (v) => internal.isObject(v) && !!v[kAbort],
    // fireEvent dispatches a trusted event.
    fireEvent(self, e) {
      e[kEvent].trusted = true;
      return dispatch(target(self), e);
    },
    listenersChanged: kOnChange,
  });
})

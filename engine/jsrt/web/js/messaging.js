// MessageChannel, MessagePort and BroadcastChannel inside one machine
// (https://html.spec.whatwg.org/multipage/web-messaging.html).
(function (host, internal) {
  'use strict';
  const { idl, expose, code, isObject } = internal;
  internal.load('clone');
  const kMake = Symbol('make');
  const missing = (text) => code(new TypeError(`The ${text} must be specified`), 'ERR_MISSING_ARGS');

  class MessageEvent extends internal.Event {
    #init;
    constructor(type, eventInitDict = undefined) {
      if (arguments.length === 0) throw missing('"type" argument');
      super(type, eventInitDict);
      const o = eventInitDict ?? {};
      this.#init = { data: o.data === undefined ? null : o.data, origin: `${o.origin ?? ''}`, lastEventId: `${o.lastEventId ?? ''}`, source: o.source ?? null, ports: Object.freeze([...(o.ports ?? [])]) };
    }
    get data() { return this.#init.data; }
    get origin() { return this.#init.origin; }
    get lastEventId() { return this.#init.lastEventId; }
    get source() { return this.#init.source; }
    get ports() { return this.#init.ports; }
    initMessageEvent(type, bubbles = false, cancelable = false, data = null, origin = '', lastEventId = '', source = null, ports = []) {
      if (arguments.length === 0) throw missing('"type" argument');
      this.initEvent(type, bubbles, cancelable);
      this.#init = { data, origin, lastEventId, source, ports: Object.freeze([...ports]) };
    }
  }
  idl(MessageEvent);

  // An end of a channel. The port object in front of it changes when it is
  // transferred; the end and its queue stay.
  class End {
    constructor() {
      this.other = null;
      this.port = null;
      this.queue = [];
      this.started = false;
      this.scheduled = false;
      this.closed = false;
    }
    post(item) {
      if (this.closed) return;
      this.queue.push(item);
      this.pump();
    }
    pump() {
      if (!this.started || this.scheduled || this.queue.length === 0) return;
      this.scheduled = true;
      globalThis.setImmediate(() => {
        this.scheduled = false;
        if (!this.started || this.closed) return;
        const item = this.queue.shift();
        if (item) internal.fireEvent(this.port, new MessageEvent('message', item));
        this.pump();
      });
    }
  }

  let endOf;
  let portFor;
  class MessagePort extends internal.EventTarget {
    #end;
    constructor(token = undefined) {
      if (token !== kMake) throw code(new TypeError('Constructor cannot be called'), 'ERR_CONSTRUCT_CALL_INVALID');
      super();
    }
    static {
      endOf = (p) => (isObject(p) && #end in p ? p.#end : null);
      portFor = (end) => {
        const p = new MessagePort(kMake);
        p.#end = end;
        end.port = p;
        return p;
      };
      internal.transferOf = (p) => {
        if (!isObject(p) || !(#end in p)) return null;
        if (!p.#end) return () => { throw new internal.DOMException('MessagePort in transfer list is already detached', 'DataCloneError'); };
        return () => {
          const end = p.#end;
          p.#end = null;
          end.started = false;
          return portFor(end);
        };
      };
    }
    postMessage(message, options = undefined) {
      if (arguments.length === 0) throw missing('"message" argument');
      const transfer = Array.isArray(options) ? options : [...(options?.transfer ?? [])];
      if (transfer.includes(this)) throw new internal.DOMException('Transfer list contains source port', 'DataCloneError');
      const end = this.#end;
      const { value, ports } = internal.cloneWith(message, transfer);
      end?.other?.post({ data: value, ports: ports.filter((p) => endOf(p)) });
    }
    start() {
      if (!this.#end) return;
      this.#end.started = true;
      this.#end.pump();
    }
    close() {
      const end = this.#end;
      if (!end || end.closed) return;
      end.closed = true;
      const { other } = end;
      for (const e of [end, other]) {
        if (e?.port) globalThis.setImmediate(() => internal.fireEvent(e.port, new internal.Event('close')));
      }
      if (other) other.other = null;
      end.other = null;
    }
    ref() {}
    unref() {}
  }
  idl(MessagePort);
  internal.eventHandler(MessagePort, 'message');
  internal.eventHandler(MessagePort, 'messageerror');
  // Setting onmessage starts the port, as does Node's on('message').
  const d = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
  Object.defineProperty(MessagePort.prototype, 'onmessage', { ...d, set(value) { d.set.call(this, value); this.start(); } });
  const on = function (type, listener) {
    this.addEventListener(type, type === 'message' ? (e) => listener(e.data) : listener);
    if (type === 'message') this.start();
    return this;
  };
  Object.defineProperty(MessagePort.prototype, 'on', { value: on, writable: true, configurable: true, enumerable: false });

  class MessageChannel {
    #ports;
    constructor() {
      const a = new End();
      const b = new End();
      a.other = b;
      b.other = a;
      this.#ports = [portFor(a), portFor(b)];
    }
    get port1() { return this.#ports[0]; }
    get port2() { return this.#ports[1]; }
  }
  idl(MessageChannel);

  const channels = new Map();
  class BroadcastChannel extends internal.EventTarget {
    #name;
    #closed = false;
    constructor(name) {
      if (arguments.length === 0) throw missing('"name" argument');
      super();
      this.#name = `${name}`;
      if (!channels.has(this.#name)) channels.set(this.#name, new Set());
      channels.get(this.#name).add(this);
    }
    get name() { return this.#name; }
    postMessage(message) {
      if (arguments.length === 0) throw missing('"message" argument');
      if (this.#closed) throw new internal.DOMException('BroadcastChannel is closed.', 'InvalidStateError');
      for (const other of channels.get(this.#name)) {
        if (other === this) continue;
        const { value } = internal.cloneWith(message, []);
        globalThis.setImmediate(() => {
          if (!other.#closed) internal.fireEvent(other, new MessageEvent('message', { data: value }));
        });
      }
    }
    close() {
      this.#closed = true;
      channels.get(this.#name)?.delete(this);
    }
    ref() { return this; }
    unref() { return this; }
  }
  idl(BroadcastChannel);
  internal.eventHandler(BroadcastChannel, 'message');
  internal.eventHandler(BroadcastChannel, 'messageerror');

  expose('MessageEvent', MessageEvent);
  expose('MessagePort', MessagePort);
  expose('MessageChannel', MessageChannel);
  expose('BroadcastChannel', BroadcastChannel);
})

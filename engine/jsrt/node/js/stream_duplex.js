// Duplex, Transform and PassThrough.
import { tick } from "signalbox:node/machine";
import { nodeError, invalidArgType } from "signalbox:node/errors";
import { abortWith, Readable } from "signalbox:node/stream_readable";
import { methods, properties, Writable } from "signalbox:node/stream_writable";
import { destroyer } from "signalbox:node/stream_destroy";

export function Duplex(options) {
  if (!(this instanceof Duplex)) return new Duplex(options);
  this.allowHalfOpen = options?.allowHalfOpen !== false;
  Readable.call(this, options);
  Writable.call(this, options);
  if (options?.readable === false) Object.assign(this._readableState, { readable: false, ended: true, endEmitted: true });
  if (options?.writable === false) Object.assign(this._writableState, { writable: false, ending: true, ended: true, finished: true });
  if (options?.signal) abortWith(options.signal, this);
}
Object.setPrototypeOf(Duplex.prototype, Readable.prototype);
Object.setPrototypeOf(Duplex, Readable);
Object.defineProperty(Duplex.prototype, "_isDuplex", { value: true });
for (const [name, fn] of Object.entries(methods)) if (name !== "pipe") Duplex.prototype[name] = fn;
Duplex.prototype._writev = null;
Duplex.prototype.destroy = Writable.prototype.destroy;
Object.defineProperties(Duplex.prototype, {
  ...properties,
  destroyed: {
    configurable: true, enumerable: false,
    get() { return this._readableState === undefined || this._writableState === undefined ? false : this._readableState.destroyed && this._writableState.destroyed; },
    set(v) { if (this._readableState && this._writableState) this._readableState.destroyed = this._writableState.destroyed = v; },
  },
});

// from makes a Duplex of a pair, an iterable, a function or a promise.
Duplex.from = function (body) {
  if (body instanceof Duplex) return body;
  if (typeof body === "function") return fromFunction(body);
  if (body?.readable instanceof Readable || body?.writable instanceof Writable) return fromPair(body);
  if (typeof body?.then === "function") return Duplex.from((async function* () { const v = await body; if (v != null) yield v; })());
  if (body == null || (typeof body !== "string" && !body[Symbol.asyncIterator] && !body[Symbol.iterator])) throw invalidArgType("stream", ["Blob", "ReadableStream", "WritableStream", "Stream", "Iterable", "AsyncIterable", "Function", "{ readable, writable } pair", "Promise"], body);
  return fromPair({ readable: Readable.from(body) });
};

function fromPair({ readable, writable }) {
  const out = new Duplex({
    readableObjectMode: !!readable?.readableObjectMode, writableObjectMode: !!writable?.writableObjectMode, readable: !!readable, writable: !!writable,
    read() { readable?.resume(); },
    write(chunk, encoding, done) { if (writable.write(chunk, encoding)) done(); else writable.once("drain", done); },
    final(done) { writable.end(done); },
    destroy(err, done) { destroyer(readable, err); destroyer(writable, err); done(err); },
  });
  readable?.on("data", (chunk) => { if (!out.push(chunk)) readable.pause(); });
  readable?.on("end", () => out.push(null));
  for (const side of [readable, writable]) side?.on("error", (err) => out.destroy(err));
  return out;
}

function fromFunction(fn) {
  const input = new PassThrough({ objectMode: true });
  const result = fn(input);
  if (result?.[Symbol.asyncIterator] || result?.[Symbol.iterator]) return fromPair({ readable: Readable.from(result), writable: input });
  if (typeof result?.then === "function") return fromPair({ readable: Readable.from((async function* () { const v = await result; if (v != null) yield v; })()), writable: input });
  throw nodeError(TypeError, "ERR_INVALID_RETURN_VALUE", 'Expected Iterable, AsyncIterable or AsyncFunction to be returned from the "body" function but got type ' + `${typeof result}.`);
}

const kPending = Symbol("transform callback");

export function Transform(options) {
  if (!(this instanceof Transform)) return new Transform(options);
  const hwm = options ? options.readableHighWaterMark ?? options.highWaterMark : undefined;
  if (hwm === 0) options = { ...options, highWaterMark: null, readableHighWaterMark: hwm, writableHighWaterMark: options.writableHighWaterMark || 0 };
  Duplex.call(this, options);
  this._readableState.sync = false;
  this[kPending] = null;
  if (options) {
    if (typeof options.transform === "function") this._transform = options.transform;
    if (typeof options.flush === "function") this._flush = options.flush;
  }
  this.on("prefinish", function () { if (this._final !== final) final.call(this); });
}
Object.setPrototypeOf(Transform.prototype, Duplex.prototype);
Object.setPrototypeOf(Transform, Duplex);

function final(done) {
  if (typeof this._flush !== "function" || this.destroyed) {
    this.push(null);
    if (done) done();
    return;
  }
  this._flush((err, data) => {
    if (err) { if (done) done(err); else this.destroy(err); return; }
    if (data != null) this.push(data);
    this.push(null);
    if (done) done();
  });
}

Transform.prototype._final = final;
Transform.prototype._transform = function () { throw nodeError(Error, "ERR_METHOD_NOT_IMPLEMENTED", "The _transform() method is not implemented"); };
Transform.prototype._write = function (chunk, encoding, done) {
  const r = this._readableState, w = this._writableState, before = r.length;
  this._transform(chunk, encoding, (err, value) => {
    if (err) { done(err); return; }
    if (value != null) this.push(value);
    if (r.ended || before === r.length || r.length < r.highWaterMark || (w.ended && r.length === 0)) done();
    else this[kPending] = done;
  });
};
Transform.prototype._read = function () {
  const pending = this[kPending];
  if (pending) { this[kPending] = null; pending(); }
};

export function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);
PassThrough.prototype._transform = function (chunk, encoding, done) { done(null, chunk); };

// duplexPair joins two Duplexes back to back.
export function duplexPair(options) {
  const make = () => new Duplex({
    ...options,
    read() { const done = this.resumePeer; if (done) { this.resumePeer = null; done(); } },
    write(chunk, encoding, done) {
      if (chunk.length === 0) tick(done);
      else { this.peer.push(chunk); this.peer.resumePeer = done; }
    },
    final(done) { this.peer.on("end", done); this.peer.push(null); },
  });
  const a = make(), b = make();
  a.peer = b;
  b.peer = a;
  return [a, b];
}

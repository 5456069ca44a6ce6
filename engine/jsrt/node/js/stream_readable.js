// Readable. What it does when, and in which tick, follows Node 20, because
// packages rely on the order of events.
import { tick } from "signalbox:node/machine";
import { Buffer } from "node:buffer";
import EventEmitter from "node:events";
import { StringDecoder } from "node:string_decoder";
import { AbortError, invalidArgType, nodeError } from "signalbox:node/errors";
import { construct, destroy, destroyer, errorOrDestroy, undestroy } from "signalbox:node/stream_destroy";
import { finished } from "signalbox:node/stream_finished";
import { Stream } from "signalbox:node/stream_legacy";
import { installPipe } from "signalbox:node/stream_pipe";

const sizes = { bytes: 16 * 1024, objects: 16 };
export const getDefaultHighWaterMark = (objectMode) => (objectMode ? sizes.objects : sizes.bytes);
export function setDefaultHighWaterMark(objectMode, value) { sizes[objectMode ? "objects" : "bytes"] = value; }

// highWaterMark reads the option of one side of a stream.
export function highWaterMark(objectMode, options, sideKey, isDuplex) {
  const given = options?.highWaterMark ?? (isDuplex ? options?.[sideKey] : null);
  if (given == null) return getDefaultHighWaterMark(objectMode);
  if (!Number.isInteger(given) || given < 0) {
    const name = isDuplex && options.highWaterMark == null ? `options.${sideKey}` : "options.highWaterMark";
    throw nodeError(TypeError, "ERR_INVALID_ARG_VALUE", `The property '${name}' is invalid. Received ${given}`);
  }
  return Math.floor(given);
}

export class ReadableState {
  constructor(options, stream, isDuplex) {
    this.objectMode = !!options?.objectMode || (isDuplex && !!options?.readableObjectMode);
    this.highWaterMark = highWaterMark(this.objectMode, options, "readableHighWaterMark", isDuplex);
    this.buffer = [];
    this.length = 0;
    this.pipes = [];
    this.flowing = null;
    this.ended = this.endEmitted = this.reading = false;
    this.constructed = this.sync = true;
    this.needReadable = this.emittedReadable = this.readableListening = this.resumeScheduled = false;
    this.errorEmitted = false;
    this.emitClose = options?.emitClose !== false;
    this.autoDestroy = options?.autoDestroy !== false;
    this.destroyed = this.closed = this.closeEmitted = false;
    this.errored = null;
    this.defaultEncoding = options?.defaultEncoding || "utf8";
    this.awaitDrain = new Set();
    this.readingMore = this.dataEmitted = false;
    this.decoder = null;
    this.encoding = null;
    if (options?.encoding) { this.decoder = new StringDecoder(options.encoding); this.encoding = options.encoding; }
  }
  get paused() { return this.pausedFlag === true; }
  get pipesCount() { return this.pipes.length; }
}

export function Readable(options) {
  if (!(this instanceof Readable)) return new Readable(options);
  const isDuplex = options?.isDuplexOf ?? this._isDuplex === true;
  this._readableState = new ReadableState(options, this, isDuplex);
  if (options) {
    if (typeof options.read === "function") this._read = options.read;
    if (typeof options.destroy === "function") this._destroy = options.destroy;
    if (typeof options.construct === "function") this._construct = options.construct;
    if (options.signal && !isDuplex) abortWith(options.signal, this);
  }
  Stream.call(this, options);
  construct(this, () => { if (this._readableState.needReadable) maybeReadMore(this, this._readableState); });
}
Object.setPrototypeOf(Readable.prototype, Stream.prototype);
Object.setPrototypeOf(Readable, Stream);
Readable.ReadableState = ReadableState;

export function abortWith(signal, stream) {
  const onAbort = () => stream.destroy(new AbortError(undefined, { cause: signal.reason }));
  if (signal.aborted) onAbort();
  else {
    signal.addEventListener("abort", onAbort, { once: true });
    finished(stream, () => signal.removeEventListener("abort", onAbort));
  }
  return stream;
}

const proto = Readable.prototype;
proto.destroy = destroy;
proto._undestroy = undestroy;
proto._destroy = function (err, done) { done(err); };
proto[EventEmitter.captureRejectionSymbol] = function (err) { this.destroy(err); };
proto.push = function (chunk, encoding) { return addChunk(this, chunk, encoding, false); };
proto.unshift = function (chunk, encoding) { return addChunk(this, chunk, encoding, true); };
proto._read = function () { throw nodeError(Error, "ERR_METHOD_NOT_IMPLEMENTED", "The _read() method is not implemented"); };
proto.isPaused = function () { return this._readableState.paused || this._readableState.flowing === false; };
proto.setEncoding = function (encoding) {
  const state = this._readableState;
  state.decoder = new StringDecoder(encoding);
  state.encoding = state.decoder.encoding;
  const text = state.buffer.map((chunk) => state.decoder.write(chunk)).join("");
  state.buffer = text === "" ? [] : [text];
  state.length = text.length;
  return this;
};

// asBytes turns a chunk of a byte stream into a Buffer, or complains.
function asBytes(state, chunk, encoding, front) {
  if (typeof chunk === "string") {
    encoding ||= state.defaultEncoding;
    if (state.encoding === encoding) return [chunk, encoding];
    if (front && state.encoding) return [Buffer.from(chunk, encoding).toString(state.encoding), encoding];
    return [Buffer.from(chunk, encoding), ""];
  }
  if (chunk instanceof Buffer || chunk === null) return [chunk, ""];
  if (ArrayBuffer.isView(chunk)) return [Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), ""];
  if (chunk === undefined) return [chunk, ""];
  throw invalidArgType("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
}

function addChunk(stream, chunk, encoding, front) {
  const state = stream._readableState;
  if (!state.objectMode) {
    try { [chunk, encoding] = asBytes(state, chunk, encoding, front); } catch (err) { errorOrDestroy(stream, err); return false; }
  }
  if (chunk === null) {
    state.reading = false;
    onEnd(stream, state);
  } else if (state.objectMode || chunk?.length > 0) {
    if (front) {
      if (state.endEmitted) errorOrDestroy(stream, nodeError(Error, "ERR_STREAM_UNSHIFT_AFTER_END_EVENT", "stream.unshift() after end event"));
      else if (state.destroyed || state.errored) return false;
      else store(stream, state, chunk, true);
    } else if (state.ended) errorOrDestroy(stream, nodeError(Error, "ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF"));
    else if (state.destroyed || state.errored) return false;
    else {
      state.reading = false;
      if (state.decoder && !encoding) chunk = state.decoder.write(chunk);
      if (state.objectMode || chunk.length !== 0) store(stream, state, chunk, false);
      else maybeReadMore(stream, state);
    }
  } else if (!front) {
    state.reading = false;
    maybeReadMore(stream, state);
  }
  return !state.ended && (state.length < state.highWaterMark || state.length === 0);
}

function store(stream, state, chunk, front) {
  if (state.flowing && state.length === 0 && !state.sync && stream.listenerCount("data") > 0) {
    state.awaitDrain.clear();
    state.dataEmitted = true;
    stream.emit("data", chunk);
  } else {
    state.length += state.objectMode ? 1 : chunk.length;
    if (front) state.buffer.unshift(chunk);
    else state.buffer.push(chunk);
    if (state.needReadable) emitReadable(stream);
  }
  maybeReadMore(stream, state);
}

function howMuch(n, state) {
  if (n <= 0 || (state.length === 0 && state.ended)) return 0;
  if (state.objectMode) return 1;
  if (Number.isNaN(n)) return state.flowing && state.length ? state.buffer[0].length : state.length;
  if (n <= state.length) return n;
  return state.ended ? state.length : 0;
}

proto.read = function (n) {
  n = n === undefined ? NaN : Number.isInteger(n) ? n : Number.parseInt(n, 10);
  const state = this._readableState, asked = n;
  if (n > state.highWaterMark) state.highWaterMark = nextPower(n);
  if (n !== 0) state.emittedReadable = false;
  if (n === 0 && state.needReadable && ((state.highWaterMark !== 0 ? state.length >= state.highWaterMark : state.length > 0) || state.ended)) {
    if (state.length === 0 && state.ended) endReadable(this);
    else emitReadable(this);
    return null;
  }
  n = howMuch(n, state);
  if (n === 0 && state.ended) {
    if (state.length === 0) endReadable(this);
    return null;
  }
  let wanted = state.needReadable || state.length === 0 || state.length - n < state.highWaterMark;
  if (state.ended || state.reading || state.destroyed || state.errored || !state.constructed) wanted = false;
  if (wanted) {
    callRead(this, state);
    if (!state.reading) n = howMuch(asked, state);
  }
  const out = n > 0 ? take(n, state) : null;
  if (out === null) {
    state.needReadable = state.length <= state.highWaterMark;
    n = 0;
  } else {
    state.length -= n;
    state.awaitDrain.clear();
  }
  if (state.length === 0) {
    if (!state.ended) state.needReadable = true;
    if (asked !== n && state.ended) endReadable(this);
  }
  if (out !== null && !state.errorEmitted && !state.closeEmitted) {
    state.dataEmitted = true;
    this.emit("data", out);
  }
  return out;
};

function nextPower(n) {
  if (n > 0x40000000) throw nodeError(RangeError, "ERR_OUT_OF_RANGE", `The value of "size" is out of range. It must be <= 1GiB. Received ${n}`);
  return 2 ** Math.ceil(Math.log2(n));
}

function callRead(stream, state) {
  state.reading = state.sync = true;
  if (state.length === 0) state.needReadable = true;
  try { stream._read(state.highWaterMark); } catch (err) { errorOrDestroy(stream, err); }
  state.sync = false;
}

// take removes n bytes (or one object) from the buffer.
function take(n, state) {
  if (state.length === 0) return null;
  if (state.objectMode) return state.buffer.shift();
  if (!n || n >= state.length) {
    const all = state.buffer;
    state.buffer = [];
    if (state.decoder) return all.join("");
    return all.length === 1 ? all[0] : Buffer.concat(all, state.length);
  }
  const parts = [];
  while (n > 0) {
    const first = state.buffer[0];
    if (first.length <= n) { parts.push(first); state.buffer.shift(); n -= first.length; continue; }
    parts.push(first.slice(0, n));
    state.buffer[0] = first.slice(n);
    n = 0;
  }
  if (state.decoder) return parts.join("");
  return parts.length === 1 ? parts[0] : Buffer.concat(parts);
}

function onEnd(stream, state) {
  if (state.ended) return;
  const rest = state.decoder?.end();
  if (rest?.length) {
    state.buffer.push(rest);
    state.length += state.objectMode ? 1 : rest.length;
  }
  state.ended = true;
  if (state.sync) emitReadable(stream);
  else {
    state.needReadable = false;
    state.emittedReadable = true;
    emitReadableNow(stream);
  }
}

function emitReadable(stream) {
  const state = stream._readableState;
  state.needReadable = false;
  if (state.emittedReadable) return;
  state.emittedReadable = true;
  tick(emitReadableNow, stream);
}

function emitReadableNow(stream) {
  const state = stream._readableState;
  if (!state.destroyed && !state.errored && (state.length || state.ended)) {
    stream.emit("readable");
    state.emittedReadable = false;
  }
  state.needReadable = !state.flowing && !state.ended && state.length <= state.highWaterMark;
  flow(stream);
}

function maybeReadMore(stream, state) {
  if (state.readingMore || !state.constructed) return;
  state.readingMore = true;
  tick(() => {
    while (!state.reading && !state.ended && (state.length < state.highWaterMark || (state.flowing && state.length === 0))) {
      const before = state.length;
      stream.read(0);
      if (before === state.length) break;
    }
    state.readingMore = false;
  });
}

function flow(stream) {
  const state = stream._readableState;
  while (state.flowing && stream.read() !== null);
}

function endReadable(stream) {
  const state = stream._readableState;
  if (state.endEmitted) return;
  state.ended = true;
  tick(endNow, state, stream);
}

function endNow(state, stream) {
  if (state.errored || state.closeEmitted || state.endEmitted || state.length !== 0) return;
  state.endEmitted = true;
  stream.emit("end");
  const w = stream._writableState;
  if (stream.writable && stream.allowHalfOpen === false) {
    tick(() => { if (stream.writable && !stream.writableEnded && !stream.destroyed) stream.end(); });
  } else if (state.autoDestroy && (!w || (w.autoDestroy && (w.finished || w.writable === false)))) stream.destroy();
}

proto.on = function (name, listener) {
  const result = Stream.prototype.on.call(this, name, listener);
  const state = this._readableState;
  if (name === "data") {
    state.readableListening = this.listenerCount("readable") > 0;
    if (state.flowing !== false) this.resume();
  } else if (name === "readable" && !state.endEmitted && !state.readableListening) {
    state.readableListening = state.needReadable = true;
    state.flowing = false;
    state.emittedReadable = false;
    if (state.length) emitReadable(this);
    else if (!state.reading) tick(() => this.read(0));
  }
  return result;
};
proto.addListener = proto.on;

function updateListening(stream) {
  const state = stream._readableState;
  state.readableListening = stream.listenerCount("readable") > 0;
  if (state.resumeScheduled && state.pausedFlag === false) state.flowing = true;
  else if (stream.listenerCount("data") > 0) stream.resume();
  else if (!state.readableListening) state.flowing = null;
}
proto.removeListener = function (name, listener) {
  const result = Stream.prototype.removeListener.call(this, name, listener);
  if (name === "readable") tick(updateListening, this);
  return result;
};
proto.off = proto.removeListener;
proto.removeAllListeners = function (name) {
  const result = Stream.prototype.removeAllListeners.apply(this, arguments);
  if (name === "readable" || name === undefined) tick(updateListening, this);
  return result;
};

proto.resume = function () {
  const state = this._readableState;
  if (!state.flowing) {
    state.flowing = !state.readableListening;
    if (!state.resumeScheduled) {
      state.resumeScheduled = true;
      tick(() => {
        if (!state.reading) this.read(0);
        state.resumeScheduled = false;
        this.emit("resume");
        flow(this);
        if (state.flowing && !state.reading) this.read(0);
      });
    }
  }
  state.pausedFlag = false;
  return this;
};
proto.pause = function () {
  if (this._readableState.flowing !== false) {
    this._readableState.flowing = false;
    this.emit("pause");
  }
  this._readableState.pausedFlag = true;
  return this;
};

installPipe(proto);

proto.wrap = function (old) {
  let paused = false;
  old.on("data", (chunk) => { if (!this.push(chunk) && old.pause) { paused = true; old.pause(); } });
  old.on("end", () => this.push(null));
  old.on("error", (err) => errorOrDestroy(this, err));
  old.on("close", () => destroyer(this));
  old.on("destroy", () => destroyer(this));
  this._read = () => { if (paused && old.resume) { paused = false; old.resume(); } };
  return this;
};

proto[Symbol.asyncIterator] = function () { return iterate(this); };
proto.iterator = function (options) { return iterate(this, options); };

async function* iterate(stream, options) {
  if (typeof stream.read !== "function") stream = new Readable({ objectMode: true }).wrap(stream);
  let wake = () => {}, failure;
  const onReadable = function (resolve) {
    if (this === stream) { wake(); wake = () => {}; } else wake = resolve;
  };
  stream.on("readable", onReadable);
  const stop = finished(stream, { writable: false }, (err) => { failure = err ?? null; wake(); wake = () => {}; });
  try {
    for (;;) {
      const chunk = stream.destroyed ? null : stream.read();
      if (chunk !== null) yield chunk;
      else if (failure) throw failure;
      else if (failure === null) return;
      else await new Promise(onReadable);
    }
  } catch (err) {
    failure = err;
    throw err;
  } finally {
    if ((failure || options?.destroyOnReturn !== false) && (failure === undefined || stream._readableState.autoDestroy)) destroyer(stream, null);
    else { stream.removeListener("readable", onReadable); stop(); }
  }
}

const view = (get, set) => ({ enumerable: false, configurable: true, get, set });
Object.defineProperties(proto, {
  readable: view(function () {
    const r = this._readableState;
    return !!r && r.readable !== false && !r.destroyed && !r.errorEmitted && !r.endEmitted;
  }, function (value) { if (this._readableState) this._readableState.readable = !!value; }),
  readableDidRead: view(function () { return this._readableState.dataEmitted; }),
  readableAborted: view(function () {
    const r = this._readableState;
    return r.readable !== false && (r.destroyed || r.errored) && !r.endEmitted ? true : false;
  }),
  readableHighWaterMark: view(function () { return this._readableState.highWaterMark; }),
  readableBuffer: view(function () { return this._readableState?.buffer; }),
  readableFlowing: view(function () { return this._readableState.flowing; }, function (v) { if (this._readableState) this._readableState.flowing = v; }),
  readableLength: view(function () { return this._readableState.length; }),
  readableObjectMode: view(function () { return this._readableState?.objectMode ?? false; }),
  readableEncoding: view(function () { return this._readableState?.encoding ?? null; }),
  errored: view(function () { return this._readableState?.errored ?? null; }),
  closed: view(function () { return this._readableState?.closed ?? false; }),
  destroyed: view(function () { return this._readableState?.destroyed ?? false; }, function (v) { if (this._readableState) this._readableState.destroyed = v; }),
  readableEnded: view(function () { return this._readableState?.endEmitted ?? false; }),
});

// from makes a Readable of an iterable, a string or bytes.
Readable.from = function (iterable, options) {
  if (typeof iterable === "string" || iterable instanceof Buffer) {
    return new Readable({ objectMode: true, ...options, read() { this.push(iterable); this.push(null); } });
  }
  const async = iterable?.[Symbol.asyncIterator];
  const iterator = async ? iterable[Symbol.asyncIterator]() : iterable?.[Symbol.iterator]?.();
  if (!iterator) throw invalidArgType("iterable", ["Iterable"], iterable);
  const stream = new Readable({ objectMode: true, highWaterMark: 1, ...options });
  let reading = false;
  stream._read = () => { if (!reading) { reading = true; next(); } };
  stream._destroy = (err, done) => {
    close(err).then(() => tick(done, err), (er) => tick(done, er || err));
  };
  async function close(err) {
    if (err != null && typeof iterator.throw === "function") {
      const { value, done } = await iterator.throw(err);
      await value;
      if (done) return;
    }
    if (typeof iterator.return === "function") await (await iterator.return())?.value;
  }
  async function next() {
    for (;;) {
      try {
        const { value, done } = async ? await iterator.next() : iterator.next();
        if (done) { stream.push(null); return; }
        const chunk = value && typeof value.then === "function" ? await value : value;
        if (chunk === null) { reading = false; throw nodeError(TypeError, "ERR_STREAM_NULL_VALUES", "May not write null values to stream"); }
        if (!stream.push(chunk)) { reading = false; return; }
      } catch (err) { stream.destroy(err); return; }
    }
  }
  return stream;
};
Readable.wrap = (source, options) => new Readable({ objectMode: source.readableObjectMode ?? source.objectMode ?? true, ...options, destroy(err, done) { destroyer(source, err); done(err); } }).wrap(source);
Readable._fromList = take;

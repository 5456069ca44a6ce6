// Writable.
import { tick } from "signalbox:node/machine";
import { Buffer } from "node:buffer";
import EventEmitter from "node:events";
import { invalidArgType, nodeError, unknownEncoding } from "signalbox:node/errors";
import { construct, destroy, errorOrDestroy, undestroy } from "signalbox:node/stream_destroy";
import { abortWith, highWaterMark } from "signalbox:node/stream_readable";
import { Stream } from "signalbox:node/stream_legacy";

const nop = () => {};

export class WritableState {
  constructor(options, stream, isDuplex) {
    this.objectMode = !!options?.objectMode || (isDuplex && !!options?.writableObjectMode);
    this.highWaterMark = highWaterMark(this.objectMode, options, "writableHighWaterMark", isDuplex);
    this.finalCalled = this.needDrain = this.ending = this.ended = this.finished = this.destroyed = false;
    this.decodeStrings = options?.decodeStrings !== false;
    this.defaultEncoding = options?.defaultEncoding || "utf8";
    this.length = 0;
    this.writing = false;
    this.corked = 0;
    this.sync = true;
    this.bufferProcessing = false;
    this.onwrite = (err) => onWrite(stream, err);
    this.writecb = null;
    this.writelen = 0;
    this.afterWrite = null;
    this.buffered = [];
    this.allNoop = this.allBuffers = true;
    this.pendingcb = 0;
    this.constructed = true;
    this.prefinished = this.errorEmitted = false;
    this.emitClose = options?.emitClose !== false;
    this.autoDestroy = options?.autoDestroy !== false;
    this.errored = null;
    this.closed = this.closeEmitted = false;
    this.onFinished = [];
  }
  getBuffer() { return this.buffered.slice(); }
  get bufferedRequestCount() { return this.buffered.length; }
}

export function Writable(options) {
  const isDuplex = this?._isDuplex === true;
  if (!isDuplex && !Function.prototype[Symbol.hasInstance].call(Writable, this)) return new Writable(options);
  this._writableState = new WritableState(options, this, isDuplex);
  if (options) {
    if (typeof options.write === "function") this._write = options.write;
    if (typeof options.writev === "function") this._writev = options.writev;
    if (typeof options.destroy === "function") this._destroy = options.destroy;
    if (typeof options.final === "function") this._final = options.final;
    if (typeof options.construct === "function") this._construct = options.construct;
    if (options.signal && !isDuplex) abortWith(options.signal, this);
  }
  if (!isDuplex) Stream.call(this, options);
  construct(this, () => {
    const state = this._writableState;
    if (!state.writing) clearBuffer(this, state);
    finishMaybe(this, state);
  });
}
Object.setPrototypeOf(Writable.prototype, Stream.prototype);
Object.setPrototypeOf(Writable, Stream);
Writable.WritableState = WritableState;
Object.defineProperty(Writable, Symbol.hasInstance, {
  value(object) {
    if (Function.prototype[Symbol.hasInstance].call(this, object)) return true;
    return this === Writable && !!object && object._writableState instanceof WritableState;
  },
});

export const methods = {
  pipe() { errorOrDestroy(this, nodeError(Error, "ERR_STREAM_CANNOT_PIPE", "Cannot pipe, not readable")); },
  write(chunk, encoding, done) { return write(this, chunk, encoding, done) === true; },
  cork() { this._writableState.corked++; },
  uncork() {
    const state = this._writableState;
    if (state.corked) { state.corked--; if (!state.writing) clearBuffer(this, state); }
  },
  setDefaultEncoding(encoding) {
    if (typeof encoding === "string") encoding = encoding.toLowerCase();
    if (!Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    this._writableState.defaultEncoding = encoding;
    return this;
  },
  _write(chunk, encoding, done) {
    if (!this._writev) throw nodeError(Error, "ERR_METHOD_NOT_IMPLEMENTED", "The _write() method is not implemented");
    this._writev([{ chunk, encoding }], done);
  },
  end(chunk, encoding, done) {
    const state = this._writableState;
    if (typeof chunk === "function") { done = chunk; chunk = encoding = null; }
    else if (typeof encoding === "function") { done = encoding; encoding = null; }
    let err;
    if (chunk !== null && chunk !== undefined) {
      const result = write(this, chunk, encoding);
      if (result instanceof Error) err = result;
    }
    if (state.corked) { state.corked = 1; this.uncork(); }
    if (err) { /* the failed write has already told */ }
    else if (!state.errored && !state.ending) {
      state.ending = true;
      finishMaybe(this, state, true);
      state.ended = true;
    } else if (state.finished) err = nodeError(Error, "ERR_STREAM_ALREADY_FINISHED", "Cannot call end after a stream was finished");
    else if (state.destroyed) err = nodeError(Error, "ERR_STREAM_DESTROYED", "Cannot call end after a stream was destroyed");
    if (typeof done === "function") {
      if (err) tick(done, err);
      else if (state.finished) tick(done);
      else state.onFinished.push(done);
    }
    return this;
  },
};
Object.assign(Writable.prototype, methods);
Writable.prototype._writev = null;
Writable.prototype.destroy = function (err, done) {
  const state = this._writableState;
  if (!state.destroyed && (state.buffered.length > 0 || state.onFinished.length)) tick(failBuffer, state);
  destroy.call(this, err, done);
  return this;
};
Writable.prototype._undestroy = undestroy;
Writable.prototype._destroy = function (err, done) { done(err); };
Writable.prototype[EventEmitter.captureRejectionSymbol] = function (err) { this.destroy(err); };

function write(stream, chunk, encoding, done) {
  const state = stream._writableState;
  if (typeof encoding === "function") { done = encoding; encoding = state.defaultEncoding; }
  else {
    if (!encoding) encoding = state.defaultEncoding;
    else if (encoding !== "buffer" && !Buffer.isEncoding(encoding)) throw unknownEncoding(encoding);
    if (typeof done !== "function") done = nop;
  }
  if (chunk === null) throw nodeError(TypeError, "ERR_STREAM_NULL_VALUES", "May not write null values to stream");
  if (!state.objectMode) {
    if (typeof chunk === "string") {
      if (state.decodeStrings !== false) { chunk = Buffer.from(chunk, encoding); encoding = "buffer"; }
    } else if (chunk instanceof Buffer) encoding = "buffer";
    else if (ArrayBuffer.isView(chunk)) { chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength); encoding = "buffer"; }
    else throw invalidArgType("chunk", ["string", "Buffer", "TypedArray", "DataView"], chunk);
  }
  let err;
  if (state.ending) err = nodeError(Error, "ERR_STREAM_WRITE_AFTER_END", "write after end");
  else if (state.destroyed) err = nodeError(Error, "ERR_STREAM_DESTROYED", "Cannot call write after a stream was destroyed");
  if (err) {
    tick(done, err);
    errorOrDestroy(stream, err, true);
    return err;
  }
  state.pendingcb++;
  return writeOrBuffer(stream, state, chunk, encoding, done);
}

function writeOrBuffer(stream, state, chunk, encoding, callback) {
  const length = state.objectMode ? 1 : chunk.length;
  state.length += length;
  const room = state.length < state.highWaterMark;
  if (!room) state.needDrain = true;
  if (state.writing || state.corked || state.errored || !state.constructed) {
    state.buffered.push({ chunk, encoding, callback });
    if (encoding !== "buffer") state.allBuffers = false;
    if (callback !== nop) state.allNoop = false;
  } else {
    start(state, length, callback);
    stream._write(chunk, encoding, state.onwrite);
    state.sync = false;
  }
  return room && !state.errored && !state.destroyed;
}

function start(state, length, callback) {
  state.writelen = length;
  state.writecb = callback;
  state.writing = state.sync = true;
}

function onWrite(stream, err) {
  const state = stream._writableState, { sync, writecb: callback } = state;
  if (typeof callback !== "function") { errorOrDestroy(stream, nodeError(Error, "ERR_MULTIPLE_CALLBACK", "Callback called multiple times")); return; }
  state.writing = false;
  state.writecb = null;
  state.length -= state.writelen;
  state.writelen = 0;
  if (err) {
    state.errored ??= err;
    if (stream._readableState && !stream._readableState.errored) stream._readableState.errored = err;
    if (sync) tick(onWriteError, stream, state, err, callback);
    else onWriteError(stream, state, err, callback);
    return;
  }
  if (state.buffered.length > 0) clearBuffer(stream, state);
  if (!sync) { afterWrite(stream, state, 1, callback); return; }
  if (state.afterWrite !== null && state.afterWrite.callback === callback) { state.afterWrite.count++; return; }
  const pending = { count: 1, callback };
  state.afterWrite = pending;
  tick(() => { state.afterWrite = null; afterWrite(stream, state, pending.count, callback); });
}

function onWriteError(stream, state, err, callback) {
  state.pendingcb--;
  callback(err);
  failBuffer(state);
  errorOrDestroy(stream, err);
}

function afterWrite(stream, state, count, callback) {
  const drain = !state.ending && !stream.destroyed && state.length === 0 && state.needDrain;
  if (drain) { state.needDrain = false; stream.emit("drain"); }
  while (count-- > 0) { state.pendingcb--; callback(null); }
  if (state.destroyed) failBuffer(state);
  finishMaybe(stream, state);
}

// failBuffer tells the writers of what was never written.
function failBuffer(state) {
  if (state.writing) return;
  const reason = state.errored ?? nodeError(Error, "ERR_STREAM_DESTROYED", "Cannot call write after a stream was destroyed");
  for (const { chunk, callback } of state.buffered.splice(0)) {
    state.length -= state.objectMode ? 1 : chunk.length;
    callback(reason);
  }
  const ended = state.errored ?? nodeError(Error, "ERR_STREAM_DESTROYED", "Cannot call end after a stream was destroyed");
  for (const done of state.onFinished.splice(0)) done(ended);
  state.allBuffers = state.allNoop = true;
}

function clearBuffer(stream, state) {
  if (state.corked || state.bufferProcessing || state.destroyed || !state.constructed || state.buffered.length === 0) return;
  state.bufferProcessing = true;
  if (state.buffered.length > 1 && stream._writev) {
    const chunks = state.buffered;
    state.pendingcb -= chunks.length - 1;
    const callback = state.allNoop ? nop : (err) => { for (const one of chunks) one.callback(err); };
    const batch = chunks.slice();
    batch.allBuffers = state.allBuffers;
    state.buffered = [];
    state.allBuffers = state.allNoop = true;
    start(state, state.length, callback);
    stream._writev(batch, state.onwrite);
    state.sync = false;
  } else {
    while (state.buffered.length > 0 && !state.writing) {
      const { chunk, encoding, callback } = state.buffered.shift();
      start(state, state.objectMode ? 1 : chunk.length, callback);
      stream._write(chunk, encoding, state.onwrite);
      state.sync = false;
    }
    if (state.buffered.length === 0) state.allBuffers = state.allNoop = true;
  }
  state.bufferProcessing = false;
}

const needsFinish = (s) => s.ending && !s.destroyed && s.constructed && s.length === 0 && !s.errored && s.buffered.length === 0 && !s.finished && !s.writing && !s.errorEmitted && !s.closeEmitted;

function finishMaybe(stream, state, sync) {
  if (!needsFinish(state)) return;
  prefinish(stream, state);
  if (state.pendingcb !== 0) return;
  if (sync) {
    state.pendingcb++;
    tick(() => { if (needsFinish(state)) finish(stream, state); else state.pendingcb--; });
  } else if (needsFinish(state)) {
    state.pendingcb++;
    finish(stream, state);
  }
}

function prefinish(stream, state) {
  if (state.prefinished || state.finalCalled) return;
  if (typeof stream._final === "function" && !state.destroyed) {
    state.finalCalled = true;
    callFinal(stream, state);
  } else {
    state.prefinished = true;
    stream.emit("prefinish");
  }
}

function callFinal(stream, state) {
  let called = false;
  const onFinal = (err) => {
    if (called) { errorOrDestroy(stream, err ?? nodeError(Error, "ERR_MULTIPLE_CALLBACK", "Callback called multiple times")); return; }
    called = true;
    state.pendingcb--;
    if (err) {
      for (const done of state.onFinished.splice(0)) done(err);
      errorOrDestroy(stream, err, state.sync);
    } else if (needsFinish(state)) {
      state.prefinished = true;
      stream.emit("prefinish");
      state.pendingcb++;
      tick(finish, stream, state);
    }
  };
  state.sync = true;
  state.pendingcb++;
  try { stream._final(onFinal); } catch (err) { onFinal(err); }
  state.sync = false;
}

function finish(stream, state) {
  state.pendingcb--;
  state.finished = true;
  for (const done of state.onFinished.splice(0)) done();
  stream.emit("finish");
  const r = stream._readableState;
  if (state.autoDestroy && (!r || (r.autoDestroy && (r.endEmitted || r.readable === false)))) stream.destroy();
}

const view = (get, set) => ({ enumerable: false, configurable: true, get, set });
export const properties = {
  writable: view(function () {
    const w = this._writableState;
    return !!w && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended;
  }, function (value) { if (this._writableState) this._writableState.writable = !!value; }),
  writableFinished: view(function () { return this._writableState?.finished ?? false; }),
  writableObjectMode: view(function () { return this._writableState?.objectMode ?? false; }),
  writableBuffer: view(function () { return this._writableState?.getBuffer(); }),
  writableEnded: view(function () { return this._writableState?.ending ?? false; }),
  writableNeedDrain: view(function () {
    const w = this._writableState;
    return w ? !w.destroyed && !w.ending && w.needDrain : false;
  }),
  writableHighWaterMark: view(function () { return this._writableState?.highWaterMark; }),
  writableCorked: view(function () { return this._writableState?.corked ?? 0; }),
  writableLength: view(function () { return this._writableState?.length; }),
  writableAborted: view(function () {
    const w = this._writableState;
    return w.writable !== false && (w.destroyed || !!w.errored) && !w.finished;
  }),
};
Object.defineProperties(Writable.prototype, {
  ...properties,
  errored: view(function () { return this._writableState?.errored ?? null; }),
  closed: view(function () { return this._writableState?.closed ?? false; }),
  destroyed: view(function () { return this._writableState?.destroyed ?? false; }, function (v) { if (this._writableState) this._writableState.destroyed = v; }),
});

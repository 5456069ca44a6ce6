// How streams end before their time: destroy, construct, and the order in which
// error and close come.
import { tick } from "signalbox:node/machine";
import { AbortError, nodeError } from "signalbox:node/errors";

const kDestroy = Symbol("destroy when constructed");
const kConstruct = Symbol("constructed");

const sides = (stream) => [stream._writableState, stream._readableState].filter(Boolean);

function markErrored(stream, err) {
  if (!err) return;
  for (const side of sides(stream)) side.errored ??= err;
}

// destroy is the method of every stream.
export function destroy(err, done) {
  const states = sides(this);
  if (states.some((s) => s.destroyed)) {
    if (typeof done === "function") done();
    return this;
  }
  markErrored(this, err);
  for (const s of states) s.destroyed = true;
  if (states[0]?.constructed === false) this.once(kDestroy, (er) => runDestroy(this, er ?? err, done));
  else runDestroy(this, err, done);
  return this;
}

function runDestroy(stream, err, done) {
  let called = false;
  const onDestroy = (er) => {
    if (called) return;
    called = true;
    markErrored(stream, er);
    for (const s of sides(stream)) s.closed = true;
    if (typeof done === "function") done(er);
    if (er) tick(emitErrorAndClose, stream, er);
    else tick(emitClose, stream);
  };
  try { stream._destroy(err || null, onDestroy); } catch (er) { onDestroy(er); }
}

function emitErrorAndClose(stream, err) {
  emitError(stream, err);
  emitClose(stream);
}

function emitClose(stream) {
  const states = sides(stream);
  for (const s of states) s.closeEmitted = true;
  if (states.some((s) => s.emitClose)) stream.emit("close");
}

function emitError(stream, err) {
  const states = sides(stream);
  if (states.some((s) => s.errorEmitted)) return;
  for (const s of states) s.errorEmitted = true;
  stream.emit("error", err);
}

export function undestroy() {
  const r = this._readableState, w = this._writableState;
  const common = { constructed: true, closed: false, closeEmitted: false, destroyed: false, errored: null, errorEmitted: false };
  if (r) Object.assign(r, common, { reading: false, ended: r.readable === false, endEmitted: r.readable === false });
  if (w) Object.assign(w, common, { finalCalled: false, prefinished: false, ended: w.writable === false, ending: w.writable === false, finished: w.writable === false });
}

// errorOrDestroy is how a stream fails by itself.
export function errorOrDestroy(stream, err, sync) {
  const states = sides(stream);
  if (states.some((s) => s.destroyed)) return;
  if (states.some((s) => s.autoDestroy)) stream.destroy(err);
  else if (err) {
    markErrored(stream, err);
    if (sync) tick(emitError, stream, err);
    else emitError(stream, err);
  }
}

// construct runs _construct before anything else happens to the stream.
export function construct(stream, ready) {
  if (typeof stream._construct !== "function") return;
  for (const s of sides(stream)) s.constructed = false;
  stream.once(kConstruct, ready);
  if (stream.listenerCount(kConstruct) > 1) return;
  tick(runConstruct, stream);
}

function runConstruct(stream) {
  let called = false;
  const onConstruct = (err) => {
    if (called) return errorOrDestroy(stream, err ?? nodeError(Error, "ERR_MULTIPLE_CALLBACK", "Callback called multiple times"));
    called = true;
    const states = sides(stream);
    for (const s of states) s.constructed = true;
    if (states[0].destroyed) stream.emit(kDestroy, err);
    else if (err) errorOrDestroy(stream, err, true);
    else tick(() => stream.emit(kConstruct));
  };
  try { stream._construct((err) => tick(onConstruct, err)); } catch (err) { tick(onConstruct, err); }
}

// destroyer destroys what may not be one of our streams.
export function destroyer(stream, err) {
  if (!stream || isDestroyed(stream)) return;
  if (!err && !isFinished(stream)) err = new AbortError();
  if (typeof stream.abort === "function" && typeof stream.setHeader === "function") stream.abort();
  else if (typeof stream.destroy === "function") stream.destroy(err);
  else if (typeof stream.close === "function") stream.close();
}

export const isNodeStream = (s) => !!s && (s._readableState || s._writableState || (typeof s.write === "function" && typeof s.on === "function") || (typeof s.pipe === "function" && typeof s.on === "function"));
export const isReadableStream = (s) => !!s && !isNodeStream(s) && typeof s.pipeThrough === "function" && typeof s.getReader === "function" && typeof s.cancel === "function";
export const isWritableStream = (s) => !!s && !isNodeStream(s) && typeof s.getWriter === "function" && typeof s.abort === "function";
export const isTransformStream = (s) => !!s && !isNodeStream(s) && typeof s.readable === "object" && typeof s.writable === "object";
export const isWebStream = (s) => isReadableStream(s) || isWritableStream(s) || isTransformStream(s);
export const isIterable = (s) => s != null && (typeof s[Symbol.asyncIterator] === "function" || typeof s[Symbol.iterator] === "function");

export function isDestroyed(stream) {
  if (!isNodeStream(stream)) return null;
  return !!(stream.destroyed || sides(stream).some((s) => s.destroyed));
}
export function isErrored(stream) {
  if (!stream) return false;
  return !!sides(stream).some((s) => s.errored);
}
export function isReadableNode(s) { return !!(s && typeof s.pipe === "function" && typeof s.on === "function" && (!s._writableState || s._readableState?.readable !== false) && (!s._writableState || s._readableState)); }
export function isWritableNode(s) { return !!(s && typeof s.write === "function" && typeof s.on === "function" && (!s._readableState || s._writableState?.writable !== false)); }
export function isReadable(s) {
  if (s && isReadableStream(s)) return !s.locked;
  if (typeof s?.readable !== "boolean") return null;
  if (isDestroyed(s)) return false;
  return isReadableNode(s) && s.readable && !(s._readableState?.endEmitted || (s._readableState?.ended && s._readableState.length === 0));
}
export function isWritable(s) {
  if (typeof s?.writable !== "boolean") return null;
  if (isDestroyed(s)) return false;
  return isWritableNode(s) && s.writable && !s._writableState?.ending;
}
export function isFinished(s) {
  if (!isNodeStream(s)) return null;
  if (isDestroyed(s)) return true;
  const r = s._readableState, w = s._writableState;
  return !(r && r.readable !== false && !r.endEmitted) && !(w && w.writable !== false && !w.finished);
}
export function isDisturbed(s) { return !!(s && (s[kDisturbed] ?? (s.readableDidRead || s.readableAborted))); }
const kDisturbed = Symbol.for("nodejs.stream.disturbed");

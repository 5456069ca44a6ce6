// finished: one callback when a stream has ended, finished, failed or closed
// too early.
import { tick } from "signalbox:node/machine";
import { AbortError, check, invalidArgType, nodeError } from "signalbox:node/errors";
import { isNodeStream, isReadableNode, isReadableStream, isWritableNode, isWritableStream } from "signalbox:node/stream_destroy";

const isRequest = (s) => s.setHeader && typeof s.abort === "function";
const prematureClose = () => nodeError(Error, "ERR_STREAM_PREMATURE_CLOSE", "Premature close");

function willEmitClose(stream) {
  const states = [stream._writableState, stream._readableState].filter(Boolean);
  return states.length > 0 && states.every((s) => s.autoDestroy && s.emitClose && s.closed === false);
}

export function finished(stream, options, callback) {
  if (arguments.length === 2) { callback = options; options = {}; }
  else if (options == null) options = {};
  else check.object(options, "options");
  check.function(callback, "callback");
  check.abortSignal(options.signal, "options.signal");
  callback = once(callback);
  if (isReadableStream(stream) || isWritableStream(stream)) return finishedWeb(stream, options, callback);
  if (!isNodeStream(stream)) throw invalidArgType("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
  return watch(stream, options, callback);
}

function once(fn) {
  let called = false;
  return function (...args) { if (!called) { called = true; Reflect.apply(fn, this, args); } };
}

function finishedWeb(stream, options, callback) {
  const closed = stream[Symbol.for("signalbox.closed")] ?? (isReadableStream(stream) ? watchReadable(stream) : stream.getWriter?.().closed);
  closed.then(() => tick(callback), (err) => tick(callback, err));
  options.signal?.addEventListener("abort", () => tick(callback, new AbortError(undefined, { cause: options.signal.reason })), { once: true });
  return () => {};
}

function watchReadable(stream) {
  const reader = stream.getReader();
  const { closed } = reader;
  closed.catch(() => {});
  reader.releaseLock();
  return closed;
}

function watch(stream, options, callback) {
  const readable = options.readable ?? isReadableNode(stream);
  const writable = options.writable ?? isWritableNode(stream);
  const w = stream._writableState, r = stream._readableState;
  let willClose = willEmitClose(stream) && isReadableNode(stream) === readable && isWritableNode(stream) === writable;
  let writableDone = w ? w.finished || w.writable === false : !isWritableNode(stream);
  let readableDone = r ? r.endEmitted || r.readable === false : !isReadableNode(stream);
  const onFinish = () => {
    writableDone = true;
    if (stream.destroyed) willClose = false;
    if (willClose && (!stream.readable || readable)) return;
    if (!readable || readableDone) callback.call(stream);
  };
  const onEnd = () => {
    readableDone = true;
    if (stream.destroyed) willClose = false;
    if (willClose && (!stream.writable || writable)) return;
    if (!writable || writableDone) callback.call(stream);
  };
  const onError = (err) => callback.call(stream, err);
  let closed = !!(w?.closed || r?.closed);
  const onClose = () => {
    closed = true;
    const errored = w?.errored || r?.errored;
    if (errored && typeof errored !== "boolean") return callback.call(stream, errored);
    if (readable && !readableDone && isReadableNode(stream) && !(r && (r.endEmitted || (r.ended && r.length === 0 && !r.destroyed)))) return callback.call(stream, prematureClose());
    if (writable && !writableDone && !(w && w.finished)) return callback.call(stream, prematureClose());
    callback.call(stream);
  };
  const onClosed = () => {
    closed = true;
    const errored = w?.errored || r?.errored;
    if (errored && typeof errored !== "boolean") callback.call(stream, errored);
    else callback.call(stream);
  };
  const onRequest = () => stream.req.on("finish", onFinish);
  const pairs = [["end", onEnd], ["finish", onFinish], ["close", onClose]];
  if (options.error !== false) pairs.push(["error", onError]);
  if (isRequest(stream)) {
    pairs.push(["complete", onFinish]);
    if (!willClose) pairs.push(["abort", onClose]);
    if (stream.req) onRequest();
    else pairs.push(["request", onRequest]);
  }
  for (const [name, fn] of pairs) stream.on(name, fn);
  if (closed) tick(onClose);
  else if (w?.errorEmitted || r?.errorEmitted) { if (!willClose) tick(onClosed); }
  else if (!readable && (!willClose || stream.readable) && (writableDone || stream.writable === false)) tick(onClosed);
  else if (!writable && (!willClose || stream.writable) && (readableDone || stream.readable === false)) tick(onClosed);
  const cleanup = () => { for (const [name, fn] of pairs) stream.removeListener(name, fn); };
  abortable(stream, options.signal, () => { cleanup(); callback.call(stream, new AbortError(undefined, { cause: options.signal.reason })); });
  return cleanup;
}

function abortable(stream, signal, abort) {
  if (!signal || closedAlready(stream)) return;
  if (signal.aborted) tick(abort);
  else signal.addEventListener("abort", abort, { once: true });
}
const closedAlready = (stream) => !!(stream._writableState?.closed || stream._readableState?.closed);

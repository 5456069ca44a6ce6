// Between Node's streams and the web's: toWeb and fromWeb.
import { tick } from "signalbox:node/machine";
import { AbortError, invalidArgType } from "signalbox:node/errors";
import { destroyer, isReadableStream, isWritableStream } from "signalbox:node/stream_destroy";
import { finished } from "signalbox:node/stream_finished";
import { Readable } from "signalbox:node/stream_readable";
import { Writable } from "signalbox:node/stream_writable";
import { Duplex } from "signalbox:node/stream_duplex";

function readableToWeb(stream, options) {
  if (typeof stream?._readableState !== "object") throw invalidArgType("streamReadable", "stream.Readable", stream);
  if (stream.destroyed || stream.readable === false) {
    const empty = new ReadableStream({ start(c) { c.close(); } });
    return empty;
  }
  const objectMode = stream.readableObjectMode;
  const strategy = options?.strategy ?? (objectMode ? new CountQueuingStrategy({ highWaterMark: stream.readableHighWaterMark }) : { highWaterMark: stream.readableHighWaterMark, size: (c) => c?.byteLength ?? c?.length ?? 1 });
  let controller, cancelled = false;
  stream.pause();
  const onData = (chunk) => {
    if (!objectMode && typeof chunk !== "string" && chunk?.constructor !== Uint8Array) chunk = new Uint8Array(chunk);
    controller.enqueue(chunk);
    if (controller.desiredSize <= 0) stream.pause();
  };
  const stop = finished(stream, (err) => {
    stop();
    stream.on("error", () => {});
    if (err?.code === "ERR_STREAM_PREMATURE_CLOSE") err = new AbortError(undefined, { cause: err });
    if (cancelled) return;
    if (err) controller.error(err);
    else controller.close();
  });
  stream.on("data", onData);
  return new ReadableStream({
    start(c) { controller = c; },
    pull() { stream.resume(); },
    cancel(reason) { cancelled = true; destroyer(stream, reason); },
  }, strategy);
}

function readableFromWeb(source, options = {}) {
  if (!isReadableStream(source)) throw invalidArgType("readableStream", "ReadableStream", source);
  const reader = source.getReader();
  let closed = false;
  const out = new Readable({
    objectMode: options.objectMode, highWaterMark: options.highWaterMark, encoding: options.encoding, signal: options.signal,
    read() {
      reader.read().then(({ done, value }) => { out.push(done ? null : value); }, (err) => destroyer(out, err));
    },
    destroy(err, callback) {
      const finish = () => tick(() => callback(err));
      if (closed) finish();
      else reader.cancel(err).then(finish, finish);
    },
  });
  reader.closed.then(() => { closed = true; }, (err) => { closed = true; destroyer(out, err); });
  return out;
}

function writableToWeb(stream) {
  if (typeof stream?._writableState !== "object") throw invalidArgType("streamWritable", "stream.Writable", stream);
  let controller, drained;
  const stop = finished(stream, (err) => {
    stop();
    stream.on("error", () => {});
    drained?.reject(err ?? new AbortError());
    drained = undefined;
    if (err) controller.error(err);
  });
  stream.on("drain", () => { drained?.resolve(); drained = undefined; });
  return new WritableStream({
    start(c) { controller = c; },
    write(chunk) {
      if (stream.writableNeedDrain || !stream.write(chunk)) {
        return new Promise((resolve, reject) => { drained = { resolve, reject }; });
      }
      return undefined;
    },
    abort(reason) { destroyer(stream, reason); },
    close() {
      return new Promise((resolve, reject) => {
        finished(stream, { readable: false }, (err) => (err ? reject(err) : resolve()));
        stream.end();
      });
    },
  }, { highWaterMark: stream.writableHighWaterMark, size: stream.writableObjectMode ? () => 1 : (c) => c?.byteLength ?? c?.length ?? 1 });
}

function writableFromWeb(target, options = {}) {
  if (!isWritableStream(target)) throw invalidArgType("writableStream", "WritableStream", target);
  const writer = target.getWriter();
  let closed = false;
  const out = new Writable({
    objectMode: options.objectMode, highWaterMark: options.highWaterMark, decodeStrings: options.decodeStrings, signal: options.signal,
    write(chunk, encoding, done) {
      if (typeof chunk === "string" && options.decodeStrings !== false && !options.objectMode) chunk = new TextEncoder().encode(chunk);
      writer.ready.then(() => writer.write(chunk)).then(() => done(), (err) => done(err));
    },
    final(done) { writer.close().then(() => done(), (err) => done(err)); },
    destroy(err, done) {
      const finish = () => tick(() => done(err));
      if (closed) finish();
      else if (err != null) writer.abort(err).then(finish, finish);
      else writer.close().then(finish, finish);
    },
  });
  writer.closed.then(() => { closed = true; }, (err) => { closed = true; destroyer(out, err); });
  return out;
}

Readable.toWeb = readableToWeb;
Readable.fromWeb = readableFromWeb;
Writable.toWeb = writableToWeb;
Writable.fromWeb = writableFromWeb;
Duplex.toWeb = (stream) => ({ readable: readableToWeb(stream), writable: writableToWeb(stream) });
Duplex.fromWeb = (pair, options) => Duplex.from({ readable: readableFromWeb(pair.readable, options), writable: writableFromWeb(pair.writable, options) });

// node:stream
import { Stream } from "signalbox:node/stream_legacy";
import { abortWith, getDefaultHighWaterMark, Readable, setDefaultHighWaterMark } from "signalbox:node/stream_readable";
import { Writable } from "signalbox:node/stream_writable";
import { Duplex, duplexPair, PassThrough, Transform } from "signalbox:node/stream_duplex";
import { finished } from "signalbox:node/stream_finished";
import { compose, pipeline } from "signalbox:node/stream_pipeline";
import { destroyer as destroy, isDestroyed, isDisturbed, isErrored, isNodeStream, isReadable, isWebStream, isWritable } from "signalbox:node/stream_destroy";
import "signalbox:node/stream_operators";
import "signalbox:node/stream_web_bridge";
import { check, invalidArgType } from "signalbox:node/errors";
import promises from "node:stream/promises";

const custom = Symbol.for("nodejs.util.promisify.custom");
Object.defineProperty(pipeline, custom, { value: promises.pipeline, configurable: true });
Object.defineProperty(finished, custom, { value: promises.finished, configurable: true });

function addAbortSignal(signal, stream) {
  check.abortSignal(signal, "signal");
  if (signal === undefined) throw invalidArgType("signal", "AbortSignal", signal);
  if (!isNodeStream(stream) && !isWebStream(stream)) throw invalidArgType("stream", ["ReadableStream", "WritableStream", "Stream"], stream);
  return abortWith(signal, stream);
}
const _isArrayBufferView = ArrayBuffer.isView, _isUint8Array = (v) => v instanceof Uint8Array;
const _uint8ArrayToBuffer = (chunk) => globalThis.Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

Object.assign(Stream, {
  isDestroyed, isDisturbed, isErrored, isReadable, isWritable, Readable, Writable, Duplex, Transform, PassThrough, duplexPair,
  pipeline, addAbortSignal, finished, destroy, compose, setDefaultHighWaterMark, getDefaultHighWaterMark, promises, Stream,
  _isArrayBufferView, _isUint8Array, _uint8ArrayToBuffer,
});

export default Stream;
export {
  isDestroyed, isDisturbed, isErrored, isReadable, isWritable, Readable, Writable, Duplex, Transform, PassThrough, duplexPair,
  pipeline, addAbortSignal, finished, destroy, compose, setDefaultHighWaterMark, getDefaultHighWaterMark, promises, Stream,
  _isArrayBufferView, _isUint8Array, _uint8ArrayToBuffer,
};

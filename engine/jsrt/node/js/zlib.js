// node:zlib. Compression is the host's. The functions work on whole buffers; a
// stream class gives out what its pieces became as they come, and what is held
// back at a flush.
import { tick } from "signalbox:node/machine";
import { host } from "signalbox:internal";
import { Buffer } from "node:buffer";
import { Transform } from "node:stream";
import { check, invalidArgType, nodeError, outOfRange } from "signalbox:node/errors";
import { isAnyArrayBuffer } from "signalbox:node/types";

const constants = Object.freeze({
  Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2,
  Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6, Z_NO_COMPRESSION: 0,
  Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1, Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2, Z_RLE: 3, Z_FIXED: 4,
  Z_DEFAULT_STRATEGY: 0, ZLIB_VERNUM: 4880, DEFLATE: 1, INFLATE: 2, GZIP: 3, GUNZIP: 4, DEFLATERAW: 5, INFLATERAW: 6, UNZIP: 7,
  BROTLI_DECODE: 8, BROTLI_ENCODE: 9, Z_MIN_WINDOWBITS: 8, Z_MAX_WINDOWBITS: 15, Z_DEFAULT_WINDOWBITS: 15, Z_MIN_CHUNK: 64,
  Z_MAX_CHUNK: Infinity, Z_DEFAULT_CHUNK: 16384, Z_MIN_MEMLEVEL: 1, Z_MAX_MEMLEVEL: 9, Z_DEFAULT_MEMLEVEL: 8, Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9,
  Z_DEFAULT_LEVEL: -1, BROTLI_OPERATION_PROCESS: 0, BROTLI_OPERATION_FLUSH: 1, BROTLI_OPERATION_FINISH: 2, BROTLI_OPERATION_EMIT_METADATA: 3,
  BROTLI_PARAM_MODE: 0, BROTLI_MODE_GENERIC: 0, BROTLI_MODE_TEXT: 1, BROTLI_MODE_FONT: 2, BROTLI_DEFAULT_MODE: 0, BROTLI_PARAM_QUALITY: 1,
  BROTLI_MIN_QUALITY: 0, BROTLI_MAX_QUALITY: 11, BROTLI_DEFAULT_QUALITY: 11, BROTLI_PARAM_LGWIN: 2, BROTLI_MIN_WINDOW_BITS: 10,
  BROTLI_MAX_WINDOW_BITS: 24, BROTLI_LARGE_MAX_WINDOW_BITS: 30, BROTLI_DEFAULT_WINDOW: 22, BROTLI_PARAM_LGBLOCK: 3,
  BROTLI_PARAM_DISABLE_LITERAL_CONTEXT_MODELING: 4, BROTLI_PARAM_SIZE_HINT: 5, BROTLI_PARAM_LARGE_WINDOW: 6, BROTLI_PARAM_NPOSTFIX: 7,
  BROTLI_PARAM_NDIRECT: 8, BROTLI_DECODER_PARAM_LARGE_WINDOW: 1,
});
const codes = Object.freeze({
  Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6,
  0: "Z_OK", 1: "Z_STREAM_END", 2: "Z_NEED_DICT", "-1": "Z_ERRNO", "-2": "Z_STREAM_ERROR", "-3": "Z_DATA_ERROR", "-4": "Z_MEM_ERROR", "-5": "Z_BUF_ERROR", "-6": "Z_VERSION_ERROR",
});

// kinds: the operation's name, its class, its format and direction.
const kinds = [
  ["deflate", "Deflate", "deflate", true], ["inflate", "Inflate", "deflate", false], ["gzip", "Gzip", "gzip", true],
  ["gunzip", "Gunzip", "gzip", false], ["deflateRaw", "DeflateRaw", "raw", true], ["inflateRaw", "InflateRaw", "raw", false],
  ["unzip", "Unzip", "auto", false], ["brotliCompress", "BrotliCompress", "br", true], ["brotliDecompress", "BrotliDecompress", "br", false],
];

function bytesOf(input) {
  if (typeof input === "string") return Buffer.from(input);
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (isAnyArrayBuffer(input)) return new Uint8Array(input);
  throw invalidArgType("buffer", ["string", "Buffer", "TypedArray", "DataView", "ArrayBuffer"], input);
}

function checkOptions(options, format = "deflate", compress = true) {
  if (options == null) return {};
  const window = !compress && options.windowBits === 0 ? 0 : compress && format === "gzip" ? 9 : 8;
  for (const [name, min, max] of [["level", -1, 9], ["windowBits", window, 15], ["memLevel", 1, 9], ["strategy", 0, 4], ["chunkSize", 64, Infinity]]) {
    const value = options[name];
    if (value === undefined || Number.isNaN(value)) continue;
    if (typeof value !== "number") throw invalidArgType(`options.${name}`, "number", value);
    if (value < min || value > max) throw outOfRange(`options.${name}`, max === Infinity ? `>= ${min}` : `>= ${min} and <= ${max}`, value);
  }
  return options;
}

// flushing marks the empty write that stands for a flush between two others.
const flushing = Symbol("flush");

const quality = (format, options) => (format === "br" ? options.params?.[constants.BROTLI_PARAM_QUALITY] ?? -1 : options.level ?? -1);
const resolved = (format, bytes) => (format !== "auto" ? format : bytes[0] === 0x1f && bytes[1] === 0x8b ? "gzip" : "deflate");

// argsOf are the host operation's arguments for one whole input.
function argsOf(format, compress, bytes, options) {
  if (compress) return [format, bytes, quality(format, options), options.dictionary];
  const partial = options.finishFlush !== undefined && options.finishFlush !== constants.Z_FINISH;
  return [resolved(format, bytes), bytes, options.maxOutputLength ?? 0, options.dictionary, partial];
}

function outcome(result) {
  if (!Array.isArray(result)) return Buffer.from(result.buffer, result.byteOffset, result.byteLength);
  const [code, errno, message] = result;
  if (code === "ERR_BUFFER_TOO_LARGE") throw nodeError(RangeError, code, message);
  throw Object.assign(new Error(message), { errno, code });
}

function runSync(format, compress, input, options) {
  const bytes = bytesOf(input), checked = checkOptions(options, format, compress);
  return outcome((compress ? host.nodeCompress : host.nodeDecompress)(...argsOf(format, compress, bytes, checked)));
}

function runAsync(format, compress, input, options, done) {
  if (typeof options === "function") { done = options; options = {}; }
  check.function(done, "callback");
  const bytes = bytesOf(input), checked = checkOptions(options, format, compress);
  (compress ? host.nodeCompressAsync : host.nodeDecompressAsync)(...argsOf(format, compress, bytes, checked)).then((result) => {
    let out;
    try { out = outcome(result); } catch (err) { tick(done, err); return; }
    tick(done, null, out);
  }, (err) => tick(done, err));
}

// quiet are the kinds of flush that give nothing out before its time.
const quiet = new Set([constants.Z_NO_FLUSH, undefined]);

// binding stands for the handle below a stream, which packages drive by hand
// (pngjs reads pictures so): it takes a whole input and hands it out in pieces.
function binding(format, compress, options) {
  let made, at = 0;
  return {
    writeSync(flush, input, from, length, out, to, room) {
      made ??= outcome((compress ? host.nodeCompress : host.nodeDecompress)(...argsOf(format, compress, bytesOf(input).subarray(from, from + length), options)));
      const part = made.subarray(at, at + room);
      out.set(part, to);
      at += part.length;
      return [0, room - part.length];
    },
    close() {},
    reset() { made = undefined; at = 0; },
  };
}

// makeClass is a Transform over one stream of the host. It is opened by the
// first bytes, which for unzip tell the format.
function makeClass(name, format, compress) {
  const Class = { [name]: function (options) {
    if (!(this instanceof Class)) return new Class(options);
    this._options = checkOptions(options, format, compress);
    this.bytesWritten = 0;
    this._level = quality(format, this._options);
    this._stream = undefined;
    this._closed = false;
    Object.assign(this, { _chunkSize: this._options.chunkSize ?? 16384, _outOffset: 0, _handle: binding(format, compress, this._options), _hadError: false, _finishFlushFlag: constants.Z_FINISH });
    this._outBuffer = Buffer.alloc(this._chunkSize);
    Transform.call(this, { ...this._options, objectMode: false, decodeStrings: true });
  } }[name];
  Object.setPrototypeOf(Class.prototype, Transform.prototype);
  Object.setPrototypeOf(Class, Transform);
  Class.prototype._open = function (bytes) {
    if (this._stream !== undefined) return;
    const { finishFlush, dictionary } = this._options;
    const partial = finishFlush !== undefined && finishFlush !== constants.Z_FINISH;
    this._stream = host.nodeZipOpen(resolved(format, bytes), compress, this._level, dictionary === undefined ? dictionary : bytesOf(dictionary), partial);
  };
  // _give pushes what an operation made, in pieces of the chunk size; never
  // before the caller is through, as zlib's answers come from another thread.
  Class.prototype._give = function (result, done) {
    tick(() => {
      if (this.destroyed) return;
      let out;
      try { out = outcome(result); } catch (err) { done(err); return; }
      const size = this._options.chunkSize ?? 16384;
      for (let at = 0; at < out.length; at += size) this.push(out.subarray(at, at + size));
      done();
    });
  };
  Class.prototype._transform = function (chunk, encoding, done) {
    const kind = chunk[flushing];
    if (kind !== undefined) {
      this._open(chunk);
      this._give(host.nodeZipFlush(this._stream), () => { done(); kind(); });
      return;
    }
    this._open(chunk);
    this.bytesWritten += chunk.length;
    this._give(host.nodeZipWrite(this._stream, chunk), (err) => {
      if (err || !compress || quiet.has(this._options.flush)) { done(err); return; }
      this._give(host.nodeZipFlush(this._stream), done);
    });
  };
  Class.prototype._flush = function (done) {
    this._open(Buffer.alloc(0));
    this._give(host.nodeZipEnd(this._stream), done);
  };
  Class.prototype._destroy = function (err, done) {
    if (this._stream !== undefined) host.nodeZipClose(this._stream);
    this._closed = true;
    done(err);
  };
  Class.prototype.close = function (done) { if (done) this.once("close", () => done()); this.destroy(); };
  Class.prototype.flush = function (kind, done = () => {}) {
    if (typeof kind === "function") done = kind;
    if (this.writableFinished || this.destroyed) { tick(done); return; }
    if (this.writableEnded) { this.once("end", done); return; }
    const mark = Buffer.alloc(0);
    mark[flushing] = done;
    this.write(mark);
  };
  Class.prototype.params = function (level, strategy, done) { checkOptions({ level, strategy }); if (this._stream === undefined) this._level = level; if (done) tick(done); };
  Class.prototype.reset = function () { if (this._stream !== undefined) host.nodeZipClose(this._stream); this._stream = undefined; };
  return Class;
}

function crc32(data, value = 0) {
  if (typeof data !== "string" && !ArrayBuffer.isView(data)) throw invalidArgType("data", ["Buffer", "TypedArray", "DataView", "string"], data);
  check.integer(value, "value", 0, 2 ** 32 - 1);
  return host.nodeCRC32(bytesOf(data), value);
}

const zlib = { crc32, constants, codes };
for (const [fn, Name, format, compress] of kinds) {
  const Class = makeClass(Name, format, compress);
  const camel = (text) => text[0].toUpperCase() + text.slice(1);
  zlib[Name] = Class;
  zlib[fn] = { [fn]: (input, options, done) => runAsync(format, compress, input, options, done) }[fn];
  zlib[`${fn}Sync`] = { [`${fn}Sync`]: (input, options) => runSync(format, compress, input, options) }[`${fn}Sync`];
  zlib[`create${camel(fn)}`] = (options) => new Class(options);
}
for (const [name, value] of Object.entries(constants)) if (!name.startsWith("BROTLI")) Object.defineProperty(zlib, name, { value, enumerable: false });

export default zlib;
export { crc32, constants, codes };
export const {
  Deflate, Inflate, Gzip, Gunzip, DeflateRaw, InflateRaw, Unzip, BrotliCompress, BrotliDecompress, deflate, deflateSync, gzip, gzipSync,
  deflateRaw, deflateRawSync, unzip, unzipSync, inflate, inflateSync, gunzip, gunzipSync, inflateRaw, inflateRawSync, brotliCompress,
  brotliCompressSync, brotliDecompress, brotliDecompressSync, createDeflate, createInflate, createDeflateRaw, createInflateRaw,
  createGzip, createGunzip, createUnzip, createBrotliCompress, createBrotliDecompress,
} = zlib;

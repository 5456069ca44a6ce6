// The streams: web-streams-polyfill (the reference implementation in another
// dress) behind Node's class strings, with what the standard adds beside it:
// TextEncoderStream, TextDecoderStream, CompressionStream, DecompressionStream.
(function (host, internal) {
  'use strict';
  const { idl, expose, code, isObject } = internal;
  const S = internal.loadPart('web-streams-polyfill');

  const isReadableStream = (v) => isObject(v) && Object.prototype.hasOwnProperty.call(v, '_readableStreamController');
  const getReader = S.ReadableStream.prototype.getReader;
  const tee = S.ReadableStream.prototype.tee;

  // drain reads a stream to its end below its promises: the standard collects a
  // body by read requests, which no patched Object.prototype.then can see.
  const pullSteps = Object.getOwnPropertySymbols(S.ReadableStreamDefaultController.prototype).find((s) => s.description === '[[PullSteps]]');
  const drain = (stream, take, done, fail) => {
    getReader.call(stream);
    let pulling = false;
    let again = false;
    const request = {
      _chunkSteps(value) {
        try {
          take(value);
        } catch (error) {
          return fail(error);
        }
        pull();
      },
      _closeSteps: done,
      _errorSteps: fail,
    };
    const once = () => {
      stream._disturbed = true;
      if (stream._state === 'closed') done();
      else if (stream._state === 'errored') fail(stream._storedError);
      else stream._readableStreamController[pullSteps](request);
    };
    // A chunk that is there already comes at once: a loop, not a recursion.
    const pull = () => {
      again = true;
      if (pulling) return;
      pulling = true;
      try {
        while (again) {
          again = false;
          once();
        }
      } finally {
        pulling = false;
      }
    };
    pull();
  };

  Object.defineProperty(internal, 'streams', {
    configurable: true,
    value: {
      ...S,
      isReadableStream,
      isDisturbed: (s) => !!s._disturbed,
      isErrored: (s) => s._state === 'errored',
      drain,
      getReader: (s) => getReader.call(s),
      tee: (s) => tee.call(s),
    },
  });
  internal.streamsLoaded = true;

  // The polyfill makes a prototype of its own where the engine's belongs.
  const asyncIteratorProto = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);
  const iteratorProto = Object.getPrototypeOf(new S.ReadableStream()[Symbol.asyncIterator]());
  if (Object.getPrototypeOf(iteratorProto) !== asyncIteratorProto) Object.setPrototypeOf(iteratorProto, asyncIteratorProto);

  for (const name of Object.keys(S)) expose(name, S[name]);

  // What the polyfill keeps on its objects is no part of them for JSON.
  for (const name of Object.keys(S).filter((n) => /Stream$|Reader$|Writer$/.test(n))) Object.defineProperty(S[name].prototype, 'toJSON', { value: { toJSON() { return {}; } }.toJSON, writable: true, configurable: true, enumerable: false });

  const stateOf = (s) => (s._state === undefined ? '' : s._state);
  internal.inspectable(S.ReadableStream, (s) => ({
    locked: s.locked, state: stateOf(s), supportsBYOB: s._readableStreamController instanceof S.ReadableByteStreamController,
  }));
  internal.inspectable(S.WritableStream, (s) => ({ locked: s.locked, state: stateOf(s) }));
  internal.inspectable(S.TransformStream, (s) => ({ readable: s.readable, writable: s.writable, backpressure: !!s._backpressure }));

  // generic makes a class that is a readable and a writable end.
  const kTransform = Symbol('transform');
  const ends = (Class) => {
    const get = (self, key) => {
      const t = isObject(self) ? self[kTransform] : undefined;
      if (!t) throw code(new TypeError(`Value of "this" must be of type ${Class.name}`), 'ERR_INVALID_THIS');
      return t[key];
    };
    Object.defineProperty(Class.prototype, 'readable', { get() { return get(this, 'readable'); }, configurable: true, enumerable: true });
    Object.defineProperty(Class.prototype, 'writable', { get() { return get(this, 'writable'); }, configurable: true, enumerable: true });
    idl(Class);
    expose(Class.name, Class);
  };
  const attach = (self, transform) => Object.defineProperty(self, kTransform, { value: transform });

  const encoderBrand = Symbol('encoder');
  class TextEncoderStream {
    constructor() {
      Object.defineProperty(this, encoderBrand, { value: true });
      let lead = '';
      attach(this, new S.TransformStream({
        transform(chunk, controller) {
          let s = lead + `${chunk}`;
          lead = '';
          if (s === '') return;
          const last = s.charCodeAt(s.length - 1);
          if (last >= 0xd800 && last <= 0xdbff) {
            lead = s[s.length - 1];
            s = s.slice(0, -1);
          }
          if (s !== '') controller.enqueue(internal.utf8(s));
        },
        flush(controller) {
          if (lead !== '') controller.enqueue(new Uint8Array([0xef, 0xbf, 0xbd]));
        },
      }));
    }
    get encoding() {
      if (!isObject(this) || !this[encoderBrand]) throw code(new TypeError('Value of "this" must be of type TextEncoderStream'), 'ERR_INVALID_THIS');
      return 'utf-8';
    }
  }
  ends(TextEncoderStream);

  const decoderSlot = Symbol('decoder');
  class TextDecoderStream {
    constructor(label = 'utf-8', options = undefined) {
      const decoder = new internal.TextDecoder(label, options);
      Object.defineProperty(this, decoderSlot, { value: decoder });
      attach(this, new S.TransformStream({
        transform(chunk, controller) {
          if (!internal.bytesOf(chunk)) throw internal.argType('chunk', 'an instance of ArrayBuffer or ArrayBufferView', chunk);
          const text = decoder.decode(chunk, { stream: true });
          if (text !== '') controller.enqueue(text);
        },
        flush(controller) {
          const text = decoder.decode();
          if (text !== '') controller.enqueue(text);
        },
      }));
    }
    get encoding() { return own(this).encoding; }
    get fatal() { return own(this).fatal; }
    get ignoreBOM() { return own(this).ignoreBOM; }
  }
  const own = (self) => {
    const d = isObject(self) ? self[decoderSlot] : undefined;
    if (!d) throw code(new TypeError('Value of "this" must be of type TextDecoderStream'), 'ERR_INVALID_THIS');
    return d;
  };
  ends(TextDecoderStream);

  // Compression. The host keeps a coder per stream; it is given up when the
  // stream ends, fails or is cancelled.
  const formats = ['deflate', 'deflate-raw', 'gzip', 'brotli'];
  const coder = (self, format, decompress) => {
    format = `${format}`;
    if (!formats.includes(format)) throw code(new TypeError(`The argument 'format' is invalid. Received '${format}'`), 'ERR_INVALID_ARG_VALUE');
    const id = host.coderOpen(format, decompress);
    let failed = false;
    const pass = ([out, reason], controller) => {
      if (out.length) controller.enqueue(out);
      if (reason === undefined) return;
      failed = true;
      host.coderClose(id);
      throw new TypeError(reason);
    };
    const transformer = {
      transform(chunk, controller) {
        const bytes = internal.isSharedBuffer(chunk) || (ArrayBuffer.isView(chunk) && internal.isSharedBuffer(chunk.buffer)) ? null : internal.bytesOf(chunk);
        if (!bytes) throw internal.argType('chunk', 'an instance of Buffer, TypedArray, or DataView', chunk);
        if (bytes.length === 0) return;
        pass(host.coderWrite(id, bytes), controller);
      },
      flush(controller) {
        if (!failed) pass(host.coderEnd(id), controller);
      },
      cancel() { host.coderClose(id); },
    };
    forgotten.register(transformer, id);
    attach(self, new S.TransformStream(transformer));
  };
  // A coder whose stream was dropped half-way is closed when it is collected.
  const forgotten = new FinalizationRegistry((id) => host.coderClose(id));
  class CompressionStream {
    constructor(format) {
      if (arguments.length === 0) throw code(new TypeError(`The argument 'format' is invalid. Received undefined`), 'ERR_INVALID_ARG_VALUE');
      coder(this, format, false);
    }
  }
  ends(CompressionStream);
  class DecompressionStream {
    constructor(format) {
      if (arguments.length === 0) throw code(new TypeError(`The argument 'format' is invalid. Received undefined`), 'ERR_INVALID_ARG_VALUE');
      coder(this, format, true);
    }
  }
  ends(DecompressionStream);
})

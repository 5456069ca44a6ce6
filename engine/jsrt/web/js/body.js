// Bodies of requests and responses (https://fetch.spec.whatwg.org/#bodies).
// A body keeps what it was made of (a string, bytes, a blob, a reader of the
// host) and becomes a ReadableStream only when somebody asks for one: the
// ordinary handler that answers a string and the ordinary call of json() never
// load the streams.
(function (host, internal) {
  'use strict';
  const { bytesOf, isObject, state } = internal;

  class Body {
    constructor(source, stream) {
      this.source = source; // string, Uint8Array, blob, { read, cancel, all } of the host, or null
      this.made = stream;
      this.used = false;
      this.finish = null; // aborts the host's side
    }
    get stream() { return (this.made ??= open(this)); }
    get disturbed() { return this.used || (this.made !== null && internal.streams.isDisturbed(this.made)); }
    get unusable() { return this.used || (this.made !== null && (this.made.locked || internal.streams.isDisturbed(this.made))); }
    clone() {
      if (this.made === null && (typeof this.source === 'string' || this.source instanceof Uint8Array || internal.isBlob(this.source))) {
        return new Body(this.source, null);
      }
      const bytes = this.made === null; // streams made here hold bytes that nobody else sees
      const [a, b] = internal.streams.tee(this.stream);
      this.made = a;
      this.source = null;
      return new Body(null, bytes ? b : copies(b));
    }
    // moved hands the content to a new body and leaves this one used.
    moved() {
      if (this.made === null) {
        const body = new Body(this.source, null);
        this.used = true;
        return body;
      }
      const identity = new internal.streams.TransformStream();
      this.made.pipeThrough(identity);
      return new Body(null, identity.readable);
    }
  }

  // Sources and strategies of streams that are made here have every member of
  // their own: what a program puts on Object.prototype is none of theirs.
  const plain = { __proto__: null, type: undefined, start: undefined, autoAllocateChunkSize: undefined };
  const lazily = { __proto__: null, highWaterMark: 0, size: undefined };

  // copies is a stream of structured clones of another's chunks: the two ends of
  // a cloned body must not share buffers.
  const copies = (stream) => {
    const reader = internal.streams.getReader(stream);
    return new internal.streams.ReadableStream({
      ...plain,
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(globalThis.structuredClone(value));
      },
      cancel: (reason) => reader.cancel(reason),
    }, lazily);
  };

  const sourceBytes = (source) => {
    if (typeof source === 'string') return internal.utf8(source);
    if (internal.isBlob(source)) return internal.blobBytes(source);
    return source;
  };
  const isHost = (source) => source !== null && typeof source === 'object' && typeof source.read === 'function';

  // open makes the stream of a body that has none yet.
  const open = (body) => {
    const S = internal.streams;
    if (body.used) {
      // What was read without a stream looks as if a reader had read it: locked.
      const spent = new S.ReadableStream({ ...plain, pull: undefined, cancel: undefined, type: 'bytes', start(c) { c.close(); } }, lazily);
      S.getReader(spent).read();
      return spent;
    }
    const source = body.source;
    if (isHost(source)) return hostStream(source);
    if (internal.isBlob(source)) return source.stream();
    return new S.ReadableStream({
      ...plain,
      type: 'bytes',
      cancel: undefined,
      pull(controller) {
        const bytes = sourceBytes(source);
        if (bytes.byteLength) controller.enqueue(bytes.slice());
        controller.close();
        controller.byobRequest?.respond(0);
      },
    }, lazily);
  };

  const hostStream = (source) => new internal.streams.ReadableStream({
    ...plain,
    type: 'bytes',
    start(controller) {
      source.broken = (why) => {
        try {
          controller.error(why);
        } catch {
          // It has ended already.
        }
      };
    },
    async pull(controller) {
      const chunk = await source.read();
      if (chunk === undefined || chunk === null) {
        controller.close();
        controller.byobRequest?.respond(0);
      } else if (chunk.length) controller.enqueue(typeof chunk === 'string' ? internal.utf8(chunk) : chunk);
      else return this.pull(controller);
    },
    cancel(reason) { return source.cancel?.(reason); },
  }, lazily);

  // extract is "extract a body": [body, content type].
  const extract = (object) => {
    if (typeof object === 'string') return [new Body(object.isWellFormed() ? object : object.toWellFormed(), null), 'text/plain;charset=UTF-8'];
    if (isObject(object)) {
      if (internal.streamsLoaded && internal.streams.isReadableStream(object)) return [fromStream(object), null];
      if (internal.isBlob(object)) return [new Body(object, null), object.type || null];
      const bytes = bytesOf(object);
      if (bytes) return [new Body(bytes.slice(), null), null];
      if (internal.isFormData(object)) {
        const { bytes: encoded, type } = internal.encodeForm(object);
        return [new Body(encoded, null), type];
      }
      if (internal.isSearchParams(object)) return [new Body(object.toString(), null), 'application/x-www-form-urlencoded;charset=UTF-8'];
      if (typeof object[Symbol.asyncIterator] === 'function') return [new Body(null, internal.streams.ReadableStream.from(pieces(object))), null];
    }
    return [new Body(internal.usv(object), null), 'text/plain;charset=UTF-8'];
  };
  // pieces are the values of an async iterable as bytes; strings are encoded.
  const pieces = async function* (iterable) {
    for await (const value of iterable) {
      const bytes = bytesOf(value) ?? internal.utf8(internal.usv(value));
      if (bytes.length) yield bytes;
    }
  };
  const fromStream = (stream) => {
    if (stream.locked || internal.streams.isDisturbed(stream)) throw new TypeError('Response body object should not be disturbed or locked');
    return new Body(null, stream);
  };

  const unusable = () => new TypeError('Body is unusable: Body has already been read');

  // readAll collects the bytes of a body.
  const readAll = async (body) => {
    const source = body.source;
    if (body.made === null && !isHost(source)) {
      body.used = true;
      return sourceBytes(source);
    }
    if (body.made === null) {
      body.used = true;
      const chunks = [];
      for (let c = await source.read(); c !== undefined && c !== null; c = await source.read()) {
        if (c.length) chunks.push(typeof c === 'string' ? internal.utf8(c) : c);
      }
      return chunks.length ? internal.concat(chunks) : new Uint8Array();
    }
    return new Promise((resolve, reject) => readStream(body.made, resolve, reject));
  };

  // readStream collects the bytes of a stream and hands them to done.
  const readStream = (stream, done, fail) => {
    const chunks = [];
    const take = (value) => {
      if (!isObject(value) || internal.typedTag.call(value) !== 'Uint8Array') throw new TypeError('Received non-Uint8Array chunk');
      chunks.push(value);
    };
    internal.streams.drain(stream, take, () => done(chunks.length ? internal.concat(chunks) : new Uint8Array()), fail);
  };

  // mime parses the Content-Type of a header list (https://fetch.spec.whatwg.org/#concept-header-extract-mime-type).
  const mime = (list) => {
    const value = list.get('content-type');
    if (value === null) return null;
    const text = host.extractMIME(value);
    if (text === undefined) return null;
    const [essence, ...params] = text;
    const map = new Map();
    for (let i = 0; i < params.length; i += 2) map.set(params[i], params[i + 1]);
    return { essence, params: map, text: serialize(essence, map) };
  };
  const serialize = (essence, params) => {
    let out = essence;
    for (const [k, v] of params) out += `;${k}=${internal.isToken(v) ? v : `"${v.replace(/(["\\])/g, '\\$1')}"`}`;
    return out;
  };

  // mixin defines the body members on an interface. stateOf throws for a
  // foreign receiver.
  const mixin = (Class, stateOf) => {
    const consume = async (self, convert) => {
      const s = stateOf(self);
      if (s.body === null) return convert(new Uint8Array(), s);
      if (s.body.source?.failure) throw s.body.source.failure.why;
      if (s.body.unusable) throw unusable();
      if (s.aborted) throw new internal.DOMException('The operation was aborted.', 'AbortError');
      if (s.body.made === null) return convert(await readAll(s.body), s);
      // The bytes meet no promise before they are converted.
      return new Promise((resolve, reject) => readStream(s.body.made, (bytes) => {
        try {
          resolve(convert(bytes, s));
        } catch (error) {
          reject(error);
        }
      }, reject));
    };
    // consumeText saves the way over bytes where the body is a string.
    const consumeText = async (self, convert) => {
      const s = stateOf(self);
      const body = s.body;
      if (body?.source?.failure) throw body.source.failure.why;
      if (body !== null && body.made === null && !body.used && typeof body.source === 'string') {
        body.used = true;
        const text = body.source;
        return convert(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
      }
      return consume(self, (bytes) => convert(internal.text(bytes)));
    };
    const methods = {
      arrayBuffer() { return consume(this, (bytes) => bytes.slice().buffer); },
      blob() {
        return consume(this, (bytes, s) => internal.blobOf(bytes.slice(), mime(s.list)?.text ?? ''));
      },
      bytes() { return consume(this, (bytes) => bytes.slice()); },
      formData() { return consume(this, (bytes, s) => internal.decodeForm(bytes, mime(s.list))); },
      json() { return consumeText(this, internal.parseJSON); },
      text() { return consumeText(this, (text) => text); },
      get body() {
        const body = stateOf(this).body;
        return body === null ? null : body.stream;
      },
      get bodyUsed() {
        const body = stateOf(this).body;
        return body !== null && body.disturbed;
      },
    };
    for (const key of Object.keys(methods)) {
      Object.defineProperty(Class.prototype, key, Object.getOwnPropertyDescriptor(methods, key));
    }
  };

  Object.assign(internal, { Body, extractBody: extract, mixinBody: mixin, readBody: readAll, mimeOf: mime });

  // The streams load at first use.
  Object.defineProperty(internal, 'streams', {
    configurable: true,
    get() {
      internal.load('streams');
      return Object.getOwnPropertyDescriptor(internal, 'streams').value;
    },
  });
  internal.streamsLoaded = false;
})

// Blob and File (https://w3c.github.io/FileAPI/). A blob is a list of strings
// and byte arrays; it becomes one byte array only when somebody reads it.
(function (host, internal) {
  'use strict';
  const { idl, expose, code, usv, isObject, bytesOf, argType } = internal;

  const typeOf = (value) => {
    const s = `${value}`;
    return /[^\x20-\x7e]/.test(s) ? '' : s.toLowerCase();
  };
  const native = (s) => s.replace(/\r\n|\r|\n/g, '\n');

  // roundEven is the rounding of [Clamp]: halves go to the even neighbour.
  const roundEven = (n) => (Math.abs(n % 1) === 0.5 ? 2 * Math.round(n / 2) : Math.round(n));

  let blobState;
  let slice;
  const kFrom = Symbol('from');

  class Blob {
    #state;
    static {
      blobState = (b) => {
        if (!isObject(b) || !(#state in b)) throw code(new TypeError('Value of "this" must be of type Blob'), 'ERR_INVALID_THIS');
        return b.#state;
      };
      internal.isBlob = (v) => isObject(v) && #state in v;
      slice = (state) => {
        const b = new Blob(kFrom);
        b.#state = state;
        return b;
      };
    }
    constructor(blobParts = undefined, options = undefined) {
      if (blobParts === kFrom) return;
      let sources = [];
      if (blobParts !== undefined) {
        const iterator = isObject(blobParts) ? blobParts[Symbol.iterator] : undefined;
        if (typeof iterator !== 'function') {
          throw code(new TypeError(`The "sources" argument must be a sequence. Received ${internal.received(blobParts)}`), 'ERR_INVALID_ARG_TYPE');
        }
        sources = { [Symbol.iterator]: () => iterator.call(blobParts) };
      }
      if (options !== undefined && options !== null && !isObject(options)) throw argType('options', 'a dictionary', options);
      const o = options ?? {};
      const parts = [];
      for (const part of sources) parts.push(partOf(part));
      const endings = o.endings === undefined ? 'transparent' : `${o.endings}`;
      if (endings !== 'transparent' && endings !== 'native') {
        throw code(new TypeError(`The property 'options.endings' is invalid. Received '${endings}'`), 'ERR_INVALID_ARG_VALUE');
      }
      const type = o.type === undefined ? '' : typeOf(o.type);
      let size = 0;
      const list = parts.map((p) => {
        const bytes = typeof p === 'string' ? internal.utf8(endings === 'native' ? native(p) : p) : p;
        size += bytes.length;
        return bytes;
      });
      this.#state = { parts: list, size, type };
    }
    get size() { return blobState(this).size; }
    get type() { return blobState(this).type; }
    slice(start = 0, end = undefined, contentType = '') {
      const s = blobState(this);
      const at = (v, missing) => {
        if (v === undefined) return missing;
        let n = +v;
        n = Number.isNaN(n) ? 0 : roundEven(n);
        return n < 0 ? Math.max(s.size + n, 0) : Math.min(n, s.size);
      };
      const from = at(start, 0);
      const to = Math.max(at(end, s.size), from);
      const type = typeOf(contentType);
      return slice({ parts: [allBytes(s).subarray(from, to)], size: to - from, type });
    }
    async arrayBuffer() { return allBytes(blobState(this)).slice().buffer; }
    async text() { return internal.textKeepBOM(allBytes(blobState(this))); }
    async bytes() { return allBytes(blobState(this)).slice(); }
    stream() {
      const s = blobState(this);
      return blobStream(s);
    }
  }
  idl(Blob);
  internal.inspectable(Blob, (b) => ({ size: b.size, type: b.type }));

  const partOf = (part) => {
    if (internal.isBlob(part)) return allBytes(blobState(part));
    const bytes = bytesOf(part);
    if (bytes) return bytes.slice();
    const s = `${part}`;
    return s.isWellFormed() ? s : s.toWellFormed();
  };

  const allBytes = (s) => {
    if (s.parts.length !== 1) s.parts = [internal.concat(s.parts.length ? s.parts : [new Uint8Array()])];
    return s.parts[0];
  };

  const chunk = 65536;
  const blobStream = (s) => {
    let at = 0;
    const bytes = allBytes(s);
    return new internal.streams.ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (at >= bytes.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const view = controller.byobRequest?.view;
        const size = Math.min(view ? view.byteLength : chunk, bytes.length - at);
        const part = bytes.slice(at, at + size);
        at += size;
        if (view) {
          new Uint8Array(view.buffer, view.byteOffset, size).set(part);
          controller.byobRequest.respond(size);
        } else controller.enqueue(part);
      },
    }, { highWaterMark: 0 });
  };

  let fileState;
  class File extends Blob {
    #file;
    static {
      fileState = (f) => {
        if (!isObject(f) || !(#file in f)) throw code(new TypeError('Value of "this" must be of type File'), 'ERR_INVALID_THIS');
        return f.#file;
      };
      internal.isFile = (v) => isObject(v) && #file in v;
    }
    constructor(fileBits, fileName, options = undefined) {
      if (arguments.length < 2) throw code(new TypeError('The "fileBits" and "fileName" arguments must be specified'), 'ERR_MISSING_ARGS');
      super(fileBits, options);
      const name = usv(fileName);
      const stamp = options?.lastModified;
      const lastModified = stamp === undefined ? Date.now() : Math.trunc(+stamp) || 0;
      this.#file = { name, lastModified };
    }
    get name() { return fileState(this).name; }
    get lastModified() { return fileState(this).lastModified; }
  }
  idl(File);
  internal.inspectable(File, (f) => ({ size: f.size, type: f.type, name: f.name, lastModified: f.lastModified }));

  // Blob URLs live as long as the machine.
  const urls = new Map();
  internal.createObjectURL = (obj) => {
    if (!internal.isBlob(obj)) throw argType('obj', 'an instance of Blob', obj);
    const url = `blob:nodedata:${host.randomUUID()}`;
    urls.set(url, obj);
    return url;
  };
  internal.revokeObjectURL = (url) => { urls.delete(url); };
  internal.blobFromURL = (url) => urls.get(url);

  expose('Blob', Blob);
  expose('File', File);
  Object.assign(internal, {
    blobState, fileState, blobBytes: (b) => allBytes(blobState(b)),
    blobOf: (bytes, type) => slice({ parts: [bytes], size: bytes.length, type: typeOf(type) }),
    textKeepBOM: (bytes) => (bytes.length > 2 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '') + internal.text(bytes),
  });
})

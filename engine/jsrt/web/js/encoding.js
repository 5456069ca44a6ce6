// TextEncoder, TextDecoder, atob and btoa (https://encoding.spec.whatwg.org/).
(function (host, internal) {
  'use strict';
  const { idl, expose, code, usv, bytesOf, isObject } = internal;

  // utf8 encodes a string. Short ASCII is done here, the rest by the host.
  const utf8 = (s) => {
    const n = s.length;
    if (n <= 64) {
      const out = new Uint8Array(n);
      let i = 0;
      for (; i < n; i++) {
        const c = s.charCodeAt(i);
        if (c > 127) break;
        out[i] = c;
      }
      if (i === n) return out;
    }
    return host.utf8Encode(s.isWellFormed() ? s : s.toWellFormed());
  };

  // text decodes UTF-8 with replacement and without the byte order mark.
  const text = (bytes) => {
    const n = bytes.length;
    if (n === 0) return '';
    if (n <= 32) {
      let out = '';
      let i = 0;
      for (; i < n && bytes[i] < 128; i++) out += String.fromCharCode(bytes[i]);
      if (i === n) return out;
    }
    return host.utf8Decode(bytes);
  };

  let encoderCheck;
  class TextEncoder {
    #brand = true;
    static {
      encoderCheck = (e) => {
        if (!isObject(e) || !(#brand in e)) throw code(new TypeError('Value of "this" must be of type TextEncoder'), 'ERR_INVALID_THIS');
      };
    }
    get encoding() { encoderCheck(this); return 'utf-8'; }
    encode(input = '') {
      encoderCheck(this);
      return utf8(`${input}`);
    }
    encodeInto(source, destination) {
      encoderCheck(this);
      source = usv(source);
      if (!isObject(destination) || internal.typedTag.call(destination) !== 'Uint8Array') {
        throw internal.argType('dest', 'an instance of Uint8Array', destination);
      }
      let read = 0;
      let written = 0;
      for (const ch of source) {
        const c = ch.codePointAt(0);
        const size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (written + size > destination.length) break;
        if (size === 1) destination[written] = c;
        else {
          for (let i = size - 1, rest = c; i >= 0; i--, rest >>= 6) {
            destination[written + i] = i ? 0x80 | (rest & 0x3f) : ((0xf00 >> size) & 0xff) | rest;
          }
        }
        written += size;
        read += ch.length;
      }
      return { read, written };
    }
  }
  idl(TextEncoder);
  internal.inspectable(TextEncoder, (e) => ({ encoding: e.encoding }));

  let decoder;
  class TextDecoder {
    #state;
    static {
      decoder = (d) => {
        if (!isObject(d) || !(#state in d)) throw code(new TypeError('Value of "this" must be of type TextDecoder'), 'ERR_INVALID_THIS');
        return d.#state;
      };
    }
    constructor(label = 'utf-8', options = undefined) {
      label = `${label}`;
      const o = internal.dictionary(options);
      const fatal = !!o.fatal;
      const ignoreBOM = !!o.ignoreBOM;
      const encoding = label === 'utf-8' ? label : host.encodingName(label);
      if (encoding === undefined) {
        throw code(new RangeError(`The "${label}" encoding is not supported`), 'ERR_ENCODING_NOT_SUPPORTED');
      }
      this.#state = { encoding, fatal, ignoreBOM, tail: null, bomSeen: false, mode: '' };
    }
    get encoding() { return decoder(this).encoding; }
    get fatal() { return decoder(this).fatal; }
    get ignoreBOM() { return decoder(this).ignoreBOM; }
    decode(input = undefined, options = undefined) {
      const s = decoder(this);
      let bytes;
      if (input === undefined) bytes = new Uint8Array();
      else {
        bytes = bytesOf(input);
        if (!bytes) throw code(new TypeError('The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.'), 'ERR_INVALID_ARG_TYPE');
      }
      const stream = !!internal.dictionary(options).stream;
      return decode(s, bytes, stream);
    }
  }
  idl(TextDecoder);
  internal.inspectable(TextDecoder, (d) => ({ encoding: d.encoding, fatal: d.fatal, ignoreBOM: d.ignoreBOM }));

  const decode = (s, bytes, stream) => {
    if (!stream && !s.tail && !s.bomSeen && !s.ignoreBOM && !s.fatal && s.mode === '' && s.encoding === 'utf-8') return text(bytes);
    if (s.tail) {
      bytes = internal.concat([s.tail, bytes]);
      s.tail = null;
    }
    const [out, tail, mode] = host.decode(s.encoding, bytes, s.fatal, stream, s.mode);
    if (out === null || out === undefined) {
      s.bomSeen = false;
      s.mode = '';
      throw code(new TypeError(`The encoded data was not valid for encoding ${s.encoding}`), 'ERR_ENCODING_INVALID_ENCODED_DATA');
    }
    let result = out;
    if (!s.bomSeen && result !== '') {
      s.bomSeen = true;
      if (!s.ignoreBOM && result.charCodeAt(0) === 0xfeff && s.encoding.startsWith('utf-')) result = result.slice(1);
    }
    if (stream) {
      s.tail = tail && tail.length ? tail : null;
      s.mode = mode;
    } else {
      s.bomSeen = false;
      s.mode = '';
    }
    return result;
  };

  const atob = function atob(input) {
    if (arguments.length === 0) throw code(new TypeError('The "input" argument must be specified'), 'ERR_MISSING_ARGS');
    const s = `${input}`.replace(/[\t\n\f\r ]+/g, '');
    const bad = (message) => new internal.DOMException(message, 'InvalidCharacterError');
    let body = s;
    if (s.length % 4 === 0) body = s.replace(/==?$/, '');
    if (/[^A-Za-z0-9+/]/.test(body)) throw bad('Invalid character');
    if (body.length % 4 === 1) throw bad('The string to be decoded is not correctly encoded.');
    return host.atob(body);
  };
  const btoa = function btoa(input) {
    if (arguments.length === 0) throw code(new TypeError('The "input" argument must be specified'), 'ERR_MISSING_ARGS');
    const s = `${input}`;
    for (let i = 0; i < s.length; i++) {
      if (s.charCodeAt(i) > 255) throw new internal.DOMException('Invalid character', 'InvalidCharacterError');
    }
    return host.btoa(s);
  };

  expose('TextEncoder', TextEncoder);
  expose('TextDecoder', TextDecoder);
  expose('atob', atob, true);
  expose('btoa', btoa, true);
  Object.assign(internal, { utf8, text });
})

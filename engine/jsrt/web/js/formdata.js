// FormData (https://xhr.spec.whatwg.org/#interface-formdata) and its two
// encodings. Multipart bodies are taken apart by the host.
(function (host, internal) {
  'use strict';
  const { idl, expose, need, code, usv, isObject } = internal;

  let formList;
  let setList;
  class FormData {
    #list = [];
    static {
      formList = (f) => {
        if (!isObject(f) || !(#list in f)) throw code(new TypeError('Illegal invocation'), 'ERR_INVALID_THIS');
        return f.#list;
      };
      setList = (f, list) => { f.#list = list; };
      internal.isFormData = (v) => isObject(v) && #list in v;
    }
    constructor(form = undefined) {
      if (form !== undefined) throw new TypeError('FormData constructor: Argument 1 could not be converted to: undefined.');
    }
    append(name, value, filename = undefined) {
      const list = formList(this);
      need(arguments, 2, 'FormData.append');
      list.push(entry('append', arguments.length === 3, name, value, filename));
    }
    delete(name) {
      const list = formList(this);
      need(arguments, 1, 'FormData.delete');
      name = usv(name);
      this.#list = list.filter((e) => e[0] !== name);
    }
    get(name) {
      const list = formList(this);
      need(arguments, 1, 'FormData.get');
      name = usv(name);
      for (const e of list) if (e[0] === name) return e[1];
      return null;
    }
    getAll(name) {
      const list = formList(this);
      need(arguments, 1, 'FormData.getAll');
      name = usv(name);
      return list.filter((e) => e[0] === name).map((e) => e[1]);
    }
    has(name) {
      const list = formList(this);
      need(arguments, 1, 'FormData.has');
      name = usv(name);
      return list.some((e) => e[0] === name);
    }
    set(name, value, filename = undefined) {
      const list = formList(this);
      need(arguments, 2, 'FormData.set');
      const made = entry('set', arguments.length === 3, name, value, filename);
      const at = list.findIndex((e) => e[0] === made[0]);
      if (at < 0) list.push(made);
      else this.#list = [...list.slice(0, at), made, ...list.slice(at + 1).filter((e) => e[0] !== made[0])];
    }
  }
  internal.iterable(FormData, formList);
  idl(FormData);
  internal.inspectable(FormData, (f) => {
    const out = {};
    for (const [k, v] of formList(f)) {
      if (!Object.hasOwn(out, k)) out[k] = v;
      else if (Array.isArray(out[k])) out[k].push(v);
      else out[k] = [out[k], v];
    }
    return out;
  });

  const entry = (method, named, name, value, filename) => {
    name = usv(name);
    if (!internal.isBlob(value)) {
      if (named) throw new TypeError(`Failed to execute '${method}' on 'FormData': parameter 2 is not of type 'Blob'`);
      return [name, usv(value)];
    }
    if (named) filename = usv(filename);
    if (internal.isFile(value) && filename === undefined) return [name, value];
    const options = { type: value.type };
    if (internal.isFile(value)) options.lastModified = value.lastModified;
    return [name, new internal.File([value], filename ?? 'blob', options)];
  };

  const escape = (s) => s.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/"/g, '%22');
  const lines = (s) => s.replace(/\r?\n|\r/g, '\r\n');

  // encodeForm answers the multipart bytes and their content type.
  const encodeForm = (form) => {
    const boundary = `----formdata-undici-0${String(Math.floor(Math.random() * 1e11)).padStart(11, '0')}`;
    const prefix = `--${boundary}\r\nContent-Disposition: form-data`;
    const chunks = [];
    for (const [name, value] of formList(form)) {
      const head = `${prefix}; name="${escape(lines(name))}"`;
      if (typeof value === 'string') {
        chunks.push(internal.utf8(`${head}\r\n\r\n${lines(value)}\r\n`));
        continue;
      }
      const file = value.name ? `; filename="${escape(value.name)}"` : '';
      chunks.push(internal.utf8(`${head}${file}\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`));
      chunks.push(internal.blobBytes(value), internal.utf8('\r\n'));
    }
    chunks.push(internal.utf8(`--${boundary}--\r\n`));
    return { bytes: internal.concat(chunks), type: `multipart/form-data; boundary=${boundary}` };
  };

  const ofList = (list) => {
    const form = new FormData();
    setList(form, list);
    return form;
  };

  // decodeForm makes a FormData of a body with its parsed content type.
  const decodeForm = (bytes, mime) => {
    if (mime && mime.essence === 'application/x-www-form-urlencoded') {
      return ofList(internal.parseForm(internal.textKeepBOM(bytes)));
    }
    if (!mime || mime.essence !== 'multipart/form-data') {
      throw new TypeError('Content-Type was not one of "multipart/form-data" or "application/x-www-form-urlencoded".');
    }
    const parts = mime.params.has('boundary') ? host.parseMultipart(bytes, mime.params.get('boundary')) : undefined;
    if (parts === undefined) throw new TypeError('Failed to parse body as FormData.');
    return ofList(parts.map(([name, filename, type, data]) =>
      [name, filename === undefined || filename === null ? internal.textKeepBOM(data) : new internal.File([data], filename, { type })]));
  };

  expose('FormData', FormData);
  Object.assign(internal, { encodeForm, decodeForm });
})

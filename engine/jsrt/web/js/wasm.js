// WebAssembly without its compiler: memories, tables and globals are what they
// are elsewhere, and code is refused by name. So what asks whether WebAssembly
// is there finds out why its module does not run.
(function (host, internal) {
  'use strict';
  const page = 65536, most = 65536;
  const no = 'signalbox has no WebAssembly compiler: it runs JavaScript only';

  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}
  for (const Class of [CompileError, LinkError, RuntimeError]) {
    Object.defineProperty(Class.prototype, 'name', { value: Class.name, writable: true, configurable: true, enumerable: false });
  }

  const isBytes = (v) => v instanceof ArrayBuffer || ArrayBuffer.isView(v) || v instanceof SharedArrayBuffer;
  const descriptor = (v, where, what) => {
    if (v === null || (typeof v !== 'object' && typeof v !== 'function')) throw new TypeError(`${where}: Argument 0 must be a ${what} descriptor`);
    return v;
  };

  // limit reads an entry of a descriptor that is a count.
  function limit(value, where, name, low, high) {
    const n = Number(value);
    if (!Number.isFinite(n)) throw new TypeError(`${where}: Property '${name}': value ${value} is not an integer`);
    const count = Math.trunc(n);
    if (count < low) throw new RangeError(`${where}: Property '${name}': value ${count} is below the lower bound ${low}`);
    if (count > high) throw new RangeError(`${where}: Property '${name}': value ${count} is above the upper bound ${high}`);
    return count;
  }

  // limits reads initial and maximum.
  function limits(d, where, high) {
    if (d.initial === undefined) throw new TypeError(`${where}: Property 'initial' is required`);
    const initial = limit(d.initial, where, 'initial', 0, high);
    return { initial, maximum: d.maximum === undefined ? undefined : limit(d.maximum, where, 'maximum', initial, high) };
  }

  class Memory {
    #buffer;
    #maximum;
    #shared;
    constructor(options) {
      const where = 'WebAssembly.Memory()';
      const d = descriptor(options, where, 'memory');
      const { initial, maximum } = limits(d, where, most);
      this.#shared = Boolean(d.shared);
      if (this.#shared && maximum === undefined) throw new TypeError(`${where}: If shared is true, maximum property should be defined.`);
      this.#maximum = maximum;
      this.#buffer = this.#shared ? new SharedArrayBuffer(initial * page) : new ArrayBuffer(initial * page);
    }
    get buffer() { return this.#buffer; }
    grow(delta) {
      const before = this.#buffer.byteLength / page, after = before + limit(delta, 'WebAssembly.Memory.grow()', 'delta', 0, most);
      if (after > (this.#maximum ?? most)) throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
      if (this.#shared) throw new RangeError('signalbox does not grow a shared WebAssembly.Memory');
      this.#buffer = this.#buffer.transfer(after * page);
      return before;
    }
  }

  class Table {
    #list;
    #maximum;
    constructor(options, value = null) {
      const where = 'WebAssembly.Table()';
      const d = descriptor(options, where, 'table');
      if (d.element !== 'anyfunc' && d.element !== 'externref') throw new TypeError(`${where}: Descriptor property 'element' must be a WebAssembly reference type`);
      const { initial, maximum } = limits(d, where, 10_000_000);
      this.#maximum = maximum ?? 10_000_000;
      this.#list = new Array(initial).fill(value);
    }
    get length() { return this.#list.length; }
    #at(index, where) {
      if (!(index >= 0 && index < this.#list.length)) throw new RangeError(`${where}: invalid address ${index} in table of size ${this.#list.length}`);
      return Math.trunc(index);
    }
    get(index) { return this.#list[this.#at(index, 'WebAssembly.Table.get()')]; }
    set(index, value = null) { this.#list[this.#at(index, 'WebAssembly.Table.set()')] = value; }
    grow(delta, value = null) {
      const before = this.#list.length;
      if (before + delta > this.#maximum) throw new RangeError(`WebAssembly.Table.grow(): failed to grow table by ${delta}`);
      for (let i = 0; i < delta; i++) this.#list.push(value);
      return before;
    }
  }

  const kinds = { i32: (v) => v | 0, i64: (v) => BigInt.asIntN(64, BigInt(v)), f32: Math.fround, f64: Number, externref: (v) => v, anyfunc: (v) => v };

  class Global {
    #value;
    #kind;
    #mutable;
    constructor(options, value) {
      const where = 'WebAssembly.Global()';
      const d = descriptor(options, where, 'global');
      this.#kind = kinds[d.value];
      if (!this.#kind) throw new TypeError(`${where}: Descriptor property 'value' must be a WebAssembly type`);
      this.#mutable = Boolean(d.mutable);
      this.#value = this.#kind(value === undefined && d.value !== 'externref' ? (d.value === 'i64' ? 0n : 0) : value);
    }
    get value() { return this.#value; }
    set value(v) {
      if (!this.#mutable) throw new TypeError("set WebAssembly.Global.value: Can't set the value of an immutable global.");
      this.#value = this.#kind(v);
    }
    valueOf() { return this.#value; }
  }

  class Module {
    constructor(bytes) {
      if (!isBytes(bytes)) throw new TypeError('WebAssembly.Module(): Argument 0 must be a buffer source');
      throw new CompileError(`WebAssembly.Module(): ${no}`);
    }
  }
  class Instance {
    constructor() { throw new TypeError('WebAssembly.Instance(): Argument 0 must be a WebAssembly.Module'); }
  }

  const refuse = (name) => async (source) => {
    const what = await source;
    if (!isBytes(what) && !name.endsWith('Streaming')) throw new TypeError(`WebAssembly.${name}(): Argument 0 must be a buffer source`);
    throw new CompileError(`WebAssembly.${name}(): ${no}`);
  };
  const functions = {
    compile: refuse('compile'), instantiate: refuse('instantiate'), compileStreaming: refuse('compileStreaming'), instantiateStreaming: refuse('instantiateStreaming'),
    validate(bytes) {
      if (!isBytes(bytes)) throw new TypeError('WebAssembly.validate(): Argument 0 must be a buffer source');
      return false;
    },
  };

  const WebAssembly = Object.create(Object.prototype, { [Symbol.toStringTag]: { value: 'WebAssembly', configurable: true } });
  for (const [name, fn] of Object.entries(functions)) {
    Object.defineProperty(fn, 'name', { value: name, configurable: true });
    WebAssembly[name] = fn;
  }
  for (const [name, Class] of Object.entries({ Module, Instance, Table, Memory, Global, CompileError, LinkError, RuntimeError })) {
    Object.defineProperty(WebAssembly, name, { value: Class, writable: true, configurable: true, enumerable: false });
    if (Class.prototype instanceof Error) continue;
    internal.idl(Class, `WebAssembly.${name}`);
  }
  internal.expose('WebAssembly', WebAssembly);
})

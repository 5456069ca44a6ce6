// node:fs: the project's files, to read. Every function comes in Node's three
// forms from one synchronous implementation; a callback runs in a later turn of
// the loop, as after real input and output.
import { host } from "signalbox:internal";
import { cwd } from "signalbox:node/machine";
import { Buffer } from "node:buffer";
import { Readable, Writable } from "node:stream";
import { AbortError, check, invalidArgType, invalidArgValue, outOfRange } from "signalbox:node/errors";
import { fileError, readOnly } from "signalbox:node/file_errors";
import { Dirent, Stats } from "signalbox:node/stats";
import { fileURLToPath } from "node:url";

const later = globalThis.setImmediate;

export const constants = Object.freeze({
  __proto__: null, UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1,
  UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4, UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6, UV_DIRENT_BLOCK: 7, S_IFMT: 61440, S_IFREG: 32768,
  S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960, S_IFSOCK: 49152, O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0,
  O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536, O_NOATIME: 262144, O_NOFOLLOW: 131072, O_SYNC: 1052672, O_DSYNC: 4096,
  O_DIRECT: 16384, O_NONBLOCK: 2048, S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32, S_IWGRP: 16, S_IXGRP: 8,
  S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1, F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, UV_FS_COPYFILE_EXCL: 1, COPYFILE_EXCL: 1,
  UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2, UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4,
});
export const { F_OK, R_OK, W_OK, X_OK } = constants;

// pathOf is the path as text: a string, a file: URL or bytes.
function pathOf(path, name = "path") {
  if (path instanceof URL) path = fileURLToPath(path);
  else if (path instanceof Uint8Array) path = Buffer.from(path).toString();
  if (typeof path !== "string") throw invalidArgType(name, ["string", "Buffer", "URL"], path);
  if (path.includes("\0")) throw invalidArgValue(name, path, "must be a string, Uint8Array, or URL without null bytes");
  return path;
}

// absolute is the virtual path that the host knows.
function absolute(path) {
  const full = path.startsWith("/") ? path : `${cwd()}/${path}`;
  const out = [];
  for (const part of full.split("/")) {
    if (part === "..") out.pop();
    else if (part !== "" && part !== ".") out.push(part);
  }
  return `/${out.join("/")}`;
}

function answer(result, syscall, path) {
  if (typeof result === "string" && /^E[A-Z]+$/.test(result)) throw fileError(result, syscall, path);
  return result;
}

function optionsOf(options, defaults) {
  if (options == null || typeof options === "function") return defaults;
  if (typeof options === "string") return { ...defaults, encoding: options };
  if (typeof options !== "object") throw invalidArgType("options", ["string", "Object"], options);
  const out = { ...defaults, ...options };
  if (out.signal?.aborted) throw new AbortError(undefined, { cause: out.signal.reason });
  return out;
}

function decoded(bytes, encoding) {
  const buf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!encoding || encoding === "buffer") return buf;
  if (!Buffer.isEncoding(encoding)) throw invalidArgValue("encoding", encoding, "is invalid encoding");
  return buf.toString(encoding);
}

// Open files: a descriptor stands for a path with a position.
const open = new Map();
let nextFd = 20;
function opened(fd, syscall) {
  if (typeof fd !== "number") throw invalidArgType("fd", "number", fd);
  check.integer(fd, "fd", 0, 2147483647);
  const file = open.get(fd);
  if (!file) throw fileError("EBADF", syscall);
  return file;
}

const writing = (flags) => (typeof flags === "number" ? (flags & 3) !== 0 || (flags & constants.O_CREAT) !== 0 : /[wa+]/.test(`${flags ?? "r"}`));
const load = (path, syscall = "open") => answer(host.nodeReadFile(absolute(path)), syscall, path);

const sync = {
  readFile(path, options) {
    const { encoding, flag } = optionsOf(options, { encoding: null, flag: "r" });
    if (encoding && encoding !== "buffer" && !Buffer.isEncoding(encoding)) throw invalidArgValue("encoding", encoding, "is invalid encoding");
    if (typeof path === "number") return decoded(opened(path, "read").bytes(), encoding);
    path = pathOf(path);
    if (writing(flag)) throw readOnly("open", path);
    const found = host.nodeReadFile(absolute(path));
    if (found === "EISDIR") throw fileError("EISDIR", "read");
    return decoded(answer(found, "open", path), encoding);
  },
  readdir(path, options) {
    const { encoding, withFileTypes, recursive } = optionsOf(options, { encoding: "utf8" });
    path = pathOf(path);
    const out = [];
    const visit = (dir, prefix) => {
      const list = answer(host.nodeReadDir(absolute(dir)), "scandir", path);
      for (const [name, kind] of list) {
        const shown = prefix ? `${prefix}/${name}` : name;
        out.push(withFileTypes ? new Dirent(name, kind, dir) : encoding === "buffer" ? Buffer.from(shown) : shown);
      }
      if (recursive) for (const [name, kind] of list) if (kind === "d") visit(`${dir}/${name}`, prefix ? `${prefix}/${name}` : name);
    };
    visit(path, "");
    return out;
  },
  stat(path, options) { return statOf(path, options, "stat", host.nodeStat); },
  lstat(path, options) { return statOf(path, options, "lstat", host.nodeLstat); },
  fstat(fd, options) { return new Stats(answer(host.nodeStat(opened(fd, "fstat").path), "fstat"), options?.bigint); },
  access(path, mode = F_OK) {
    path = pathOf(path);
    check.integer(mode, "mode", 0, 7);
    answer(host.nodeStat(absolute(path)), "access", path);
    if (mode & W_OK) throw fileError("EACCES", "access", path);
  },
  realpath(path, options) {
    path = pathOf(path);
    const found = host.nodeRealPath(absolute(path));
    if (Array.isArray(found)) throw fileError(found[0], "lstat", path);
    return optionsOf(options, { encoding: "utf8" }).encoding === "buffer" ? Buffer.from(found) : found;
  },
  readlink(path) {
    path = pathOf(path);
    const raw = answer(host.nodeLstat(absolute(path)), "readlink", path);
    if (raw.kind !== "l") throw fileError("EINVAL", "readlink", path);
    return sync.realpath(path);
  },
  open(path, flags = "r") {
    path = pathOf(path);
    if (writing(flags)) throw readOnly("open", path);
    const full = absolute(path);
    answer(host.nodeStat(full), "open", path);
    const fd = nextFd++;
    let bytes;
    open.set(fd, { path: full, at: 0, bytes: () => (bytes ??= load(full, "read")) });
    return fd;
  },
  close(fd) { opened(fd, "close"); open.delete(fd); },
  read(fd, buffer, offset, length, position) {
    if (buffer !== null && typeof buffer === "object" && !ArrayBuffer.isView(buffer)) ({ buffer = Buffer.alloc(16384), offset, length, position } = buffer);
    if (!ArrayBuffer.isView(buffer)) throw invalidArgType("buffer", ["Buffer", "TypedArray", "DataView"], buffer);
    if (offset !== null && typeof offset === "object") ({ offset, length, position } = offset);
    offset ??= 0;
    length ??= buffer.byteLength - offset;
    if (offset > buffer.byteLength) throw outOfRange("offset", `>= 0 && <= ${buffer.byteLength}`, offset);
    if (length < 0 || length > buffer.byteLength - offset) throw outOfRange("length", `>= 0 && <= ${buffer.byteLength - offset}`, length);
    const file = opened(fd, "read"), bytes = file.bytes();
    const from = typeof position === "number" && position >= 0 ? position : typeof position === "bigint" && position >= 0n ? Number(position) : file.at;
    const part = bytes.subarray(from, from + length);
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(part, offset);
    if (from === file.at && (position === null || position === undefined || position === -1)) file.at += part.length;
    return part.length;
  },
  readv(fd, buffers, position) {
    let total = 0;
    for (const one of buffers) {
      const n = sync.read(fd, one, 0, one.byteLength, typeof position === "number" ? position + total : null);
      total += n;
      if (n < one.byteLength) break;
    }
    return total;
  },
  opendir(path) {
    path = pathOf(path);
    return new Dir(path, sync.readdir(path, { withFileTypes: true }));
  },
  statfs() { return { type: 0, bsize: 4096, blocks: 0, bfree: 0, bavail: 0, files: 0, ffree: 0 }; },
};

function statOf(path, options, syscall, ask) {
  path = pathOf(path);
  const raw = ask(absolute(path));
  if (typeof raw === "string") {
    if (options?.throwIfNoEntry === false && (raw === "ENOENT" || raw === "ENOTDIR")) return undefined;
    throw fileError(raw, syscall, path);
  }
  return new Stats(raw, options?.bigint);
}

export class Dir {
  #left;
  constructor(path, entries) { this.path = path; this.#left = entries; }
  readSync() { return this.#left.shift() ?? null; }
  read(done) { return done ? later(() => done(null, this.readSync())) && undefined : Promise.resolve(this.readSync()); }
  closeSync() { this.#left = []; }
  close(done) { this.closeSync(); return done ? later(() => done(null)) && undefined : Promise.resolve(); }
  async *[Symbol.asyncIterator]() { for (let e = this.readSync(); e !== null; e = this.readSync()) yield e; }
  entries() { return this[Symbol.asyncIterator](); }
}

// What writes answers that it cannot, in the form in which it was called.
const writers = "appendFile chmod chown copyFile cp fchmod fchown fdatasync fsync ftruncate futimes lchmod lchown link lutimes mkdir mkdtemp rename rm rmdir symlink truncate unlink utimes write writeFile writev".split(" ");
const syscalls = { appendFile: "open", writeFile: "open", copyFile: "copyfile" };
for (const name of writers) {
  sync[name] = (path) => { throw readOnly(syscalls[name] ?? name, typeof path === "number" ? undefined : pathOf(path)); };
}

const promised = {};
const fs = { constants, F_OK, R_OK, W_OK, X_OK, Stats, Dirent, Dir };
const callbackArgs = { read: (n, [, buffer]) => [n, ArrayBuffer.isView(buffer) ? buffer : buffer?.buffer], readv: (n, [, buffers]) => [n, buffers] };

for (const [name, fn] of Object.entries(sync)) {
  const named = (key, value) => Object.defineProperty(value, "name", { value: key, configurable: true });
  fs[`${name}Sync`] = named(`${name}Sync`, (...args) => fn(...args));
  fs[name] = named(name, (...args) => {
    const done = args.length > 1 ? args.at(-1) : undefined;
    if (typeof done !== "function") throw invalidArgType("cb", "Function", done);
    args.pop();
    checkNow(name, args);
    let result, failure;
    try { result = fn(...args); } catch (err) { failure = err; }
    later(() => (failure ? done(failure) : done(null, ...(callbackArgs[name]?.(result, args) ?? (result === undefined ? [] : [result])))));
  });
  promised[name] = named(name, (...args) => new Promise((resolve, reject) => {
    let result;
    try { result = fn(...args); } catch (err) { return later(() => reject(err)); }
    return later(() => resolve(result));
  }));
}

// checkNow throws what Node throws at once instead of handing it to the callback.
function checkNow(name, args) {
  if (["close", "read", "readv", "fstat", "write", "writev", "fsync", "fdatasync", "ftruncate", "futimes", "fchmod", "fchown"].includes(name)) {
    if (typeof args[0] !== "number") throw invalidArgType("fd", "number", args[0]);
  } else if (!(name === "readFile" && typeof args[0] === "number") && !["statfs"].includes(name)) pathOf(args[0]);
}

fs.existsSync = function existsSync(path) {
  try { return typeof host.nodeStat(absolute(pathOf(path))) !== "string"; } catch { return false; }
};
fs.exists = function exists(path, done) {
  check.function(done, "cb");
  const found = fs.existsSync(path);
  later(() => done(found));
};
Object.defineProperty(fs.exists, Symbol.for("nodejs.util.promisify.custom"), { value: (path) => Promise.resolve(fs.existsSync(path)) });
fs.realpath.native = fs.realpath;
fs.realpathSync.native = fs.realpathSync;
fs.openAsBlob = async (path, options) => new Blob([sync.readFile(path)], options);

// ReadStream reads a file in pieces.
function ReadStream(path, options) {
  if (!(this instanceof ReadStream)) return new ReadStream(path, options);
  options = optionsOf(options, { highWaterMark: 64 * 1024, emitClose: true });
  this.path = path == null ? undefined : pathOf(path);
  this.flags = options.flags ?? "r";
  this.fd = options.fd ?? null;
  this.bytesRead = 0;
  this.start = options.start;
  this.end = options.end ?? Infinity;
  for (const key of ["start", "end"]) if (options[key] !== undefined && options[key] !== Infinity) check.integer(options[key], key, 0);
  if (this.start > this.end) throw outOfRange("start", `<= "end" (here: ${this.end})`, this.start);
  this.pos = this.start ?? 0;
  Readable.call(this, { ...options, autoDestroy: options.autoClose !== false });
  if (options.encoding) this.setEncoding(options.encoding);
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);
ReadStream.prototype._construct = function (done) {
  if (typeof this.fd === "number") { done(); return; }
  later(() => {
    try { this.fd = sync.open(this.path, this.flags); } catch (err) { done(err); return; }
    done();
    this.emit("open", this.fd);
    this.emit("ready");
  });
};
ReadStream.prototype._read = function (size) {
  const want = Math.min(this.end - this.pos + 1, size);
  if (want <= 0) { this.push(null); return; }
  later(() => {
    if (this.destroyed) return;
    try {
      const chunk = Buffer.alloc(want);
      const n = sync.read(this.fd, chunk, 0, want, this.pos);
      this.pos += n;
      this.bytesRead += n;
      this.push(n > 0 ? chunk.subarray(0, n) : null);
    } catch (err) { this.destroy(err); }
  });
};
ReadStream.prototype._destroy = function (err, done) {
  if (typeof this.fd === "number" && open.has(this.fd)) open.delete(this.fd);
  this.fd = null;
  later(() => done(err));
};
ReadStream.prototype.close = function (done) { if (done) this.once("close", () => done()); this.destroy(); };
Object.defineProperty(ReadStream.prototype, "pending", { get() { return this.fd === null; }, configurable: true });

function WriteStream(path, options) {
  if (!(this instanceof WriteStream)) return new WriteStream(path, options);
  this.path = pathOf(path);
  this.bytesWritten = 0;
  Writable.call(this, { ...(typeof options === "object" ? options : {}), construct: undefined });
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);
WriteStream.prototype._construct = function (done) { later(() => done(readOnly("open", this.path))); };
WriteStream.prototype._write = function (chunk, encoding, done) { done(readOnly("write", this.path)); };

const createReadStream = (path, options) => new ReadStream(path, options);
const createWriteStream = (path, options) => new WriteStream(path, options);
// A watcher never sees a change: the machine ends with the tree it was built for.
const watcher = () => Object.assign(new Readable({ read() {} }), { close() {}, ref() { return this; }, unref() { return this; } });
const watch = watcher, watchFile = watcher, unwatchFile = () => {};
Object.assign(fs, { createReadStream, createWriteStream, ReadStream, WriteStream, FileReadStream: ReadStream, FileWriteStream: WriteStream, watch, watchFile, unwatchFile });

class FileHandle {
  #fd;
  constructor(fd) { this.#fd = fd; }
  get fd() { return this.#fd; }
  async readFile(options) { return sync.readFile(this.#fd, options); }
  async stat(options) { return sync.fstat(this.#fd, options); }
  async read(buffer, ...rest) {
    if (buffer === undefined || (buffer !== null && typeof buffer === "object" && !ArrayBuffer.isView(buffer))) {
      const given = buffer ?? {};
      buffer = given.buffer ?? Buffer.alloc(16384);
      rest = [given.offset, given.length, given.position];
    }
    return { bytesRead: sync.read(this.#fd, buffer, ...rest), buffer };
  }
  async readv(buffers, position) { return { bytesRead: sync.readv(this.#fd, buffers, position), buffers }; }
  createReadStream(options) { return createReadStream(undefined, { ...options, fd: this.#fd }); }
  readableWebStream() { return Readable.toWeb(this.createReadStream()); }
  async *readLines(options) {
    const text = (await this.readFile(options?.encoding ?? "utf8")).split(/\r?\n/);
    if (text.at(-1) === "") text.pop();
    yield* text;
  }
  async close() { if (this.#fd !== -1) { sync.close(this.#fd); this.#fd = -1; } }
  async [Symbol.asyncDispose ?? Symbol.for("nodejs.asyncDispose")]() { await this.close(); }
}
for (const name of ["write", "writeFile", "writev", "appendFile", "truncate", "chmod", "chown", "sync", "datasync", "utimes"]) {
  FileHandle.prototype[name] = async () => { throw readOnly(name); };
}
promised.open = async (path, flags) => new FileHandle(sync.open(path, flags));
promised.opendir = async (path) => sync.opendir(path);
promised.constants = constants;
promised.watch = async function* () {};
for (const name of ["close", "read", "readv", "write", "writev", "fstat", "fsync", "fdatasync", "ftruncate", "futimes", "fchmod", "fchown"]) delete promised[name];
const promises = promised;
fs.promises = promises;

export default fs;
export { promises, Stats, Dirent, ReadStream, WriteStream, ReadStream as FileReadStream, WriteStream as FileWriteStream, createReadStream, createWriteStream, watch, watchFile, unwatchFile };
export const {
  access, accessSync, appendFile, appendFileSync, chmod, chmodSync, chown, chownSync, close, closeSync, copyFile, copyFileSync, cp, cpSync,
  exists, existsSync, fchmod, fchmodSync, fchown, fchownSync, fdatasync, fdatasyncSync, fstat, fstatSync, fsync, fsyncSync, ftruncate,
  ftruncateSync, futimes, futimesSync, lchmod, lchmodSync, lchown, lchownSync, link, linkSync, lstat, lstatSync, lutimes, lutimesSync, mkdir,
  mkdirSync, mkdtemp, mkdtempSync, openSync, opendir, opendirSync, openAsBlob, read, readSync, readv, readvSync, readFile, readFileSync,
  readdir, readdirSync, readlink, readlinkSync, realpath, realpathSync, rename, renameSync, rm, rmSync, rmdir, rmdirSync, stat, statSync,
  statfs, statfsSync, symlink, symlinkSync, truncate, truncateSync, unlink, unlinkSync, utimes, utimesSync, write, writeSync, writeFile,
  writeFileSync, writev, writevSync,
} = fs;
const openFile = fs.open;
export { openFile as open };

// fs.Stats and fs.Dirent.
const S_IFDIR = 0o040000, S_IFREG = 0o100000, S_IFLNK = 0o120000, S_IFMT = 0o170000;
const modes = { f: S_IFREG | 0o644, d: S_IFDIR | 0o755, l: S_IFLNK | 0o777 };

function kinds(proto, is) {
  const tests = { isDirectory: S_IFDIR, isFile: S_IFREG, isSymbolicLink: S_IFLNK, isBlockDevice: 0o060000, isCharacterDevice: 0o020000, isFIFO: 0o010000, isSocket: 0o140000 };
  for (const [name, mode] of Object.entries(tests)) {
    Object.defineProperty(proto, name, { value: { [name]() { return is(this) === mode; } }[name], writable: true, configurable: true });
  }
}

// Stats of what the host tells: kind, size and time. The rest is made up, the
// same for every file.
export class Stats {
  constructor(raw, big) {
    const n = big ? (v) => BigInt(Math.round(v)) : (v) => v;
    Object.assign(this, {
      dev: n(1), mode: n(modes[raw.kind]), nlink: n(1), uid: n(1000), gid: n(1000), rdev: n(0), blksize: n(4096), ino: n(1),
      size: n(raw.size), blocks: n(Math.ceil(raw.size / 512)), atimeMs: n(raw.time), mtimeMs: n(raw.time), ctimeMs: n(raw.time), birthtimeMs: n(raw.time),
    });
    if (big) for (const key of ["atime", "mtime", "ctime", "birthtime"]) this[`${key}Ns`] = BigInt(Math.round(raw.time)) * 1000000n;
    for (const key of ["atime", "mtime", "ctime", "birthtime"]) this[key] = new Date(raw.time);
  }
}
kinds(Stats.prototype, (s) => Number(s.mode) & S_IFMT);

export class Dirent {
  #kind;
  constructor(name, kind, path) {
    this.name = name;
    this.parentPath = this.path = path;
    this.#kind = kind;
  }
  static modeOf(d) { return modes[d.#kind] & S_IFMT; }
}
const modeOf = Dirent.modeOf;
delete Dirent.modeOf;
kinds(Dirent.prototype, modeOf);

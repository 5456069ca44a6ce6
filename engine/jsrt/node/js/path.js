// node:path, both flavours. A path is normalised as a list of segments; the
// flavours differ in separators and in what counts as a root.
import { cwd } from "signalbox:node/machine";
import { check, invalidArgType } from "signalbox:node/errors";

// squash resolves "." and ".." in segments. Above a root ".." vanishes; in a
// relative path it stays.
function squash(text, isSep, sep, rooted) {
  const out = [];
  for (const segment of split(text, isSep)) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") out.push(segment);
    else if (out.length > 0 && out.at(-1) !== "..") out.pop();
    else if (!rooted) out.push("..");
  }
  return out.join(sep);
}

function split(text, isSep) {
  const out = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && !isSep(text[i])) continue;
    out.push(text.slice(from, i));
    from = i + 1;
  }
  return out;
}

function formatWith(sep, parts) {
  if (parts === null || typeof parts !== "object") throw invalidArgType("pathObject", "Object", parts);
  const dir = parts.dir || parts.root;
  const ext = parts.ext ? `${parts.ext[0] === "." ? "" : "."}${parts.ext}` : "";
  const base = parts.base || `${parts.name || ""}${ext}`;
  if (!dir) return base;
  return dir === parts.root ? `${dir}${base}` : `${dir}${sep}${base}`;
}

// lastName is the last segment without trailing separators, from index start.
function lastName(text, isSep, start) {
  let end = text.length;
  while (end > start && isSep(text[end - 1])) end--;
  let from = end;
  while (from > start && !isSep(text[from - 1])) from--;
  return text.slice(from, end);
}

function baseName(text, suffix, isSep, start) {
  if (suffix !== undefined) check.string(suffix, "suffix");
  check.string(text, "path");
  if (suffix !== undefined && suffix === text) return "";
  const name = lastName(text, isSep, start);
  if (suffix && name.endsWith(suffix) && name !== suffix) return name.slice(0, -suffix.length);
  return name;
}

function extension(name) {
  if (name === "" || name === "..") return "";
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot);
}

function makePosix(cwd) {
  const isSep = (c) => c === "/";
  const posix = {
    resolve(...args) {
      let resolved = "", absolute = false;
      for (let i = args.length - 1; i >= -1 && !absolute; i--) {
        const path = i >= 0 ? args[i] : cwd();
        if (i >= 0) check.string(path, `paths[${i}]`);
        if (path.length === 0) continue;
        resolved = `${path}/${resolved}`;
        absolute = path[0] === "/";
      }
      const clean = squash(resolved, isSep, "/", absolute);
      if (absolute) return `/${clean}`;
      return clean || ".";
    },
    normalize(path) {
      check.string(path, "path");
      if (path === "") return ".";
      const rooted = path[0] === "/", trailing = path.at(-1) === "/";
      let clean = squash(path, isSep, "/", rooted);
      if (clean === "") {
        if (rooted) return "/";
        return trailing ? "./" : ".";
      }
      if (trailing) clean += "/";
      return rooted ? `/${clean}` : clean;
    },
    isAbsolute(path) { check.string(path, "path"); return path[0] === "/"; },
    join(...args) {
      args.forEach((a) => check.string(a, "path"));
      const joined = args.filter((a) => a !== "").join("/");
      return joined === "" ? "." : posix.normalize(joined);
    },
    relative(from, to) {
      check.string(from, "from");
      check.string(to, "to");
      from = posix.resolve(from);
      to = posix.resolve(to);
      if (from === to) return "";
      const a = from.split("/").filter(Boolean), b = to.split("/").filter(Boolean);
      let same = 0;
      while (same < a.length && same < b.length && a[same] === b[same]) same++;
      return [...a.slice(same).map(() => ".."), ...b.slice(same)].join("/");
    },
    toNamespacedPath: (path) => path,
    dirname(path) {
      check.string(path, "path");
      if (path === "") return ".";
      let end = path.length;
      while (end > 1 && path[end - 1] === "/") end--;
      while (end > 0 && path[end - 1] !== "/") end--;
      if (end === 0) return ".";
      if (end === 2 && path[0] === "/" && path[1] === "/") return "//";
      const stop = end;
      end = stop - 1;
      return end === 0 ? "/" : path.slice(0, end);
    },
    basename: (path, suffix) => baseName(path, suffix, isSep, 0),
    extname(path) { check.string(path, "path"); return extension(lastName(path, isSep, 0)); },
    format: (parts) => formatWith("/", parts),
    parse(path) {
      check.string(path, "path");
      const out = { root: path[0] === "/" ? "/" : "", dir: "", base: "", ext: "", name: "" };
      if (path === "") return out;
      out.base = lastName(path, isSep, 0);
      out.ext = extension(out.base);
      out.name = out.ext ? out.base.slice(0, -out.ext.length) : out.base;
      let end = path.length;
      while (end > 0 && path[end - 1] === "/") end--;
      end -= out.base.length;
      if (out.base !== "" && end > 1) out.dir = path.slice(0, end - 1);
      else if (out.root) out.dir = "/";
      return out;
    },
    matchesGlob(path, pattern) { return matchesGlob(path, pattern, posix); },
    sep: "/", delimiter: ":",
  };
  return posix;
}

function makeWin32(cwd) {
  const isSep = (c) => c === "/" || c === "\\";
  const isLetter = (c) => c !== undefined && /[a-zA-Z]/.test(c);

  // rootOf splits off "C:\", "C:", "\\server\share\" or "\".
  function rootOf(path) {
    const out = { device: "", length: 0, absolute: false, unc: false };
    if (isSep(path[0])) {
      out.absolute = true;
      out.length = 1;
      if (!isSep(path[1])) return out;
      let j = 2, last = j;
      while (j < path.length && !isSep(path[j])) j++;
      if (j >= path.length || j === last) return out;
      const server = path.slice(last, j);
      last = j;
      while (j < path.length && isSep(path[j])) j++;
      if (j >= path.length || j === last) return out;
      last = j;
      while (j < path.length && !isSep(path[j])) j++;
      if (j === last) return out;
      out.unc = true;
      out.device = `\\\\${server}\\${path.slice(last, j)}`;
      out.length = j;
      out.whole = j === path.length;
      return out;
    }
    if (isLetter(path[0]) && path[1] === ":") {
      out.device = path.slice(0, 2);
      out.length = 2;
      if (path.length > 2 && isSep(path[2])) { out.absolute = true; out.length = 3; }
    }
    return out;
  }

  const win32 = {
    resolve(...args) {
      let device = "", tail = "", absolute = false;
      for (let i = args.length - 1; i >= -1; i--) {
        let path;
        if (i >= 0) {
          path = args[i];
          check.string(path, `paths[${i}]`);
          if (path.length === 0) continue;
        } else path = cwd();
        const root = rootOf(path);
        if (root.device) {
          if (device && root.device.toLowerCase() !== device.toLowerCase()) continue;
          if (!device) device = root.device;
        }
        if (absolute) { if (device) break; continue; }
        tail = `${path.slice(root.length)}\\${tail}`;
        absolute = root.absolute || root.unc;
        if (absolute && device) break;
      }
      tail = squash(tail, isSep, "\\", absolute);
      return absolute ? `${device}\\${tail}` : `${device}${tail}` || ".";
    },
    normalize(path) {
      check.string(path, "path");
      if (path === "") return ".";
      if (path.length === 1) return path === "/" ? "\\" : path;
      const root = rootOf(path);
      if (root.unc && root.whole) return `${root.device}\\`;
      const absolute = root.absolute || root.unc;
      let tail = root.length < path.length ? squash(path.slice(root.length), isSep, "\\", absolute) : "";
      if (tail === "" && !absolute) tail = ".";
      if (tail !== "" && isSep(path.at(-1))) tail += "\\";
      if (!root.device) return absolute ? `\\${tail}` : tail;
      return absolute ? `${root.device}\\${tail}` : `${root.device}${tail}`;
    },
    isAbsolute(path) {
      check.string(path, "path");
      return isSep(path[0]) || (isLetter(path[0]) && path[1] === ":" && isSep(path[2]));
    },
    join(...args) {
      args.forEach((a) => check.string(a, "path"));
      const parts = args.filter((a) => a !== "");
      if (parts.length === 0) return ".";
      let joined = parts.join("\\");
      let slashes = 0;
      while (slashes < parts[0].length && isSep(parts[0][slashes])) slashes++;
      const network = slashes === 2 && parts[0].length > 2;
      if (!network) {
        let lead = 0;
        while (lead < joined.length && isSep(joined[lead])) lead++;
        if (lead >= 2) joined = `\\${joined.slice(lead)}`;
      }
      return win32.normalize(joined);
    },
    relative(from, to) {
      check.string(from, "from");
      check.string(to, "to");
      if (from === to) return "";
      const a = win32.resolve(from), b = win32.resolve(to);
      if (a.toLowerCase() === b.toLowerCase()) return "";
      const x = a.split("\\").filter(Boolean), y = b.split("\\").filter(Boolean);
      let same = 0;
      while (same < x.length && same < y.length && x[same].toLowerCase() === y[same].toLowerCase()) same++;
      if (same === 0) return b;
      return [...x.slice(same).map(() => ".."), ...y.slice(same)].join("\\");
    },
    toNamespacedPath(path) {
      if (typeof path !== "string" || path === "") return path;
      const full = win32.resolve(path);
      if (full.length <= 2) return path;
      if (full.startsWith("\\\\")) return full[2] !== "?" && full[2] !== "." ? `\\\\?\\UNC\\${full.slice(2)}` : path;
      return isLetter(full[0]) && full[1] === ":" && full[2] === "\\" ? `\\\\?\\${full}` : path;
    },
    dirname(path) {
      check.string(path, "path");
      if (path === "") return ".";
      if (path.length === 1) return isSep(path) ? path : ".";
      const root = rootOf(path);
      if (root.unc && root.whole) return path;
      let start = root.length;
      if (root.unc && isSep(path[start])) start++;
      let end = path.length;
      while (end > start && isSep(path[end - 1])) end--;
      while (end > start && !isSep(path[end - 1])) end--;
      if (end <= start) return start > 0 ? path.slice(0, start) : ".";
      return path.slice(0, end - 1);
    },
    basename(path, suffix) {
      const start = typeof path === "string" && isLetter(path[0]) && path[1] === ":" ? 2 : 0;
      return baseName(path, suffix, isSep, start);
    },
    extname(path) {
      check.string(path, "path");
      return extension(lastName(path, isSep, isLetter(path[0]) && path[1] === ":" ? 2 : 0));
    },
    format: (parts) => formatWith("\\", parts),
    parse(path) {
      check.string(path, "path");
      const out = { root: "", dir: "", base: "", ext: "", name: "" };
      if (path === "") return out;
      const root = rootOf(path);
      let length = root.length;
      if (root.unc && isSep(path[length])) length++;
      if (path.length === 1 && !root.absolute) { out.base = out.name = path; return out; }
      out.root = path.slice(0, length);
      out.base = lastName(path, isSep, length);
      out.ext = extension(out.base);
      out.name = out.ext ? out.base.slice(0, -out.ext.length) : out.base;
      let end = path.length;
      while (end > length && isSep(path[end - 1])) end--;
      end -= out.base.length;
      out.dir = out.base !== "" && end > length ? path.slice(0, end - 1) : out.root;
      return out;
    },
    matchesGlob(path, pattern) { return matchesGlob(path, pattern, win32); },
    sep: "\\", delimiter: ";",
  };
  return win32;
}

function matchesGlob(path, pattern, flavour) {
  check.string(path, "path");
  check.string(pattern, "pattern");
  let source = "";
  const text = flavour.normalize(pattern).replaceAll("\\", "/");
  for (let i = 0; i < text.length; i++) {
    if (text.startsWith("**/", i)) { source += "(?:[^/]+/)*"; i += 2; }
    else if (text.startsWith("**", i)) { source += ".*"; i++; }
    else if (text[i] === "*") source += "[^/]*";
    else if (text[i] === "?") source += "[^/]";
    else if (text[i] === "{") source += "(?:";
    else if (text[i] === "}") source += ")";
    else if (text[i] === ",") source += "|";
    else source += text[i].replace(/[.+^$()|\\]/, "\\$&");
  }
  return new RegExp(`^${source}$`).test(flavour.normalize(path).replaceAll("\\", "/"));
}

const path = makePosix(cwd);
const posixFlavour = path, windowsFlavour = makeWin32(cwd);
for (const flavour of [posixFlavour, windowsFlavour]) {
  flavour.win32 = windowsFlavour;
  flavour.posix = posixFlavour;
  flavour._makeLong = flavour.toNamespacedPath;
}

export default path;
export const {
  resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname, format, parse,
  sep, delimiter, win32, posix, _makeLong,
} = path;
const glob = path.matchesGlob;
export { glob as matchesGlob };

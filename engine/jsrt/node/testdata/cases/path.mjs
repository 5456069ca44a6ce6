import path from "node:path";
import { join, posix, win32 } from "path";

const odd = ["", ".", "..", "/", "//", "///", "/a", "a/", "/a/", "/a/b", "a/b/", "./a", "../a", "/../a", "a/../../b", "a//b", "/a/./b/../c/", "a.js", ".a", "a.", "..a", "a..", ".a.b", "/a/b.tar.gz", "//a", "//a/b", "a/b/../..", "./", "../", "../..", "a b/c d", "C:\\a\\b", "é/ü"];
const wodd = [...odd, "C:", "C:\\", "C:a", "C:..\\a", "\\\\srv\\share", "\\\\srv\\share\\", "\\\\srv\\share\\a\\b", "\\a", "a\\b\\..\\c", "C:/a/b/", "c:\\a.b\\.c", "\\\\srv"];
const each = (list, fn) => list.map((p) => { try { return fn(p); } catch (e) { return e.message; } });
const cases = {};
for (const [name, flavour, list] of [["posix", posix, odd], ["win32", win32, wodd]]) {
  for (const fn of ["normalize", "isAbsolute", "dirname", "basename", "extname", "parse"]) cases[`${name} ${fn}`] = () => each(list, (p) => flavour[fn](p));
  cases[`${name} basename with suffix`] = () => [["a.js", ".js"], ["a.js", "a.js"], ["/b/a.js/", ".js"], ["a.js", "s"], ["aa", "a"], ["", "a"], ["a", ""], [".js", ".js"], ["x/.js", ".js"]].map(([p, s]) => flavour.basename(p, s));
  cases[`${name} format`] = () => [{}, { base: "a" }, { dir: "/x", base: "a" }, { root: "/", base: "a" }, { root: "/", dir: "/", base: "a" }, { name: "n", ext: "e" }, { name: "n", ext: ".e" }, { dir: "d", name: "n" }, { root: "r", name: "n" }].map((p) => flavour.format(p));
}
cases["join"] = () => [[], [""], ["", ""], ["a", "", "b"], ["a", "/b"], ["/", "a"], ["a", "../b"], ["a", "../../b"], ["/a", "../../b"], ["a/", "./b"], [".", "a"], ["", "a"], ["/", "/"]].map((a) => join(...a));
cases["win32 join"] = () => [[], ["a", "\\b"], ["C:", "a"], ["C:\\", "a"], ["\\\\srv", "share"], ["//srv", "share", "x"], ["\\", "a"], ["a", "..", "..", "b"], ["//", "a"], ["c:.", "file"]].map((a) => win32.join(...a));
cases["resolve absolute"] = () => [["/a", "b"], ["/a", "/b"], ["/a", "../b"], ["/a/b", "..", "..", ".."], ["/", "a", "", "b/"], ["/a/", "."]].map((a) => path.resolve(...a));
cases["win32 resolve absolute"] = () => [["C:\\a", "b"], ["C:\\a", "\\b"], ["C:\\a", "D:\\b"], ["C:\\a", "D:b"], ["\\\\srv\\s\\", "a"], ["c:/", "x", "../y"]].map((a) => { const r = win32.resolve(...a); return r.includes("project") || r.includes("files") ? "cwd" : r; });
cases["relative"] = () => [["/a/b", "/a/c"], ["/a", "/a"], ["/a/b/c", "/a"], ["/", "/a"], ["/a", "/"], ["/a/b", "/a/b/c/d"], ["/foo/bar", "/foo/barx"], ["", ""], ["a", "b"], ["a/b", "a"]].map((a) => path.relative(...a));
cases["win32 relative"] = () => [["C:\\a\\b", "C:\\a\\c"], ["C:\\a", "D:\\b"], ["C:\\A\\b", "c:\\a\\B\\c"], ["C:\\", "C:\\a"], ["\\\\s\\h\\a", "\\\\s\\h\\b"]].map((a) => win32.relative(...a));
cases["namespaced"] = () => ["C:\\a", "\\\\s\\h\\a", "", "\\\\?\\C:\\a"].map((p) => win32.toNamespacedPath(p)).concat(posix.toNamespacedPath("/a"));
cases["wrong types"] = () => each([undefined, null, 5, {}, [], true, Symbol("x"), () => {}, 10n], (v) => path.join(v));
cases["wrong types resolve"] = () => each([5, {}], (v) => path.resolve("/a", v));
cases["wrong format"] = () => each([undefined, null, "x", 5], (v) => path.format(v));
cases["constants"] = () => [path.sep, path.delimiter, win32.sep, win32.delimiter, path.posix === path, path.win32.win32 === win32, Object.keys(path)];
export default cases;

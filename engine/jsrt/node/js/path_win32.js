// node:path/win32
import path from "node:path";

export default path.win32;
export const {
  resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname, format, parse,
  matchesGlob, sep, delimiter, win32, posix, _makeLong,
} = path.win32;

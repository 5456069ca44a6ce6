// node:path/posix
import path from "node:path";

export default path.posix;
export const {
  resolve, normalize, isAbsolute, join, relative, toNamespacedPath, dirname, basename, extname, format, parse,
  matchesGlob, sep, delimiter, win32, posix, _makeLong,
} = path.posix;

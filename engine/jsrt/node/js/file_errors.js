// Errors of the file system, in Node's words.

const known = {
  ENOENT: [-2, "no such file or directory"], EACCES: [-13, "permission denied"], EISDIR: [-21, "illegal operation on a directory"],
  ENOTDIR: [-20, "not a directory"], EIO: [-5, "i/o error"], EBADF: [-9, "bad file descriptor"], EROFS: [-30, "read-only file system"],
  EINVAL: [-22, "invalid argument"], EEXIST: [-17, "file already exists"],
};

export function fileError(code, syscall, path, dest) {
  const [errno, sentence] = known[code] ?? known.EIO;
  let message = `${code}: ${sentence}, ${syscall}`;
  if (path !== undefined) message += ` '${path}'`;
  if (dest !== undefined) message += ` -> '${dest}'`;
  const err = new Error(message);
  Object.assign(err, { errno, code, syscall });
  if (path !== undefined) err.path = path;
  if (dest !== undefined) err.dest = dest;
  return err;
}

// readOnly is what every writing function answers.
export function readOnly(syscall, path) {
  const err = fileError("EROFS", syscall, path);
  err.message += " (signalbox lets handlers read the project's files and write none)";
  return err;
}


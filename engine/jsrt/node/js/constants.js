// node:constants: the constants of os, fs and crypto in one object.
import os from "node:os";
import fs from "node:fs";
import crypto from "node:crypto";

const constants = { ...os.constants.errno, ...os.constants.priority, ...os.constants.signals, ...fs.constants, ...crypto.constants };
export default constants;
export const {
  E2BIG, EACCES, EAGAIN, EBADF, EBUSY, EEXIST, EINVAL, EIO, EISDIR, EMFILE, ENOENT, ENOMEM, ENOTDIR, ENOTEMPTY, EPERM, EPIPE, EROFS,
  O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_SYNC, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, S_IFMT, S_IFREG, S_IFDIR,
  S_IFLNK, S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR, F_OK, R_OK, W_OK, X_OK, COPYFILE_EXCL, SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGTERM,
  RSA_PKCS1_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PSS_PADDING, SSL_OP_NO_SSLv3, SSL_OP_NO_TLSv1, SSL_OP_NO_TLSv1_1, UV_UDP_REUSEADDR,
} = constants;

// node:os: a plain Linux server. Code does not learn which computer this is.
import { host } from "signalbox:internal";

const facts = host.nodeProcessFacts();
const EOL = "\n", devNull = "/dev/null";
const names = "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".split(" ");
const signals = Object.fromEntries(names.map((name, i) => [`SIG${name}`, i + 1]));
const constants = {
  UV_UDP_REUSEADDR: 4, dlopen: { RTLD_LAZY: 1, RTLD_NOW: 2, RTLD_GLOBAL: 256, RTLD_LOCAL: 0, RTLD_DEEPBIND: 8 },
  errno: { E2BIG: 7, EACCES: 13, EADDRINUSE: 98, EAGAIN: 11, EBADF: 9, EBUSY: 16, ECONNREFUSED: 111, ECONNRESET: 104, EEXIST: 17, EINVAL: 22, EIO: 5, EISDIR: 21, EMFILE: 24, ENOENT: 2, ENOMEM: 12, ENOTDIR: 20, ENOTEMPTY: 39, EPERM: 1, EPIPE: 32, EROFS: 30, ETIMEDOUT: 110 },
  signals: { ...signals, SIGIOT: 6, SIGPOLL: 29 }, priority: { PRIORITY_LOW: 19, PRIORITY_BELOW_NORMAL: 10, PRIORITY_NORMAL: 0, PRIORITY_ABOVE_NORMAL: -7, PRIORITY_HIGH: -14, PRIORITY_HIGHEST: -20 },
};
const text = (value) => Object.assign(() => value, { [Symbol.toPrimitive]: () => value });
const arch = text(facts.arch), platform = text(facts.platform), type = text("Linux"), release = text("6.1.0"), version = text("#1 SMP"),
  machine = text(facts.arch === "x64" ? "x86_64" : "aarch64"), hostname = text("localhost"), homedir = text("/root"), tmpdir = text("/tmp"), endianness = text("LE");
const availableParallelism = () => facts.cpus;
const cpus = () => Array.from({ length: facts.cpus }, () => ({ model: "cpu", speed: 2000, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }));
const totalmem = () => 2 ** 33, freemem = () => 2 ** 32, loadavg = () => [0, 0, 0], uptime = () => host.nodeHrtime() / 1e9;
const networkInterfaces = () => ({ lo: [{ address: "127.0.0.1", netmask: "255.0.0.0", family: "IPv4", mac: "00:00:00:00:00:00", internal: true, cidr: "127.0.0.1/8" }] });
const userInfo = () => ({ uid: 1000, gid: 1000, username: "node", homedir: "/root", shell: "/bin/sh" });
const getPriority = () => 0, setPriority = () => {};

export default {
  arch, availableParallelism, cpus, endianness, freemem, getPriority, homedir, hostname, loadavg, networkInterfaces, platform, release,
  setPriority, tmpdir, totalmem, type, userInfo, uptime, version, machine, constants, EOL, devNull,
};
export {
  arch, availableParallelism, cpus, endianness, freemem, getPriority, homedir, hostname, loadavg, networkInterfaces, platform, release,
  setPriority, tmpdir, totalmem, type, userInfo, uptime, version, machine, constants, EOL, devNull,
};

// node:process: the process that packages look at. It is an event emitter that
// belongs to the machine, not to the computer: its environment is the project's
// .env files, its folder the project, and it cannot be ended.
import { host, internal } from "signalbox:internal";
import EventEmitter from "node:events";
import { tick } from "signalbox:node/machine";
import { check, invalidArgType, nodeError, outOfRange, refused } from "signalbox:node/errors";

const facts = host.nodeProcessFacts();

// makeEnv is the environment: a plain object whose values become strings.
function makeEnv(values) {
  const store = Object.assign({}, values);
  const text = (value) => {
    if (typeof value === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
    return `${value}`;
  };
  return new Proxy(store, {
    set(target, key, value) {
      if (typeof key === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
      target[key] = text(value);
      return true;
    },
    defineProperty(target, key, d) {
      if ("get" in d || "set" in d) throw nodeError(TypeError, "ERR_INVALID_OBJECT_DEFINE_PROPERTY", "'process.env' does not accept an accessor(getter/setter) descriptor");
      if (d.configurable === false || d.enumerable === false || d.writable === false) {
        throw nodeError(TypeError, "ERR_INVALID_OBJECT_DEFINE_PROPERTY", "'process.env' only accepts a configurable, writable, and enumerable data descriptor");
      }
      return Reflect.defineProperty(target, key, { value: text(d.value), configurable: true, enumerable: true, writable: true });
    },
  });
}

function hrtime(previous) {
  const now = host.nodeHrtime();
  let seconds = Math.floor(now / 1e9), nanos = Math.floor(now % 1e9);
  if (previous !== undefined) {
    if (!Array.isArray(previous)) throw invalidArgType("time", "Array", previous);
    if (previous.length !== 2) throw outOfRange("time", "2", previous.length);
    seconds -= previous[0];
    nanos -= previous[1];
    if (nanos < 0) { seconds--; nanos += 1e9; }
  }
  return [seconds, nanos];
}
hrtime.bigint = () => BigInt(host.nodeHrtime());

function memoryUsage() {
  const used = host.nodeMemory();
  return { rss: used * 2, heapTotal: used * 2, heapUsed: used, external: 0, arrayBuffers: 0 };
}
memoryUsage.rss = () => host.nodeMemory() * 2;

function nextTick(callback, ...args) {
  check.function(callback, "callback");
  tick(callback, ...args);
}

function makeWarning(warning, type, code, detail) {
  if (typeof type === "object" && type !== null && !Array.isArray(type)) ({ type, code, detail } = type);
  if (typeof warning === "string") {
    const made = new Error(warning);
    made.name = String(type || "Warning");
    if (code !== undefined) made.code = code;
    if (detail !== undefined) made.detail = detail;
    return made;
  }
  if (!(warning instanceof Error)) throw invalidArgType("warning", ["Error", "string"], warning);
  return warning;
}

function emitWarning(warning, type, code) {
  const made = makeWarning(warning, type, code);
  if (made.name === "DeprecationWarning" && process.noDeprecation) return;
  nextTick(() => process.emit("warning", made));
}

function kill(pid, signal) {
  if (pid !== (pid | 0)) throw invalidArgType("pid", "number", pid);
  if (signal === 0 && pid === process.pid) return true;
  throw refused("process", "kill()", "a handler cannot send signals");
}

function exit(code) {
  throw nodeError(Error, "ERR_PROCESS_EXIT", `process.exit(${code ?? ""}) was called: a handler cannot end the server, so the call that did it fails instead`);
}

function output(fd, write) {
  let rest = "";
  const stream = Object.assign(Object.create(EventEmitter.prototype), {
    fd, isTTY: false, writable: true, columns: undefined,
    write(chunk, encoding, done) {
      const lines = (rest + String(chunk)).split("\n");
      rest = lines.pop();
      for (const line of lines) write(line);
      const callback = typeof encoding === "function" ? encoding : done;
      if (callback) nextTick(callback);
      return true;
    },
    end(chunk) { if (chunk !== undefined) this.write(chunk); if (rest !== "") { write(rest); rest = ""; } return this; },
    getColorDepth: () => 1, hasColors: () => false, getWindowSize: () => [80, 24], cork() {}, uncork() {}, destroy() { return this; },
  });
  EventEmitter.init.call(stream);
  return stream;
}

function Process() {}
Process.prototype = Object.create(EventEmitter.prototype);
Object.defineProperty(Process.prototype, "constructor", { value: Process, writable: true, configurable: true });
Object.defineProperty(Process, "name", { value: "process" });
Object.defineProperty(Process.prototype, Symbol.toStringTag, { value: "process", configurable: true });
const process = new Process();
EventEmitter.call(process);

const id = (value) => () => value;
Object.assign(process, {
  title: "node", version: facts.version, versions: Object.freeze({ ...facts.versions }), arch: facts.arch, platform: facts.platform,
  release: { name: "node", lts: "Iron" }, argv: [facts.execPath], execArgv: [], execPath: facts.execPath, argv0: "node", pid: facts.pid, ppid: facts.ppid,
  env: internal.processEnv ?? (internal.processEnv = makeEnv(facts.env)), exitCode: undefined, debugPort: 9229, moduleLoadList: [],
  features: { inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true, cached_builtins: true },
  config: { target_defaults: {}, variables: {} }, allowedNodeEnvironmentFlags: new Set(),
  cwd: id(facts.cwd), uptime: () => (host.nodeHrtime() - facts.started) / 1e9, hrtime, memoryUsage, nextTick, emitWarning, kill, exit,
  umask: id(0o22), getuid: id(1000), geteuid: id(1000), getgid: id(1000), getegid: id(1000), getgroups: id([1000]),
  cpuUsage: () => { const us = Math.floor(process.uptime() * 1e6); return { user: us, system: 0 }; },
  resourceUsage: () => ({ userCPUTime: Math.floor(process.uptime() * 1e6), systemCPUTime: 0, maxRSS: Math.floor(memoryUsage().rss / 1024) }),
  constrainedMemory: id(0), availableMemory: () => 2 ** 32, getActiveResourcesInfo: () => [], _getActiveHandles: () => [], _getActiveRequests: () => [],
  hasUncaughtExceptionCaptureCallback: () => false, setUncaughtExceptionCaptureCallback() {}, setSourceMapsEnabled() {},
  getBuiltinModule: (name) => internal.builtinModule?.(name),
  chdir() { throw nodeError(Error, "ERR_WORKER_UNSUPPORTED_OPERATION", "process.chdir() is not supported in signalbox: the folder is the project's"); },
  abort: exit, reallyExit: exit, binding(name) { throw new Error(`No such module: ${name}`); }, dlopen() { throw refused("process", "dlopen()", "native addons cannot be loaded"); },
  loadEnvFile() {}, assert(ok, message) { if (!ok) throw new Error(message ?? "assertion error"); },
  stdout: output(1, (line) => console.log(line)), stderr: output(2, (line) => console.error(line)),
  stdin: Object.assign(output(0, () => {}), { readable: true, read: () => null, setEncoding() { return this; }, resume() { return this; }, pause() { return this; } }),
});
Object.defineProperty(process, "sourceMapsEnabled", { value: true, enumerable: true });

export default process;
export const {
  title, version, versions, arch, platform, release, argv, execArgv, execPath, argv0, pid, ppid, env, debugPort, features, config,
  allowedNodeEnvironmentFlags, cwd, uptime, chdir, umask, getuid, geteuid, getgid, getegid, getgroups, cpuUsage, resourceUsage,
  constrainedMemory, availableMemory, getActiveResourcesInfo, getBuiltinModule, abort, dlopen, loadEnvFile, stdout, stderr, stdin,
  moduleLoadList, setUncaughtExceptionCaptureCallback, hasUncaughtExceptionCaptureCallback, setSourceMapsEnabled, reallyExit, binding, assert, sourceMapsEnabled,
} = process;
export const noProcessWarnings = undefined;
export { hrtime, memoryUsage, nextTick, emitWarning, kill, exit };
export const exitCode = undefined;
const bound = (name) => (...args) => process[name](...args);
export const on = bound("on"), once = bound("once"), off = bound("off"), emit = bound("emit"), addListener = bound("addListener"),
  removeListener = bound("removeListener"), removeAllListeners = bound("removeAllListeners"), listeners = bound("listeners"), listenerCount = bound("listenerCount");

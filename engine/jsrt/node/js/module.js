// node:module. require knows the node: modules; everything else was resolved
// when the project was bundled.
import { host, internal } from "signalbox:internal";
import { check, nodeError } from "signalbox:node/errors";

const builtinModules = host.nodeNames();
const bare = (name) => `${name}`.replace(/^node:/, "");
const isBuiltin = (name) => builtinModules.includes(bare(name));

function createRequire(from) {
  if (typeof from !== "string" && !(from instanceof URL)) throw nodeError(TypeError, "ERR_INVALID_ARG_VALUE", `The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received ${String(from)}`);
  const require = (name) => {
    check.string(name, "id");
    if (isBuiltin(name)) return internal.builtinModule(bare(name));
    const err = new Error(`Cannot find module '${name}': in signalbox a require made by createRequire reaches the node: modules; import packages so that they are bundled\nRequire stack:\n- ${from}`);
    throw Object.assign(err, { code: "MODULE_NOT_FOUND", requireStack: [`${from}`] });
  };
  require.resolve = (name) => { if (isBuiltin(name)) return name; return require(name); };
  require.resolve.paths = () => [];
  require.cache = Object.create(null);
  require.main = undefined;
  require.extensions = Object.create(null);
  return require;
}

function Module(id = "", parent) { Object.assign(this, { id, path: "", exports: {}, filename: null, loaded: false, children: [], paths: [], parent }); }
class SourceMap { constructor(payload) { this.payload = payload; } findEntry() { return {}; } }
const findSourceMap = () => undefined, syncBuiltinESMExports = () => {}, register = () => {}, runMain = () => {};
const _load = (name) => createRequire("/")(name), _resolveFilename = (name) => createRequire("/").resolve(name);
const _cache = Object.create(null), _extensions = Object.create(null), _pathCache = Object.create(null), globalPaths = [];
const _nodeModulePaths = () => [], _resolveLookupPaths = () => [], _initPaths = () => {}, _findPath = () => false, _preloadModules = () => {}, _debug = () => {};
Module.prototype.require = function (name) { return createRequire("/")(name); };
Object.assign(Module, {
  _cache, _pathCache, _extensions, globalPaths, _debug, isBuiltin, _findPath, _nodeModulePaths, _resolveLookupPaths, _load, _resolveFilename,
  createRequire, _initPaths, _preloadModules, syncBuiltinESMExports, Module, builtinModules, runMain, findSourceMap, register, SourceMap,
});

export default Module;
export {
  _cache, _pathCache, _extensions, globalPaths, _debug, isBuiltin, _findPath, _nodeModulePaths, _resolveLookupPaths, _load, _resolveFilename,
  createRequire, _initPaths, _preloadModules, syncBuiltinESMExports, Module, builtinModules, runMain, findSourceMap, register, SourceMap,
};

// node:url: the old url.parse, format and resolve beside the standard URL.
import { cwd } from "signalbox:node/machine";
import { host } from "signalbox:internal";
import { check, invalidArgType, invalidArgValue, nodeError } from "signalbox:node/errors";
import querystring from "node:querystring";

const { URL, URLSearchParams } = globalThis;
const slashed = new Set(["http", "https", "ftp", "gopher", "file", "ws", "wss"].flatMap((p) => [p, `${p}:`]));
const escaped = { "\t": "%09", "\n": "%0A", "\r": "%0D", " ": "%20", '"': "%22", "'": "%27", "<": "%3C", ">": "%3E", "\\": "%5C", "^": "%5E", "`": "%60", "{": "%7B", "|": "%7C", "}": "%7D" };

class Url {
  constructor() {
    for (const key of ["protocol", "slashes", "auth", "host", "port", "hostname", "hash", "search", "query", "pathname", "path", "href"]) this[key] = null;
  }
  parse(text, parseQuery, slashesDenoteHost) { return parseInto(this, text, parseQuery, slashesDenoteHost); }
  format() { return formatUrl(this); }
  resolve(relative) { return this.resolveObject(urlParse(relative, false, true)).format(); }
  resolveObject(relative) { return resolveObjects(this, relative); }
  parseHost() {
    const port = /:[0-9]*$/.exec(this.host);
    let name = this.host;
    if (port) {
      if (port[0] !== ":") this.port = port[0].slice(1);
      name = name.slice(0, name.length - port[0].length);
    }
    if (name) this.hostname = name;
  }
}

function urlParse(url, parseQuery, slashesDenoteHost) {
  if (url instanceof Url) return url;
  const out = new Url();
  out.parse(url, parseQuery, slashesDenoteHost);
  return out;
}

// prepared trims and turns backslashes before the query into slashes.
function prepared(text) {
  const trimmed = text.replace(/^[\s\ufeff]+|[\s\ufeff]+$/g, "");
  const stop = trimmed.search(/[?#]/);
  const head = stop === -1 ? trimmed : trimmed.slice(0, stop);
  return head.replaceAll("\\", "/") + (stop === -1 ? "" : trimmed.slice(stop));
}

function parseInto(out, url, parseQuery, slashesDenoteHost) {
  check.string(url, "url");
  let rest = prepared(url);
  const simple = !slashesDenoteHost && !/[#@]/.test(rest) && /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/.exec(rest);
  if (simple) {
    out.path = out.href = rest;
    out.pathname = simple[1];
    out.search = simple[2] ?? null;
    if (simple[2]) out.query = parseQuery ? querystring.parse(out.search.slice(1)) : out.search.slice(1);
    else if (parseQuery) out.query = Object.create(null);
    return out;
  }
  const proto = /^[a-z0-9.+-]+:/i.exec(rest)?.[0];
  const lower = proto?.toLowerCase();
  if (proto) { out.protocol = lower; rest = rest.slice(proto.length); }
  let slashes = false;
  if (slashesDenoteHost || proto || /^\/\/[^@/]+@[^@/]+/.test(rest)) {
    slashes = rest.startsWith("//");
    if (slashes && !(proto && lower === "javascript:")) { rest = rest.slice(2); out.slashes = true; }
  }
  if (lower !== "javascript:" && (slashes || (proto && !slashed.has(proto)))) rest = parseAuthority(out, rest, url);
  if (lower !== "javascript:") rest = rest.replace(/[\t\n\r "'<>\\^`{|}]/g, (c) => escaped[c]);
  parseTail(out, rest, parseQuery);
  if (slashed.has(lower ?? "") && out.hostname && !out.pathname) out.pathname = "/";
  if (out.pathname || out.search) out.path = (out.pathname || "") + (out.search || "");
  out.href = out.format();
  return out;
}

function parseAuthority(out, rest, url) {
  let at = -1, nonHost = -1;
  for (let i = 0; i < rest.length; i++) {
    const c = rest[i];
    if ("\t\n\r \"%';<>\\^`{|}".includes(c)) { if (nonHost === -1) nonHost = i; }
    else if ("#/?".includes(c)) { if (nonHost === -1) nonHost = i; break; }
    else if (c === "@") { at = i; nonHost = -1; }
  }
  let start = 0;
  if (at !== -1) { out.auth = decodeURIComponent(rest.slice(0, at)); start = at + 1; }
  if (nonHost === -1) { out.host = rest.slice(start); rest = ""; }
  else { out.host = rest.slice(start, nonHost); rest = rest.slice(nonHost); }
  out.parseHost();
  if (typeof out.hostname !== "string") out.hostname = "";
  const name = out.hostname;
  const bracketed = name[0] === "[" && name.at(-1) === "]";
  if (!bracketed) rest = cutHostname(out, rest, name);
  if (out.hostname.length > 255) out.hostname = "";
  else out.hostname = out.hostname.toLowerCase();
  if (!bracketed && out.hostname !== "") {
    const ascii = domainToASCIILegacy(out.hostname);
    if (ascii === "" || /[\0\t\n\r #%/:<>?@[\\\]^|]/.test(ascii)) throw invalidUrl(url);
    out.hostname = ascii;
  }
  out.host = out.hostname + (out.port ? `:${out.port}` : "");
  if (bracketed) {
    out.hostname = out.hostname.slice(1, -1);
    if (rest[0] !== "/") rest = `/${rest}`;
  }
  return rest;
}

function invalidUrl(input) { return nodeError(TypeError, "ERR_INVALID_URL", "Invalid URL", { input }); }

// cutHostname moves what cannot be in a host name into the path.
function cutHostname(out, rest, name) {
  const at = name.search(/[/\\#?:]/);
  if (at === -1) return rest;
  out.hostname = name.slice(0, at);
  return `/${name.slice(at)}${rest}`;
}

function domainToASCIILegacy(name) {
  return /^[\x00-\x7f]*$/.test(name) && !name.includes("xn--") ? name : domainToASCII(name);
}

function parseTail(out, rest, parseQuery) {
  const hashAt = rest.indexOf("#");
  if (hashAt !== -1) { out.hash = rest.slice(hashAt); rest = rest.slice(0, hashAt); }
  const queryAt = rest.indexOf("?");
  if (queryAt !== -1) {
    out.search = rest.slice(queryAt);
    out.query = parseQuery ? querystring.parse(rest.slice(queryAt + 1)) : rest.slice(queryAt + 1);
    rest = rest.slice(0, queryAt);
  } else if (parseQuery) { out.search = null; out.query = Object.create(null); }
  if (rest !== "") out.pathname = rest;
}

function formatUrl(u) {
  let auth = u.auth || "";
  if (auth) auth = `${encodeURIComponent(auth).replace(/%3A/i, ":").replace(/%(21|24|26|2B|2C|3B|3D)/g, "%$1")}@`;
  let protocol = u.protocol || "", pathname = u.pathname || "", hash = u.hash || "", authority = "", query = "";
  if (u.host) authority = auth + u.host;
  else if (u.hostname) {
    authority = auth + (u.hostname.includes(":") && !/^\[.*\]$/.test(u.hostname) ? `[${u.hostname}]` : u.hostname);
    if (u.port) authority += `:${u.port}`;
  }
  if (u.query !== null && typeof u.query === "object") query = querystring.stringify(u.query);
  let search = u.search || (query && `?${query}`) || "";
  if (protocol && !protocol.endsWith(":")) protocol += ":";
  pathname = pathname.replace(/[?#]/g, (c) => (c === "?" ? "%3F" : "%23"));
  if (u.slashes || slashed.has(protocol)) {
    if (u.slashes || authority) {
      if (pathname && pathname[0] !== "/") pathname = `/${pathname}`;
      authority = `//${authority}`;
    } else if (/^file:?$/.test(protocol) || protocol === "file:") authority = "//";
  }
  search = search.replace(/#/g, "%23");
  if (hash && hash[0] !== "#") hash = `#${hash}`;
  if (search && search[0] !== "?") search = `?${search}`;
  return protocol + authority + pathname + search + hash;
}

function copyOf(source, keys = Object.keys(source)) {
  const out = new Url();
  for (const key of keys) out[key] = source[key];
  return out;
}

function finish(out) {
  if (out.pathname !== null || out.search !== null) out.path = (out.pathname || "") + (out.search || "");
  out.href = out.format();
  return out;
}

// resolveObjects follows RFC 3986 with the liberties that browsers took in 2010.
function resolveObjects(base, relative) {
  if (typeof relative === "string") relative = urlParse(relative, false, true);
  const out = copyOf(base);
  out.hash = relative.hash;
  if (relative.href === "") { out.href = out.format(); return out; }
  if (relative.slashes && !relative.protocol) {
    for (const key of Object.keys(relative)) if (key !== "protocol") out[key] = relative[key];
    if (slashed.has(out.protocol) && out.hostname && !out.pathname) out.path = out.pathname = "/";
    out.href = out.format();
    return out;
  }
  if (relative.protocol && relative.protocol !== out.protocol) return resolveOtherProtocol(out, relative);
  return resolvePath(out, relative);
}

function resolveOtherProtocol(out, relative) {
  if (!slashed.has(relative.protocol)) {
    const copy = copyOf(relative);
    copy.href = copy.format();
    return copy;
  }
  out.protocol = relative.protocol;
  if (!relative.host && !/^file:?$/.test(relative.protocol)) {
    const parts = (relative.pathname || "").split("/");
    while (parts.length && !(relative.host = parts.shift()));
    relative.host ||= "";
    relative.hostname ||= "";
    if (parts[0] !== "") parts.unshift("");
    if (parts.length < 2) parts.unshift("");
    out.pathname = parts.join("/");
  } else out.pathname = relative.pathname;
  out.search = relative.search;
  out.query = relative.query;
  out.host = relative.host || "";
  out.auth = relative.auth;
  out.hostname = relative.hostname || relative.host;
  out.port = relative.port;
  out.slashes ||= relative.slashes;
  return finish(out);
}

function resolvePath(out, relative) {
  const baseAbsolute = out.pathname?.[0] === "/";
  const relAbsolute = relative.host || relative.pathname?.[0] === "/";
  let mustAbsolute = relAbsolute || baseAbsolute || (out.host && relative.pathname);
  const removeAllDots = mustAbsolute;
  let source = out.pathname ? out.pathname.split("/") : [];
  const relPath = relative.pathname ? relative.pathname.split("/") : [];
  const noHostSlashes = out.protocol && !slashed.has(out.protocol);
  if (noHostSlashes) {
    out.hostname = "";
    out.port = null;
    if (out.host) { if (source[0] === "") source[0] = out.host; else source.unshift(out.host); }
    out.host = "";
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      out.auth = null;
      if (relative.host) { if (relPath[0] === "") relPath[0] = relative.host; else relPath.unshift(relative.host); }
      relative.host = null;
    }
    mustAbsolute = mustAbsolute && (relPath[0] === "" || source[0] === "");
  }
  if (relAbsolute) {
    if (relative.host || relative.host === "") {
      if (out.host !== relative.host) out.auth = null;
      out.host = relative.host;
      out.port = relative.port;
    }
    if (relative.hostname || relative.hostname === "") {
      if (out.hostname !== relative.hostname) out.auth = null;
      out.hostname = relative.hostname;
    }
    out.search = relative.search;
    out.query = relative.query;
    source = relPath;
  } else if (relPath.length) {
    source = source.slice(0, -1).concat(relPath);
    out.search = relative.search;
    out.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (noHostSlashes) out.hostname = out.host = source.shift();
    out.search = relative.search;
    out.query = relative.query;
    return finish(out);
  }
  if (!source.length) {
    out.pathname = null;
    out.path = out.search ? `/${out.search}` : null;
    out.href = out.format();
    return out;
  }
  out.pathname = joinDots(out, source, mustAbsolute, removeAllDots, noHostSlashes, relative);
  if (relative.auth) out.auth = relative.auth;
  out.slashes = out.slashes || relative.slashes;
  if (out.pathname !== null || out.search !== null) out.path = (out.pathname || "") + (out.search || "");
  out.href = out.format();
  return out;
}

function joinDots(out, source, mustAbsolute, removeAllDots, noHostSlashes, relative) {
  const last = source.at(-1);
  const trailing = ((out.host || relative.host || source.length > 1) && (last === "." || last === "..")) || last === "";
  let up = 0;
  for (let i = source.length - 1; i >= 0; i--) {
    if (source[i] === ".") source.splice(i, 1);
    else if (source[i] === "..") { source.splice(i, 1); up++; }
    else if (up) { source.splice(i, 1); up--; }
  }
  if (!mustAbsolute && !removeAllDots) while (up--) source.unshift("..");
  if (mustAbsolute && source[0] !== "" && (!source[0] || source[0][0] !== "/")) source.unshift("");
  if (trailing && source.join("/").at(-1) !== "/") source.push("");
  const absolute = source[0] === "" || source[0]?.[0] === "/";
  if (noHostSlashes) {
    out.hostname = out.host = absolute ? "" : source.length ? source.shift() : "";
    if (out.host.includes("@")) {
      [out.auth, out.host] = out.host.split("@");
      out.hostname = out.host;
    }
  }
  mustAbsolute = mustAbsolute || (out.host && source.length);
  if (mustAbsolute && !absolute) source.unshift("");
  return source.length ? source.join("/") : null;
}

function format(url, options) {
  if (typeof url === "string") url = urlParse(url);
  else if (typeof url !== "object" || url === null) throw invalidArgType("urlObject", ["Object", "string"], url);
  else if (url instanceof URL) return formatStandard(url, options);
  return formatUrl(url);
}

function formatStandard(url, options) {
  if (options !== undefined && (options === null || typeof options !== "object")) throw invalidArgType("options", "object", options);
  const { auth = true, fragment = true, search = true, unicode = false } = options ?? {};
  let out = url.protocol;
  if (url.host || url.href.startsWith(`${url.protocol}//`)) out += "//";
  if (auth && (url.username || url.password)) out += `${url.username}${url.password ? `:${url.password}` : ""}@`;
  out += (unicode ? domainToUnicode(url.hostname) : url.hostname) + (url.port ? `:${url.port}` : "") + url.pathname;
  if (search) out += url.search;
  if (fragment) out += url.hash;
  return out;
}

const resolve = (source, relative) => urlParse(source, false, true).resolve(relative);
const resolveObject = (source, relative) => (source ? urlParse(source, false, true).resolveObject(relative) : relative);
const parse = urlParse;

function domainToASCII(domain) {
  if (arguments.length < 1) throw nodeError(TypeError, "ERR_MISSING_ARGS", 'The "domain" argument must be specified');
  const text = `${domain}`;
  if (text === "" || /[/?#@:\\]/.test(text)) return "";
  try { return new URL(`ws://${text}`).hostname; } catch { return ""; }
}
function domainToUnicode(domain) {
  const ascii = domainToASCII(`${domain}`);
  return ascii === "" ? "" : host.nodeToUnicode(ascii);
}

function fileURLToPath(path, options) {
  const windows = options?.windows;
  if (typeof path === "string") path = new URL(path);
  else if (!(path && typeof path === "object" && path.href && path.protocol && path.auth === undefined && path.path === undefined)) throw invalidArgType("path", ["string", "URL"], path);
  if (path.protocol !== "file:") throw nodeError(TypeError, "ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
  if (windows) return windowsPath(path);
  if (path.hostname !== "") throw nodeError(TypeError, "ERR_INVALID_FILE_URL_HOST", 'File URL host must be "localhost" or empty on linux');
  if (/%2f/i.test(path.pathname)) throw nodeError(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded / characters");
  return decodeURIComponent(path.pathname);
}

function windowsPath(url) {
  if (/%(2f|5c)/i.test(url.pathname)) throw nodeError(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded \\ or / characters");
  const path = decodeURIComponent(url.pathname.replaceAll("/", "\\"));
  if (url.hostname !== "") return `\\\\${domainToUnicode(url.hostname)}${path}`;
  if (!/^\\[a-zA-Z]:/.test(path)) throw nodeError(TypeError, "ERR_INVALID_FILE_URL_PATH", "File URL path must be absolute");
  return path.slice(1);
}

function pathToFileURL(path) {
  check.string(path, "path");
  const full = path.startsWith("/") ? path : `${cwd()}/${path}`;
  const out = [];
  for (const part of full.split("/")) {
    if (part === "..") out.pop();
    else if (part !== "" && part !== ".") out.push(part);
  }
  let clean = `/${out.join("/")}`;
  if (path.endsWith("/") && clean !== "/") clean += "/";
  const quoted = clean.replace(/[%\\\n\r\t?#]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  return new URL(`file://${quoted}`);
}

function urlToHttpOptions(url) {
  const { hostname, pathname, port, username, password, search } = url;
  const options = {
    __proto__: null, ...url, protocol: url.protocol,
    hostname: hostname?.[0] === "[" ? hostname.slice(1, -1) : hostname,
    hash: url.hash, search, pathname, path: `${pathname || ""}${search || ""}`, href: url.href,
  };
  if (port !== "") options.port = Number(port);
  if (username || password) options.auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return options;
}

const url = { Url, parse, resolve, resolveObject, format, URL, URLSearchParams, domainToASCII, domainToUnicode, pathToFileURL, fileURLToPath, urlToHttpOptions };
export default url;
export { Url, parse, resolve, resolveObject, format, URL, URLSearchParams, domainToASCII, domainToUnicode, pathToFileURL, fileURLToPath, urlToHttpOptions };

// http.request over fetch: the body is collected and sent at end(), redirects
// are not followed, the response streams. It is the fetch below the one that Next
// patches: what goes out over http is neither cached nor makes a route dynamic.
import { internal } from "signalbox:internal";
import { tick } from "signalbox:node/machine";
import { Buffer } from "node:buffer";
import { nodeError } from "signalbox:node/errors";
import { ClientRequest, IncomingMessage } from "signalbox:node/http_messages";
import { Agent } from "signalbox:node/http_constants";
import { urlToHttpOptions } from "node:url";

// client makes request and get for a default scheme.
export function client(scheme) {
  function request(input, options, done) {
    if (typeof input === "string") input = urlToHttpOptions(new URL(input));
    else if (input instanceof URL) input = urlToHttpOptions(input);
    else { done = options; options = input; input = {}; }
    if (typeof options === "function") { done = options; options = {}; }
    return start(scheme, { ...input, ...options }, done);
  }
  function get(input, options, done) {
    const req = request(input, options, done);
    req.end();
    return req;
  }
  return { request, get };
}

function start(scheme, options, done) {
  const req = new ClientRequest();
  const protocol = options.protocol ?? options.agent?.protocol ?? scheme;
  const host = options.hostname ?? options.host ?? "localhost";
  const port = options.port ?? options.defaultPort;
  Object.assign(req, {
    method: (options.method ?? "GET").toUpperCase(), path: options.path ?? "/", host, protocol, agent: options.agent ?? new Agent(), aborted: false,
    reusedSocket: false, maxHeadersCount: null, timeout: options.timeout, res: null,
  });
  const port80 = port && !((protocol === "http:" && +port === 80) || (protocol === "https:" && +port === 443));
  const address = `${host.includes(":") && host[0] !== "[" ? `[${host}]` : host}${port80 ? `:${port}` : ""}`;
  const headers = Array.isArray(options.headers) ? pairs(options.headers) : Object.entries(options.headers ?? {});
  for (const [name, value] of headers) if (value !== undefined) req.setHeader(name, value);
  if (options.auth && !req.hasHeader("authorization")) req.setHeader("Authorization", `Basic ${Buffer.from(options.auth).toString("base64")}`);
  if (!req.hasHeader("host") && options.setHost !== false) req.setHeader("Host", address);
  if (done) req.once("response", done);
  connect(req, `${protocol}//${address}${req.path}`, options);
  return req;
}

function pairs(list) {
  if (Array.isArray(list[0])) return list;
  return Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);
}

// socketFor stands in for the connection, which packages listen on.
function socketFor(req, url) {
  const socket = Object.assign(new IncomingMessage(), {
    encrypted: url.startsWith("https:"), authorized: true, remoteAddress: undefined, connecting: false, setKeepAlive() { return socket; }, setNoDelay() { return socket; },
    setTimeout(ms, fn) { req.setTimeout(ms, fn); return socket; }, ref() { return socket; }, unref() { return socket; },
  });
  return socket;
}

function connect(req, url, options) {
  const parts = [], controller = new AbortController();
  let timer;
  req.socket = req.connection = socketFor(req, url);
  req.setTimeout = (ms, fn) => {
    if (fn) req.once("timeout", fn);
    clearTimeout(timer);
    if (ms > 0) timer = setTimeout(() => req.emit("timeout"), ms);
    return req;
  };
  if (options.timeout) req.setTimeout(options.timeout);
  if (options.signal) {
    const abort = () => req.destroy(options.signal.reason);
    if (options.signal.aborted) tick(abort);
    else options.signal.addEventListener("abort", abort, { once: true });
  }
  req._write = (chunk, encoding, done) => { parts.push(chunk); done(); };
  req._final = (done) => { done(); send(req, url, parts, controller, () => clearTimeout(timer)); };
  req._destroy = (err, done) => {
    clearTimeout(timer);
    controller.abort(err ?? undefined);
    if (!err && !req.res) err = nodeError(Error, "ECONNRESET", "socket hang up");
    if (req.res && !req.res.complete) { req.res.aborted = true; req.res.destroy(err ?? undefined); }
    done(err);
  };
  req.abort = () => { if (!req.aborted) { req.aborted = true; tick(() => req.emit("abort")); req.destroy(); } };
  tick(() => req.emit("socket", req.socket));
}

const noBody = new Set(["GET", "HEAD"]);

function send(req, url, parts, controller, stopTimer) {
  req.headersSent = req.finished = true;
  const headers = new Headers();
  for (const name of req.getHeaderNames()) {
    if (["host", "connection", "content-length", "transfer-encoding", "keep-alive", "expect", "upgrade"].includes(name)) continue;
    for (const value of [].concat(req.getHeader(name))) headers.append(name, `${value}`);
  }
  const body = noBody.has(req.method) || parts.length === 0 ? undefined : Buffer.concat(parts.map((p) => (typeof p === "string" ? Buffer.from(p) : p)));
  if (!internal.fetch) internal.load("fetch");
  internal.fetch(url, { method: req.method, headers, body, redirect: "manual", signal: controller.signal }).then((response) => {
    stopTimer();
    receive(req, response);
  }, (err) => {
    if (req.destroyed) return;
    const cause = err?.cause instanceof Error ? err.cause : err;
    req.destroy(cause?.message === "bad port" ? refusedPort(url) : cause);
  });
}

// refusedPort is the failure for a port that fetch leaves alone and http does
// not: nobody is asked there.
function refusedPort(url) {
  const { hostname, port } = new URL(url);
  return Object.assign(new Error(`connect ECONNREFUSED ${hostname}:${port}`), { errno: -111, code: "ECONNREFUSED", syscall: "connect", address: hostname, port: +port });
}

function receive(req, response) {
  const res = new IncomingMessage(req.socket);
  req.res = res;
  res.req = req;
  res.statusCode = response.status;
  res.statusMessage = response.statusText;
  res.url = "";
  for (const [name, value] of response.headers) {
    res.rawHeaders.push(name, value);
    if (name === "set-cookie") (res.headers[name] ??= []).push(value);
    else res.headers[name] = value;
  }
  // fetch has decoded the body already.
  if (response.headers.has("content-encoding")) { delete res.headers["content-encoding"]; delete res.headers["content-length"]; }
  const reader = response.body?.getReader();
  const finish = () => { res.complete = true; res.push(null); };
  res._read = () => {
    if (!reader) { finish(); return; }
    reader.read().then(({ done, value }) => (done ? finish() : res.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))), (err) => res.destroy(err));
  };
  res._destroy = (err, done) => { if (!res.complete) reader?.cancel().catch(() => {}); done(err); };
  res.once("end", () => tick(() => req.destroy()));
  if (req.listenerCount("response") === 0) res.resume();
  req.emit("response", res);
}

// The messages of node:http: what comes in is a Readable, what goes out a
// Writable with headers.
import { Readable, Writable } from "node:stream";
import { nodeError } from "signalbox:node/errors";
import { validateHeaderName, validateHeaderValue } from "signalbox:node/http_headers";
import { STATUS_CODES } from "signalbox:node/http_constants";

export function IncomingMessage(socket) {
  Readable.call(this, { highWaterMark: socket?.readableHighWaterMark });
  Object.assign(this, {
    httpVersion: "1.1", httpVersionMajor: 1, httpVersionMinor: 1, complete: false, rawHeaders: [], rawTrailers: [], headers: {}, trailers: {},
    aborted: false, upgrade: false, url: "", method: null, statusCode: null, statusMessage: null, socket: socket ?? null, client: socket ?? null,
  });
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);
IncomingMessage.prototype._read = function () {};
IncomingMessage.prototype.setTimeout = function () { return this; };
Object.defineProperty(IncomingMessage.prototype, "connection", { get() { return this.socket; }, configurable: true });

export function OutgoingMessage(options) {
  // A request lives on until its response has ended.
  Writable.call(this, { ...options, autoDestroy: false });
  Object.defineProperty(this, "_list", { value: new Map(), enumerable: false });
  this.headersSent = false;
  this.finished = false;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Writable.prototype);
Object.setPrototypeOf(OutgoingMessage, Writable);
Object.assign(OutgoingMessage.prototype, {
  setHeader(name, value) {
    if (this.headersSent) throw nodeError(Error, "ERR_HTTP_HEADERS_SENT", "Cannot set headers after they are sent to the client");
    validateHeaderName(name);
    validateHeaderValue(name, value);
    this._list.set(name.toLowerCase(), [name, value]);
    return this;
  },
  setHeaders(headers) { for (const [k, v] of headers) this.setHeader(k, v); return this; },
  appendHeader(name, value) {
    const had = this.getHeader(name);
    return this.setHeader(name, had === undefined ? value : [].concat(had, value));
  },
  getHeader(name) { return this._list.get(name.toLowerCase())?.[1]; },
  getHeaderNames() { return [...this._list.keys()]; },
  getRawHeaderNames() { return [...this._list.values()].map(([name]) => name); },
  getHeaders() { return Object.assign(Object.create(null), Object.fromEntries([...this._list].map(([k, [, v]]) => [k, v]))); },
  hasHeader(name) { return this._list.has(name.toLowerCase()); },
  removeHeader(name) { this._list.delete(name.toLowerCase()); },
  flushHeaders() {}, setTimeout(ms, done) { if (done) this.once("timeout", done); return this; }, addTrailers() {}, setNoDelay() {}, setSocketKeepAlive() {},
});

export function ServerResponse(req) {
  OutgoingMessage.call(this);
  this.req = req;
  this.statusCode = 200;
  this.statusMessage = undefined;
  Object.defineProperty(this, "_body", { value: [], enumerable: false });
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);
ServerResponse.prototype._write = function (chunk, encoding, done) { this.headersSent = true; this._body.push(chunk); done(); };
ServerResponse.prototype.writeHead = function (status, message, headers) {
  if (typeof message !== "string") { headers = message; message = undefined; }
  this.statusCode = status;
  this.statusMessage = message ?? STATUS_CODES[status];
  for (const [k, v] of Object.entries(headers ?? {})) this.setHeader(k, v);
  this.headersSent = true;
  return this;
};
ServerResponse.prototype.assignSocket = ServerResponse.prototype.detachSocket = ServerResponse.prototype.writeContinue = function () {};

export function ClientRequest(options) { OutgoingMessage.call(this, options); }
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);

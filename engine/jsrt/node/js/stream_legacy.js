// Stream, the oldest of the stream classes: an emitter with pipe.
import EventEmitter from "node:events";

export function Stream(options) { EventEmitter.call(this, options); }
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

Stream.prototype.pipe = function (dest, options) {
  const onData = (chunk) => { if (dest.writable && dest.write(chunk) === false && this.pause) this.pause(); };
  const onDrain = () => { if (this.readable && this.resume) this.resume(); };
  this.on("data", onData);
  dest.on("drain", onDrain);
  let ended = false;
  const onEnd = () => { if (!ended) { ended = true; dest.end(); } };
  const onClose = () => { if (!ended) { ended = true; if (typeof dest.destroy === "function") dest.destroy(); } };
  if (!dest._isStdio && options?.end !== false) { this.on("end", onEnd); this.on("close", onClose); }
  const onError = function (err) { cleanup(); if (this.listenerCount("error") === 0) this.emit("error", err); };
  this.prependListener("error", onError);
  dest.prependListener("error", onError);
  const cleanup = () => {
    this.removeListener("data", onData);
    dest.removeListener("drain", onDrain);
    this.removeListener("end", onEnd);
    this.removeListener("close", onClose);
    this.removeListener("error", onError);
    dest.removeListener("error", onError);
    for (const name of ["end", "close"]) this.removeListener(name, cleanup);
    dest.removeListener("close", cleanup);
  };
  this.on("end", cleanup);
  this.on("close", cleanup);
  dest.on("close", cleanup);
  dest.emit("pipe", this);
  return dest;
};

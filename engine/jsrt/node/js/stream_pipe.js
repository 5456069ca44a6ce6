// Readable.prototype.pipe and unpipe.
import { tick } from "signalbox:node/machine";
import { errorOrDestroy } from "signalbox:node/stream_destroy";

export function installPipe(proto) {
  proto.pipe = function (dest, options) {
    const src = this, state = this._readableState;
    state.pipes.push(dest);
    const doEnd = options?.end !== false && !dest._isStdio;
    const onEndSource = doEnd ? () => dest.end() : unpipe;
    if (state.endEmitted) tick(onEndSource);
    else src.once("end", onEndSource);
    dest.on("unpipe", onUnpipe);
    function onUnpipe(readable, info) {
      if (readable === src && info && !info.hasUnpiped) { info.hasUnpiped = true; cleanup(); }
    }
    let onDrain, cleaned = false;
    function cleanup() {
      dest.removeListener("close", onClose);
      dest.removeListener("finish", onFinish);
      if (onDrain) dest.removeListener("drain", onDrain);
      dest.removeListener("error", onError);
      dest.removeListener("unpipe", onUnpipe);
      src.removeListener("end", onEndSource);
      src.removeListener("end", unpipe);
      src.removeListener("data", onData);
      cleaned = true;
      if (onDrain && state.awaitDrain.size > 0 && (!dest._writableState || dest._writableState.needDrain)) onDrain();
    }
    function pause() {
      if (!cleaned) { state.awaitDrain.add(dest); src.pause(); }
      if (!onDrain) {
        onDrain = () => { state.awaitDrain.delete(dest); if (state.awaitDrain.size === 0 && src.listenerCount("data")) src.resume(); };
        dest.on("drain", onDrain);
      }
    }
    src.on("data", onData);
    function onData(chunk) { if (dest.write(chunk) === false) pause(); }
    function onError(err) {
      unpipe();
      dest.removeListener("error", onError);
      if (dest.listenerCount("error") === 0) {
        const s = dest._writableState || dest._readableState;
        if (s && !s.errorEmitted) errorOrDestroy(dest, err);
        else dest.emit("error", err);
      }
    }
    dest.prependListener("error", onError);
    function onClose() { dest.removeListener("finish", onFinish); unpipe(); }
    dest.once("close", onClose);
    function onFinish() { dest.removeListener("close", onClose); unpipe(); }
    dest.once("finish", onFinish);
    function unpipe() { src.unpipe(dest); }
    dest.emit("pipe", src);
    if (dest.writableNeedDrain === true) pause();
    else if (!state.flowing) src.resume();
    return dest;
  };

  proto.unpipe = function (dest) {
    const state = this._readableState;
    if (state.pipes.length === 0) return this;
    if (!dest) {
      const all = state.pipes;
      state.pipes = [];
      this.pause();
      for (const one of all) one.emit("unpipe", this, { hasUnpiped: false });
      return this;
    }
    const at = state.pipes.indexOf(dest);
    if (at === -1) return this;
    state.pipes.splice(at, 1);
    if (state.pipes.length === 0) this.pause();
    dest.emit("unpipe", this, { hasUnpiped: false });
    return this;
  };
}

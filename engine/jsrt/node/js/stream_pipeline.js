// pipeline: streams, iterables, generators and web streams in a row, with one
// callback at the end and everything destroyed on the first error.
import { tick } from "signalbox:node/machine";
import { AbortError, check, invalidArgType, invalidReturn, missingArgs, nodeError } from "signalbox:node/errors";
import { destroyer, isIterable, isNodeStream, isReadableNode, isReadableStream, isTransformStream, isWritableStream } from "signalbox:node/stream_destroy";
import { finished } from "signalbox:node/stream_finished";
import { Duplex, PassThrough } from "signalbox:node/stream_duplex";


export function pipeline(...streams) {
  const callback = streams.pop();
  check.function(callback, "streams[stream.length - 1]");
  return run(streams, once(callback));
}

function once(fn) {
  let called = false;
  return (...args) => { if (!called) { called = true; fn(...args); } };
}

// run connects the streams. options carries signal and end.
export function run(streams, callback, options) {
  if (streams.length === 1 && Array.isArray(streams[0])) streams = streams[0];
  if (streams.length < 2) throw missingArgs("streams");
  const signal = options?.signal;
  check.abortSignal(signal, "options.signal");
  const inner = new AbortController();
  const job = { error: undefined, value: undefined, pending: 0, destroys: [], callback, signal: inner.signal, ended: false };
  const abort = () => finish(job, new AbortError(undefined, { cause: signal?.reason }), false);
  signal?.addEventListener("abort", abort, { once: true });
  job.done = (err, final) => {
    if (final || err) signal?.removeEventListener("abort", abort);
    if (err || final) inner.abort();
  };
  if (signal?.aborted) { tick(abort); return streams.at(-1); }
  let current;
  for (let i = 0; i < streams.length; i++) current = connect(job, streams, i, current, options);
  return current;
}

function finish(job, err, final) {
  if (err && (!job.error || job.error.code === "ERR_STREAM_PREMATURE_CLOSE")) job.error = err;
  if (!job.error && !final) return;
  for (const destroy of job.destroys.splice(0)) destroy(job.error);
  job.done(job.error, final);
  if (final) {
    if (!job.error) job.lastDestroys?.forEach((d) => d());
    tick(job.callback, job.error, job.value);
  }
}

const finishOne = (job) => (err) => finish(job, err, --job.pending === 0);

// watch destroys a stream with the others, and reports its end.
function watch(job, stream, reading, writing) {
  let done = false;
  stream.on("close", () => { done = true; });
  finished(stream, { readable: reading, writable: writing }, (err) => { done = !err; });
  return (err) => { if (!done) { done = true; destroyer(stream, err ?? nodeError(Error, "ERR_STREAM_DESTROYED", "Cannot call pipe after a stream was destroyed")); } };
}

function connect(job, streams, i, current, options) {
  const stream = streams[i], reading = i < streams.length - 1, writing = i > 0, last = i === streams.length - 1;
  const end = reading || options?.end !== false;
  if (isNodeStream(stream)) {
    if (end) job.destroys.push(watch(job, stream, reading, writing));
    stream.on("error", (err) => { if (err && err.name !== "AbortError" && err.code !== "ERR_STREAM_PREMATURE_CLOSE") { job.pending++; finishOne(job)(err); } });
  }
  if (i === 0) return first(job, stream);
  if (typeof stream === "function") return viaFunction(job, stream, current, last, i);
  if (isNodeStream(stream)) return intoNode(job, current, stream, end, last);
  if (isTransformStream(stream)) {
    const readable = current;
    job.pending++;
    pump(readable, stream.writable, finishOne(job), end);
    return stream.readable;
  }
  if (isWritableStream(stream)) {
    job.pending++;
    pump(current, stream, finishOne(job), end);
    return stream;
  }
  throw invalidArgType("stream", ["Stream", "Function"], stream);
}

function first(job, stream) {
  if (typeof stream === "function") {
    const made = stream({ signal: job.signal });
    if (!isIterable(made)) throw invalidReturn("Iterable, AsyncIterable or Stream", "source", made);
    return made;
  }
  if (isIterable(stream) || isReadableNode(stream) || isReadableStream(stream) || isTransformStream(stream)) return isTransformStream(stream) ? stream.readable : stream;
  return Duplex.from(stream);
}

function viaFunction(job, fn, current, last, i) {
  const made = fn(asIterable(current), { signal: job.signal });
  if (!last) {
    if (!isIterable(made)) throw invalidReturn("AsyncIterable", `transform[${i - 1}]`, made);
    return made;
  }
  const pass = new PassThrough({ objectMode: true });
  if (typeof made?.then === "function") {
    job.pending++;
    made.then((value) => {
      job.value = value;
      if (value != null) pass.write(value);
      pass.end();
      tick(finishOne(job));
    }, (err) => { pass.destroy(err); tick(finishOne(job), err); });
  } else if (isIterable(made)) {
    job.pending++;
    pump(made, pass, finishOne(job), true);
  } else throw invalidReturn("AsyncIterable or Promise", "destination", made);
  job.destroys.push(watch(job, pass, false, true));
  return pass;
}

function asIterable(value) {
  if (isReadableStream(value)) return value[Symbol.asyncIterator]();
  return value;
}

function intoNode(job, current, stream, end, last) {
  if (isNodeStream(current)) {
    job.pending += 2;
    const done = finishOne(job);
    current.pipe(stream, { end: false });
    if (end) {
      const close = () => stream.end();
      if (current._readableState?.endEmitted) tick(close);
      else current.once("end", close);
    } else done();
    finished(current, { readable: true, writable: false }, (err) => {
      const r = current._readableState;
      if (err?.code === "ERR_STREAM_PREMATURE_CLOSE" && r?.ended && !r.errored && !r.errorEmitted) current.once("end", done).once("error", done);
      else done(err);
    });
    // A destination that stays open does not count: only the source ends.
    if (end) finished(stream, { readable: false, writable: true }, done);
  } else {
    job.pending++;
    pump(current, stream, finishOne(job), end);
  }
  if (last && isReadableNode(stream)) job.lastDestroys = [];
  return stream;
}

// pump writes an iterable or web stream into a node or web writable.
async function pump(source, target, done, end) {
  try {
    if (isWritableStream(target)) {
      const writer = target.getWriter();
      try {
        for await (const chunk of asIterable(source)) { await writer.ready; writer.write(chunk).catch(() => {}); }
        await writer.ready;
        if (end) await writer.close();
      } catch (err) { await writer.abort(err); throw err; }
      done();
      return;
    }
    await pumpNode(source, target, end);
    done();
  } catch (err) { done(err); }
}

async function pumpNode(source, target, end) {
  let failure, wake;
  const resume = (err) => { if (err) failure = err; const w = wake; wake = undefined; w?.(); };
  const wait = () => new Promise((resolve, reject) => {
    if (failure) reject(failure);
    else wake = () => (failure ? reject(failure) : resolve());
  });
  target.on("drain", resume);
  const stop = finished(target, { readable: false }, resume);
  try {
    if (target.writableNeedDrain) await wait();
    for await (const chunk of asIterable(source)) if (!target.write(chunk)) await wait();
    if (end) { target.end(); await wait(); }
  } catch (err) {
    throw failure && failure !== err ? failure : err;
  } finally {
    stop();
    target.off("drain", resume);
  }
}

// compose joins streams to one Duplex: writes go to the first, reads come from
// the last.
export function compose(...streams) {
  if (streams.length === 0) throw missingArgs("streams");
  const nodes = streams.map((s) => (isNodeStream(s) ? s : Duplex.from(s)));
  if (nodes.length === 1) return nodes[0];
  const head = nodes[0], tail = nodes.at(-1);
  const out = new Duplex({
    writableObjectMode: !!head.writableObjectMode, readableObjectMode: !!tail.readableObjectMode, writable: !!head.writable, readable: !!tail.readable,
    write(chunk, encoding, done) { if (head.write(chunk, encoding)) done(); else head.once("drain", () => done()); },
    final(done) { head.end(); tail.once("end", () => done()); tail.resume(); },
    read() { tail.resume(); },
    destroy(err, done) { for (const n of nodes) destroyer(n, err); done(err); },
  });
  run(nodes, (err) => { if (err) out.destroy(err); });
  tail.on("data", (chunk) => { if (!out.push(chunk)) tail.pause(); });
  tail.on("end", () => out.push(null));
  return out;
}

// node:stream/promises
import { finished as watch } from "signalbox:node/stream_finished";
import { run } from "signalbox:node/stream_pipeline";
import { check } from "signalbox:node/errors";

function pipeline(...streams) {
  return new Promise((resolve, reject) => {
    let options;
    const last = streams.at(-1);
    const isStream = last && (typeof last.pipe === "function" || typeof last.on === "function" || typeof last.getReader === "function" || typeof last.getWriter === "function" || last[Symbol.asyncIterator] || last[Symbol.iterator] || (last.readable && last.writable));
    if (last && typeof last === "object" && !isStream) options = streams.pop();
    run(streams, (err, value) => (err ? reject(err) : resolve(value)), options);
  });
}

function finished(stream, options) {
  return new Promise((resolve, reject) => {
    if (options?.cleanup !== undefined) check.boolean(options.cleanup, "options.cleanup");
    const stop = watch(stream, options ?? {}, (err) => {
      if (options?.cleanup) stop();
      if (err) reject(err);
      else resolve();
    });
  });
}

export default { finished, pipeline };
export { finished, pipeline };

// Which names each module exports that people import: a name that is missing
// fails before the first line runs.
const names = "assert assert/strict async_hooks buffer child_process cluster console crypto dgram diagnostics_channel dns dns/promises events fs fs/promises http https module net os path path/posix path/win32 perf_hooks process punycode querystring readline readline/promises stream stream/consumers stream/promises stream/web string_decoder timers timers/promises tls tty url util util/types v8 vm worker_threads zlib".split(" ");
const hidden = /^_|^module\.exports$|^(usingDomains|init|CallTracker|SlowBuffer|openStdin|initgroups|set(e?[ug]id|groups)|report|domain|Blob|customFs)$/;
export default Object.fromEntries(names.map((name) => [name, async () => {
  const m = await import(`node:${name}`);
  return Object.keys(m).filter((k) => !hidden.test(k)).sort();
}]));

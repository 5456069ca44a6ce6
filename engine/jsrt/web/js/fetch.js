// fetch (https://fetch.spec.whatwg.org/#fetch-method). The network is one host
// operation for the head and one for each piece of a body; redirects, their
// permissions and decompression are the host's. data: and blob: URLs stay here.
(function (host, internal) {
  'use strict';
  const { code, utf8, bytesOf } = internal;

  const badPorts = new Set([0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
    104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000,
    6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080]);

  const failed = (cause) => new TypeError('fetch failed', { cause });

  const blobResponse = (request, url) => {
    const blob = internal.blobFromURL(url);
    if (!blob || request.method !== 'GET') throw failed(new Error('invalid method'));
    const headers = ['content-length', String(blob.size), 'content-type', blob.type];
    const list = internal.requestState(request).list;
    if (!list.has('range')) return internal.newResponse({ statusText: 'OK', headers, body: blob, url, type: 'basic' });
    const m = /^bytes=(\d*)-(\d*)$/.exec(list.get('range').replace(/[\t ]/g, ''));
    if (!m || (m[1] === '' && m[2] === '')) throw failed(new Error('failed to fetch the data URL'));
    let from = m[1] === '' ? blob.size - Number(m[2]) : Number(m[1]);
    let to = m[1] === '' || m[2] === '' ? blob.size - 1 : Math.min(Number(m[2]), blob.size - 1);
    from = Math.max(from, 0);
    if (from >= blob.size || (m[1] !== '' && m[2] !== '' && Number(m[2]) < from)) throw failed(new Error('Range start is greater than the blob\'s size.'));
    const part = blob.slice(from, to + 1, blob.type);
    return internal.newResponse({
      status: 206, statusText: 'Partial Content', body: part, url, type: 'basic',
      headers: ['content-length', String(part.size), 'content-type', blob.type, 'content-range', `bytes ${from}-${to}/${blob.size}`],
    });
  };

  const dataResponse = (request, url) => {
    const found = host.dataURL(url);
    if (found === undefined) throw failed(new Error('failed to fetch the data URL'));
    const [type, bytes] = found;
    return internal.newResponse({ statusText: 'OK', headers: ['content-type', type], body: request.method === 'HEAD' ? null : bytes, url, type: 'basic' });
  };

  // upload feeds a streamed request body to the host.
  const upload = async (id, stream, fail) => {
    const reader = internal.streams.getReader(stream);
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const bytes = value instanceof Uint8Array ? value : null;
        if (!bytes) throw new TypeError('Received non-Uint8Array chunk');
        if (bytes.length && !(await host.fetchSend(id, bytes))) {
          await reader.cancel();
          return;
        }
      }
      await host.fetchSend(id, null);
    } catch (error) {
      host.fetchAbort(id);
      fail(error);
    }
  };

  const reasonOf = (signal) => signal.reason;

  const network = (request, s, chunked) => new Promise((resolve, reject) => {
    const { signal } = request;
    const id = host.fetchOpen();
    let settled = false;
    let source = null;
    const abort = () => {
      host.fetchAbort(id);
      const why = reasonOf(signal);
      if (!settled) reject(why);
      settled = true;
      s.body?.made?.cancel?.(why).catch?.(internal.noop);
      source?.fail(why);
    };
    internal.addAbortAlgorithm(signal, abort);
    const done = () => {
      internal.removeAbortAlgorithm(signal, abort);
      internal.releaseSignal(signal);
    };
    const head = {
      id, url: s.url, method: s.method, headers: s.list.wire(), redirect: s.fields.redirect, streaming: false,
      call: internal.callID ? internal.callID() : 0,
    };
    let bytes;
    if (s.body !== null) {
      const { body } = s;
      if (!chunked && body.made === null && body.source !== null && typeof body.source.read !== 'function') {
        bytes = typeof body.source === 'string' ? utf8(body.source) : internal.isBlob(body.source) ? internal.blobBytes(body.source) : body.source;
        body.used = true;
      } else {
        head.streaming = true;
        upload(id, body.stream, (error) => {
          if (!settled) reject(failed(error));
          settled = true;
        });
      }
    }
    host.fetchStart(head, bytes).then((r) => {
      if (settled) return;
      settled = true;
      if (r.error) {
        done();
        return reject(refusal(r));
      }
      source = responseBody(id, signal, done);
      const empty = r.status === 204 || r.status === 205 || r.status === 304 || s.method === 'HEAD';
      if (empty) done();
      const opaque = r.redirectBlocked;
      resolve(internal.newResponse({
        status: r.status, statusText: r.statusText, headers: r.headers, url: r.url, redirected: r.redirected,
        type: opaque ? 'basic' : 'basic', guard: 'immutable', body: empty ? null : source,
      }));
    }, (error) => {
      done();
      if (!settled) reject(failed(error));
      settled = true;
    });
  });

  // refusal words an error as undici does: "fetch failed" with the cause.
  const refusal = (r) => {
    const cause = new Error(r.error);
    if (r.code) cause.code = r.code;
    if (r.denied) {
      const e = new TypeError(r.error);
      e.code = 'ERR_ACCESS_DENIED';
      return e;
    }
    return failed(cause);
  };

  // responseBody is the body of the host: read answers bytes, or null at the end.
  const responseBody = (id, signal, done) => {
    let interrupt = null;
    const source = {
      failure: null,
      broken: internal.noop,
      async read() {
        if (source.failure) throw source.failure.why;
        const chunk = await Promise.race([host.fetchRead(id), new Promise((_, reject) => { interrupt = reject; })]).catch((error) => {
          done();
          if (source.failure) throw source.failure.why;
          throw new TypeError('terminated', { cause: error });
        });
        if (chunk === undefined || chunk === null) {
          done();
          return null;
        }
        return chunk;
      },
      cancel() {
        done();
        host.fetchAbort(id);
      },
      fail(why) {
        source.failure = { why };
        interrupt?.(why);
        source.broken(why);
      },
    };
    forgotten.register(source, id);
    return source;
  };
  // A body that nobody reads to its end gives its connection back when it is collected.
  const forgotten = new FinalizationRegistry((id) => host.fetchAbort(id));

  // checked reads a response whole and compares it with its integrity metadata
  // (https://w3c.github.io/webappsec-subresource-integrity/): of the strongest
  // algorithm named, one hash has to fit. Metadata that names none demands nothing.
  const checked = async (response, integrity) => {
    const wanted = [...integrity.matchAll(/(?:^|\s)sha(256|384|512)-([\w+/-]+={0,2})(?=[?\s]|$)/g)];
    if (wanted.length === 0) return response;
    const s = internal.responseState(response);
    const bytes = s.body === null ? new Uint8Array() : await internal.readBody(s.body);
    const bits = Math.max(...wanted.map((m) => Number(m[1])));
    const found = (await host.cryptoDigest(`SHA-${bits}`, bytes)).toBase64({ omitPadding: true });
    const fits = ([, size, hash]) => Number(size) === bits && hash.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/') === found;
    if (!wanted.some(fits)) throw failed(new Error('integrity mismatch'));
    if (s.body !== null) s.body = new internal.Body(bytes, null);
    return response;
  };

  const fetch = async function fetch(input, init = undefined) {
    if (arguments.length === 0) throw new TypeError('fetch: 1 argument required, but 0 found.');
    const request = new internal.Request(input, init);
    // The fetch of Next takes a Request apart and hands its body on as a stream:
    // it goes out in chunks, without a length.
    const chunked = internal.isRequest(input) && (init?.body === undefined || init.body === null);
    const s = internal.requestState(request);
    const { signal } = request;
    if (signal.aborted) {
      s.body?.stream.cancel(signal.reason).catch(internal.noop);
      throw signal.reason;
    }
    const parts = internal.parseURL(s.url);
    switch (parts[1]) {
      case 'data:': return dataResponse(request, s.url);
      case 'blob:': return blobResponse(request, s.url.replace(/#.*$/, ''));
      case 'about:': throw failed(new Error('about scheme is not supported'));
      case 'file:': throw failed(new Error('file: URLs cannot be fetched'));
      case 'http:':
      case 'https:': break;
      default: throw failed(new Error('unknown scheme'));
    }
    if (parts[6] !== '' && badPorts.has(Number(parts[6]))) throw failed(new Error('bad port'));
    const response = await network(request, s, chunked);
    return s.fields.integrity === '' ? response : checked(response, s.fields.integrity);
  };
  internal.expose('fetch', fetch, true);
})

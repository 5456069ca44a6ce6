package web

import "testing"

func TestEvents(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"order", `const log = []; const e = new EventTarget(); e.addEventListener('x', () => log.push(1), {once: true}); e.addEventListener('x', {handleEvent() { log.push(2) }}); e.dispatchEvent(new Event('x')); e.dispatchEvent(new Event('x')); return log`, `[1,2,2]`},
		{"cancel", `const e = new EventTarget(); e.addEventListener('x', (v) => v.preventDefault()); return [e.dispatchEvent(new Event('x', {cancelable: true})), e.dispatchEvent(new Event('x'))]`, `[false,true]`},
		{"custom", `return new CustomEvent('x', {detail: {a: 1}}).detail`, `{"a":1}`},
		{"listener error", `const seen = []; internal.onUncaught = (e) => seen.push(e.message); const e = new EventTarget(); e.addEventListener('x', () => { throw new Error('boom') }); e.addEventListener('x', () => seen.push('next')); e.dispatchEvent(new Event('x')); return seen`, `["boom","next"]`},
		{"abort", `const c = new AbortController(); let n = 0; c.signal.onabort = () => n++; c.signal.addEventListener('abort', () => n++); c.abort('r'); c.abort(); return [n, c.signal.reason]`, `[2,"r"]`},
		{"any", `const a = new AbortController(), s = AbortSignal.any([a.signal, AbortSignal.timeout(1e6)]); a.abort(1); return [s.aborted, s.reason]`, `[true,1]`},
		{"timeout", `const s = AbortSignal.timeout(1); await new Promise((r) => s.addEventListener('abort', r)); return [s.reason.name, s.reason.message, s.reason.code]`, `["TimeoutError","The operation was aborted due to timeout",23]`},
		{"signal removes", `const c = new AbortController(), e = new EventTarget(); let n = 0; e.addEventListener('x', () => n++, {signal: c.signal}); c.abort(); e.dispatchEvent(new Event('x')); return n`, `0`},
		{"illegal", `try { new AbortSignal() } catch (e) { return [e.name, e.code, e.message] }`, `["TypeError","ERR_ILLEGAL_CONSTRUCTOR","Illegal constructor"]`},
	})
}

func TestURLs(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"parts", `const u = new URL('../b?x=1#h', 'https://u:p@h.example:8443/a/c'); return [u.href, u.origin, u.host, u.pathname, u.search, u.hash, u.username]`, `["https://u:p@h.example:8443/b?x=1#h","https://h.example:8443","h.example:8443","/b","?x=1","#h","u"]`},
		{"params write through", `const u = new URL('http://h/?a=1'); u.searchParams.append('b', 'ä &'); u.searchParams.delete('a'); return [u.search, u.href]`, `["?b=%C3%A4+%26","http://h/?b=%C3%A4+%26"]`},
		{"search reads back", `const u = new URL('http://h/'); const p = u.searchParams; u.search = '?q=1&q=2'; return [p.getAll('q'), p.size]`, `[["1","2"],2]`},
		{"invalid", `try { new URL('x') } catch (e) { return [e.name, e.code, e.message, e.input] }`, `["TypeError","ERR_INVALID_URL","Invalid URL","x"]`},
		{"statics", `return [URL.canParse('x:'), URL.canParse('/x'), URL.parse('/y', 'http://h').href, URL.parse('/y')]`, `[true,false,"http://h/y",null]`},
		{"params from object", `return [new URLSearchParams({a: 1, b: 'x y'}) + '', new URLSearchParams([['c', '2']]) + '', [...new URLSearchParams('?d=%zz&e')]]`, `["a=1&b=x+y","c=2",[["d","%zz"],["e",""]]]`},
		{"sort", `const p = new URLSearchParams('b=2&a=1&b=1'); p.sort(); return p + ''`, `"a=1&b=2&b=1"`},
		{"json", `return JSON.stringify({u: new URL('http://h')})`, `"{\"u\":\"http://h/\"}"`},
		{"pattern", `const p = new URLPattern({pathname: '/users/:id'}); return [p.test('https://h/users/7'), p.exec({pathname: '/users/7'}).pathname.groups.id]`, `[true,"7"]`},
	})
}

func TestEncoding(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"round trip", `return new TextDecoder().decode(new TextEncoder().encode('aä€😀'))`, `"aä€😀"`},
		{"maximal parts", `return new TextDecoder().decode(new Uint8Array([0xf0, 0x9f, 0x98, 0x41, 0xff]))`, `"\ufffdA\ufffd"`},
		{"fatal", `try { new TextDecoder('utf-8', {fatal: true}).decode(new Uint8Array([255])) } catch (e) { return [e.name, e.code] }`, `["TypeError","ERR_ENCODING_INVALID_ENCODED_DATA"]`},
		{"stream", `const d = new TextDecoder(); return d.decode(new Uint8Array([0xe2, 0x82]), {stream: true}) + '|' + d.decode(new Uint8Array([0xac]))`, `"|€"`},
		{"legacy", `return [new TextDecoder('windows-1252').decode(new Uint8Array([0x80])), new TextDecoder('shift_jis').decode(new Uint8Array([0x82, 0xa0])), new TextDecoder('latin1').encoding, new TextDecoder('utf-16').decode(new Uint8Array([0x41, 0]))]`, `["€","あ","windows-1252","A"]`},
		{"gb18030", `const d = (label, ...b) => new TextDecoder(label).decode(new Uint8Array(b)); return [d('gb18030', 0x81, 0x35, 0xf4, 0x36, 0xa6, 0xd9, 0x41), d('gbk', 0xc4, 0xe3, 0xfe, 0xfe, 0xa1, 0x40), d('gbk', 0x81, 0x30), d('gb2312', 0x81, 0x28), d('gbk', 0x81, 0xff, 0x80)]`, `["\u1e3e\ufe10A","\u4f60\ue4c5\ue4c6","\ufffd","\ufffd(","\ufffd€"]`},
		{"gb18030 in pieces", `const d = new TextDecoder('gb18030', {fatal: true}); let s = ''; for (const b of [0x81, 0x35, 0xf4, 0x36, 0xc4, 0xe3]) s += d.decode(new Uint8Array([b]), {stream: true}); return s + d.decode()`, `"\u1e3e你"`},
		{"encodeInto", `const b = new Uint8Array(4); return [new TextEncoder().encodeInto('a€b', b), [...b]]`, `[{"read":2,"written":4},[97,226,130,172]]`},
		{"unknown", `try { new TextDecoder('x') } catch (e) { return [e.name, e.code] }`, `["RangeError","ERR_ENCODING_NOT_SUPPORTED"]`},
		{"base64", `return [btoa('\xff\0'), atob(' /w A= ')]`, `["/wA=","ÿ\u0000"]`},
		{"base64 refused", `try { atob('a') } catch (e) { return [e.name, e.message] }`, `["InvalidCharacterError","The string to be decoded is not correctly encoded."]`},
		{"streams", `const r = new Response('aä€').body.pipeThrough(new TextDecoderStream()).pipeThrough(new TextEncoderStream()); return new Response(r).text()`, `"aä€"`},
		{"compression", `const z = new Response('hello '.repeat(99)).body.pipeThrough(new CompressionStream('gzip')); return (await new Response(z.pipeThrough(new DecompressionStream('gzip'))).text()).length`, `594`},
		{"detached", `const b = new Uint8Array([65]); structuredClone(b, {transfer: [b.buffer]}); return [new TextDecoder().decode(b), await new Blob([b]).text()]`, `["",""]`},
		{"corrupt", `try { await new Response(new Response('no').body.pipeThrough(new DecompressionStream('deflate'))).text() } catch (e) { return e.name }`, `"TypeError"`},
	})
}

func TestStreams(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"tee and iterate", `const [a, b] = ReadableStream.from([1, 2]).tee(); const out = []; for await (const v of a) out.push(v); for await (const v of b) out.push(v); return out`, `[1,2,1,2]`},
		{"transform", `const t = new TransformStream({transform(v, c) { c.enqueue(v * 2) }}); const out = []; for await (const v of ReadableStream.from([1, 2]).pipeThrough(t)) out.push(v); return out`, `[2,4]`},
		{"bring your own buffer", `const s = new ReadableStream({type: 'bytes', pull(c) { c.byobRequest.view[0] = 7; c.byobRequest.respond(1) }}); const {value} = await s.getReader({mode: 'byob'}).read(new Uint8Array(3)); return [...value]`, `[7]`},
		{"backpressure", `let pulled = 0; const s = new ReadableStream({pull(c) { pulled++; c.enqueue(1) }}, {highWaterMark: 3}); await new Promise((r) => setTimeout(r, 5)); return pulled`, `3`},
		{"cancel reaches the source", `let why; const s = new ReadableStream({cancel(r) { why = r }}); await s.cancel('x'); return why`, `"x"`},
		{"blob", `const b = new Blob(['ab', new Uint8Array([99]), new Blob(['d'])], {type: 'Text/Plain'}); return [await b.text(), b.size, b.type, await b.slice(1, 3).text(), await b.slice(-1).text()]`, `["abcd",4,"text/plain","bc","d"]`},
		{"many queued chunks", `const s = new ReadableStream({start(c) { for (let i = 0; i < 20000; i++) c.enqueue(new Uint8Array([97])); c.close() }}); return (await new Response(s).text()).length`, `20000`},
		{"chunk of another kind", `const s = new ReadableStream({start(c) { c.enqueue('x'); c.close() }}); try { await new Response(s).text() } catch (e) { return [e.name, e.message] }`, `["TypeError","Received non-Uint8Array chunk"]`},
		{"async generator", `return new Response((async function* () { yield 'a'; yield new Uint8Array([98]) })()).text()`, `"ab"`},
		{"lazy classes", `return [typeof WritableStream, typeof ReadableByteStreamController, typeof CountQueuingStrategy]`, `["function","function","function"]`},
	})
}

func TestClone(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"values", `const d = new Date(5), c = structuredClone({a: [1, , 3], m: new Map([[1, {x: 1n}]]), s: new Set('a'), d, r: /x/gi, e: new RangeError('bad'), u: undefined}); return [c.a.length, 1 in c.a, [...c.m][0][1].x === 1n, [...c.s], +c.d, c.r.flags, c.e instanceof RangeError, c.e.message, 'u' in c]`, `[3,false,true,["a"],5,"gi",true,"bad",true]`},
		{"circle", `const a = {}; a.a = a; const c = structuredClone(a); return c.a === c && c !== a`, `true`},
		{"refused", `try { structuredClone(() => 1) } catch (e) { return [e.name, e.code, e.message, e instanceof DOMException] }`, `["DataCloneError",25,"() => 1 could not be cloned.",true]`},
		{"transfer", `const b = new Uint8Array([1, 2]).buffer, c = structuredClone({b, v: new Uint8Array(b, 1)}, {transfer: [b]}); return [b.byteLength, c.b.byteLength, c.v[0], c.v.buffer === c.b]`, `[0,2,2,true]`},
		{"channel", `const {port1, port2} = new MessageChannel(); const got = new Promise((r) => { port2.onmessage = (e) => r(e.data) }); port1.postMessage({a: 1}); return got`, `{"a":1}`},
		{"broadcast", `const a = new BroadcastChannel('x'), b = new BroadcastChannel('x'); const got = new Promise((r) => { b.onmessage = (e) => r(e.data) }); a.postMessage(5); return got`, `5`},
		{"exception", `const e = new DOMException('m', 'AbortError'); return [e.code, e instanceof Error, Object.prototype.toString.call(e), String(e), DOMException.ABORT_ERR]`, `[20,true,"[object DOMException]","AbortError: m",20]`},
		{"performance", `performance.mark('a'); const m = performance.measure('m', 'a'); return [m.entryType, m.duration >= 0, performance.getEntriesByType('mark').length, performance.now() > 0]`, `["measure",true,1,true]`},
		{"language", `return [await Array.fromAsync([1, Promise.resolve(2)]), Object.groupBy([1, 2], (v) => v % 2 ? 'odd' : 'even'), (() => { const o = {}; Error.captureStackTrace(o); return typeof o.stack })(), typeof InternalError]`, `[[1,2],{"odd":[1],"even":[2]},"string","undefined"]`},
		{"absent as in Node", `return [typeof WebSocket, typeof navigator, typeof Worker, typeof localStorage]`, `["function","undefined","undefined","undefined"]`},
		{"platform objects become plain", `return [new Headers({a: '1'}), new Response('x'), new URL('http://h/'), new EventTarget(), new FormData()].map((v) => structuredClone(v))`, `[{},{},{},{},{}]`},
		{"streams have to be transferred", `try { structuredClone(new ReadableStream()) } catch (e) { return [e.name, e.code] }`, `["TypeError","ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST"]`},
		{"streams are empty for JSON", `const s = new ReadableStream(); return [s, s.getReader(), new TransformStream()]`, `[{},{},{}]`},
		{"weak reference", `const r = new WeakRef({a: 1}); await null; return [r.deref().a, r instanceof WeakRef, WeakRef.length]`, `[1,true,1]`},
		{"websocket", `const w = new WebSocket('https://h/x'); const log = [w.url, w.readyState]; await new Promise((r) => { w.onerror = () => log.push('error'); w.onclose = (e) => r(log.push(e.code)) }); try { new WebSocket('ftp://h') } catch (e) { log.push(e.name) } return [...log, w.readyState, WebSocket.OPEN]`, `["wss://h/x",0,"error",1006,"SyntaxError",3,1]`},
		{"jwk in Node's order", `const k = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign']); return Object.keys(await crypto.subtle.exportKey('jwk', k.privateKey))`, `["key_ops","ext","kty","x","y","crv","d"]`},
	})
}

func TestCrypto(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"digest", `const d = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc')); return new Uint8Array(d).toHex()`, `"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"`},
		{"random", `const a = crypto.getRandomValues(new Uint8Array(16)); return [a.some((x) => x), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())]`, `[true,true]`},
		{"hmac", `const k = await crypto.subtle.importKey('raw', new TextEncoder().encode('key'), {name: 'HMAC', hash: 'SHA-256'}, false, ['sign', 'verify']); const s = await crypto.subtle.sign('HMAC', k, new TextEncoder().encode('data')); return [new Uint8Array(s).toHex(), await crypto.subtle.verify('HMAC', k, s, new TextEncoder().encode('data'))]`, `["5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0",true]`},
		{"gcm, odd sizes", `const k = await crypto.subtle.generateKey({name: 'AES-GCM', length: 256}, true, ['encrypt', 'decrypt']); const p = {name: 'AES-GCM', iv: new Uint8Array(7), tagLength: 32}; const c = await crypto.subtle.encrypt(p, k, new Uint8Array([1, 2])); return [c.byteLength, [...new Uint8Array(await crypto.subtle.decrypt(p, k, c))]]`, `[6,[1,2]]`},
		{"ecdsa over jwk", `const {privateKey, publicKey} = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']); const jwk = await crypto.subtle.exportKey('jwk', publicKey); const pub = await crypto.subtle.importKey('jwk', jwk, {name: 'ECDSA', namedCurve: 'P-256'}, true, ['verify']); const s = await crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, privateKey, new Uint8Array(3)); return [s.byteLength, await crypto.subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, pub, s, new Uint8Array(3)), jwk.kty]`, `[64,true,"EC"]`},
		{"agreement", `const a = await crypto.subtle.generateKey({name: 'X25519'}, false, ['deriveBits']), b = await crypto.subtle.generateKey({name: 'X25519'}, false, ['deriveBits']); const x = await crypto.subtle.deriveBits({name: 'X25519', public: b.publicKey}, a.privateKey, 256), y = await crypto.subtle.deriveBits({name: 'X25519', public: a.publicKey}, b.privateKey, 256); return new Uint8Array(x).toHex() === new Uint8Array(y).toHex()`, `true`},
		{"pbkdf2", `const k = await crypto.subtle.importKey('raw', new TextEncoder().encode('password'), 'PBKDF2', false, ['deriveBits']); return new Uint8Array(await crypto.subtle.deriveBits({name: 'PBKDF2', hash: 'SHA-1', salt: new TextEncoder().encode('salt'), iterations: 2}, k, 160)).toHex()`, `"ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"`},
		{"wrap", `const k = await crypto.subtle.generateKey({name: 'AES-CBC', length: 128}, true, ['encrypt']), w = await crypto.subtle.generateKey({name: 'AES-KW', length: 128}, false, ['wrapKey', 'unwrapKey']); const bytes = await crypto.subtle.wrapKey('jwk', k, w, 'AES-KW'); const u = await crypto.subtle.unwrapKey('jwk', bytes, w, 'AES-KW', 'AES-CBC', true, ['encrypt']); return [u.algorithm, u.usages]`, `[{"name":"AES-CBC","length":128},["encrypt"]]`},
		{"unknown", `try { await crypto.subtle.digest('MD5', new Uint8Array()) } catch (e) { return [e.name, e.message] }`, `["NotSupportedError","Unrecognized algorithm name"]`},
		{"not extractable", `const k = await crypto.subtle.generateKey({name: 'AES-CBC', length: 128}, false, ['encrypt']); try { await crypto.subtle.exportKey('raw', k) } catch (e) { return [e.name, e.message] }`, `["InvalidAccessError","key is not extractable"]`},
	})
}

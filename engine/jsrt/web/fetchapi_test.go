package web

import "testing"

func TestResponses(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"json", `const r = Response.json({a:1}); return [r.status, r.headers.get('content-type'), await r.text()]`, `[200,"application/json","{\"a\":1}"]`},
		{"string", `const r = new Response('x'); return [...r.headers]`, `[["content-type","text/plain;charset=UTF-8"]]`},
		{"params", `return [...new Response(new URLSearchParams({a:'b c'})).headers]`, `[["content-type","application/x-www-form-urlencoded;charset=UTF-8"]]`},
		{"null body status", `try { new Response('x', {status:204}) } catch (e) { return [e.name, e.message] }`, `["TypeError","Response constructor: Invalid response status code 204"]`},
		{"range", `try { new Response('x', {status:999}) } catch (e) { return [e.name, e.message] }`, `["RangeError","init[\"status\"] must be in the range of 200 to 599, inclusive."]`},
		{"read twice", `const r = new Response('x'); await r.text(); try { await r.text() } catch (e) { return [e.name, e.message, r.bodyUsed] }`, `["TypeError","Body is unusable: Body has already been read",true]`},
		{"bad json", `try { await new Response('x').json() } catch (e) { return [e.name, e.message] }`, `["SyntaxError","Unexpected token 'x', \"x\" is not valid JSON"]`},
		{"empty json", `try { await new Response('').json() } catch (e) { return e.message }`, `"Unexpected end of JSON input"`},
		{"wrong form", `try { await new Response('x').formData() } catch (e) { return e.message }`, `"Content-Type was not one of \"multipart/form-data\" or \"application/x-www-form-urlencoded\"."`},
		{"stream", `const r = new Response(new ReadableStream({start(c){c.enqueue(new Uint8Array([104,105]));c.close()}})); return r.text()`, `"hi"`},
		{"clone", `const r = new Response('abc'); const c = r.clone(); return [await r.text(), await c.text()]`, `["abc","abc"]`},
		{"body getter", `const r = new Response('abc'); let out=''; for await (const c of r.body) out += new TextDecoder().decode(c); return [out, r.bodyUsed]`, `["abc",true]`},
		{"form", `const f = new FormData(); f.append('a','1'); f.append('f', new File(['hey'],'x.txt',{type:'text/plain'})); const g = await new Response(f).formData(); return [g.get('a'), g.get('f').name, await g.get('f').text(), g.get('f').type]`, `["1","x.txt","hey","text/plain"]`},
		{"parts", `return internal.responseParts(new Response('x',{status:201,headers:[['set-cookie','a=1'],['set-cookie','b=2']]}))`, `{"status":201,"statusText":"","headers":["set-cookie","a=1","set-cookie","b=2","content-type","text/plain;charset=UTF-8"],"body":"x"}`},
	})
}

func TestRequests(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"from the wire", `const r = internal.newRequest({method:'POST',url:'http://h/p?q=1',headers:['B','1','a','2','b','3'],body:'{"x":1}'}); return [r.method, r.url, [...r.headers], await r.json(), r.mode, r.referrer]`, `["POST","http://h/p?q=1",[["a","2"],["b","1, 3"]],{"x":1},"cors","about:client"]`},
		{"host stream", `const parts = ['ab', new Uint8Array([99])]; const r = internal.newRequest({method:'POST',url:'http://h/',headers:[],body:{read: async () => parts.shift() ?? null}}); return r.text()`, `"abc"`},
		{"copy", `const r = new Request('http://a/', {method:'POST', body:'x', headers:{b:'1'}}); const c = new Request(r, {headers:{c:'2'}}); return [await c.text(), [...c.headers], r.bodyUsed]`, `["x",[["c","2"]],true]`},
		{"relative", `try { new Request('/x') } catch (e) { return [e.message, e.cause.message] }`, `["Failed to parse URL from /x","Invalid URL"]`},
		{"get with body", `try { new Request('http://a/', {body:'x'}) } catch (e) { return e.message }`, `"Request with GET/HEAD method cannot have body."`},
		{"abort", `const c = new AbortController(); const r = new Request('http://a/', {signal:c.signal}); c.abort(); return [r.signal.aborted, r.signal.reason.name]`, `[true,"AbortError"]`},
	})
}

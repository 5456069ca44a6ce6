package web

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
)

// upstream is the server that the scripts of TestFetch talk to.
func upstream(t *testing.T) *httptest.Server {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/echo", func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Add("Set-Cookie", "b=2")
		w.Header().Set("X-Seen", r.Header.Get("X-Sent"))
		fmt.Fprintf(w, "%s %s %s", r.Method, r.URL.RequestURI(), body)
	})
	mux.HandleFunc("/gzip", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, "unpacked")
		z.Close()
	})
	mux.HandleFunc("/br", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		z := brotli.NewWriter(w)
		io.WriteString(z, "unpacked too")
		z.Close()
	})
	mux.HandleFunc("/to/{status}", func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscan(r.PathValue("status"), &status)
		w.Header().Set("Location", "/echo?moved")
		w.WriteHeader(status)
	})
	mux.HandleFunc("/length", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.ContentLength, " ", r.TransferEncoding) })
	mux.HandleFunc("/snow", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/echo?%☃")
		w.WriteHeader(302)
	})
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/status/{status}", func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscan(r.PathValue("status"), &status)
		w.WriteHeader(status)
	})
	mux.HandleFunc("/drip", func(w http.ResponseWriter, r *http.Request) {
		for i := 0; ; i++ {
			if _, err := fmt.Fprintf(w, "%d;", i); err != nil || r.Context().Err() != nil {
				return
			}
			w.(http.Flusher).Flush()
			if i == 2 {
				<-r.Context().Done()
				return
			}
		}
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "100")
		io.WriteString(w, "short")
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestFetch(t *testing.T) {
	s := upstream(t)
	allow := func(_ context.Context, _ uint64, url string) error {
		if strings.HasPrefix(url, s.URL) {
			return nil
		}
		return errors.New("not this host; --allow-net allows it")
	}
	m := newMachine(t, Options{AllowFetch: allow})
	if _, err := m.EvalModule(t.Context(), "/base.js", fmt.Sprintf("globalThis.U = %q; export default 1", s.URL)); err != nil {
		t.Fatal(err)
	}
	runScripts(t, m, []script{
		{"get", `const r = await fetch(U + '/echo?q=1', {headers: {'x-sent': 'ü'}}); return [r.status, r.ok, r.type, r.redirected, await r.text(), r.headers.get('x-seen'), r.headers.getSetCookie()]`,
			`[200,true,"basic",false,"GET /echo?q=1 ","ü",["a=1","b=2"]]`},
		{"post", `const r = await fetch(U + '/echo', {method: 'POST', body: JSON.stringify({a: 1})}); return r.text()`, `"POST /echo {\"a\":1}"`},
		{"request object in chunks", `const req = new Request(U + '/length', {method: 'POST', body: 'hi'}); return [await (await fetch(req)).text(), await (await fetch(U + '/length', {method: 'POST', body: 'hi'})).text()]`, `["-1 [chunked]","2 []"]`},
		{"request object", `return (await fetch(new Request(U + '/echo', {method: 'PUT', body: new Uint8Array([104, 105])}))).text()`, `"PUT /echo hi"`},
		{"streamed body", `const body = new ReadableStream({start(c) { c.enqueue(new TextEncoder().encode('a')); c.enqueue(new TextEncoder().encode('b')); c.close() }});
			return (await fetch(U + '/echo', {method: 'POST', body, duplex: 'half'})).text()`, `"POST /echo ab"`},
		{"gzip", `const r = await fetch(U + '/gzip'); return [await r.text(), r.headers.get('content-encoding')]`, `["unpacked","gzip"]`},
		{"brotli", `return (await fetch(U + '/br')).text()`, `"unpacked too"`},
		{"redirect", `const r = await fetch(U + '/to/302', {method: 'POST', body: 'x'}); return [await r.text(), r.redirected, r.url.slice(U.length)]`, `["GET /echo?moved ",true,"/echo?moved"]`},
		{"redirect keeps", `const r = await fetch(U + '/to/307', {method: 'POST', body: 'x'}); return r.text()`, `"POST /echo?moved x"`},
		{"redirect manual", `const r = await fetch(U + '/to/301', {redirect: 'manual'}); return [r.status, r.headers.get('location')]`, `[301,"/echo?moved"]`},
		{"redirect error", `try { await fetch(U + '/to/301', {redirect: 'error'}) } catch (e) { return [e.message, e.cause.message] }`, `["fetch failed","unexpected redirect"]`},
		{"redirect round", `try { await fetch(U + '/round') } catch (e) { return e.cause.message }`, `"redirect count exceeded"`},
		{"redirect outside ASCII", `return (await fetch(U + '/snow')).url.slice(U.length)`, `"/echo?%%E2%98%83"`},
		{"integrity", `const sum = 'sha256-' + new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('GET /echo '))).toBase64(); const r = await fetch(U + '/echo', {integrity: 'sha256-AAAA ' + sum}); const text = await r.text();
			try { await fetch(U + '/echo?', {integrity: sum}) } catch (e) { return [text, e.message, e.cause.message] }`, `["GET /echo ","fetch failed","integrity mismatch"]`},
		{"aborted with its body", `const c = new AbortController(), log = []; const r = await fetch(U + '/drip', {signal: c.signal}); c.abort(); await Promise.all([r.json().catch((e) => log.push(e.name)), Promise.resolve().then(() => log.push('next'))]); return log`, `["AbortError","next"]`},
		{"no content", `const r = await fetch(U + '/status/204'); return [r.status, r.body, await r.text()]`, `[204,null,""]`},
		{"head", `const r = await fetch(U + '/echo', {method: 'HEAD'}); return [r.status, await r.text()]`, `[200,""]`},
		{"immutable", `const r = await fetch(U + '/echo'); try { r.headers.set('a', 'b') } catch (e) { return e.message }`, `"immutable"`},
		{"stream read and abort", `const c = new AbortController(); const r = await fetch(U + '/drip', {signal: c.signal}); let text = '';
			try { for await (const chunk of r.body) { text += new TextDecoder().decode(chunk); if (text.includes('2;')) c.abort() } } catch (e) { return [text, e.name] }`, `["0;1;2;","AbortError"]`},
		{"stream cancel", `const r = await fetch(U + '/drip'); const reader = r.body.getReader(); await reader.read(); await reader.cancel(); return (await reader.read()).done`, `true`},
		{"aborted before", `try { await fetch(U + '/echo', {signal: AbortSignal.abort()}) } catch (e) { return [e.name, e.message] }`, `["AbortError","This operation was aborted"]`},
		{"abort reason", `try { await fetch(U + '/drip', {signal: AbortSignal.abort('why')}) } catch (e) { return e }`, `"why"`},
		{"cut off", `try { await (await fetch(U + '/cut')).text() } catch (e) { return [e.name, e.message, e.cause.message] }`, `["TypeError","terminated","other side closed"]`},
		{"refused", `try { await fetch('http://127.0.0.1:2/') } catch (e) { return e.message }`, `"not this host; --allow-net allows it"`},
		{"bad port", `try { await fetch('http://a:1/') } catch (e) { return [e.message, e.cause.message] }`, `["fetch failed","bad port"]`},
		{"unknown scheme", `try { await fetch('ftp://a/') } catch (e) { return e.cause.message }`, `"unknown scheme"`},
		{"relative", `try { await fetch('/x') } catch (e) { return [e.message, e.cause.message] }`, `["Failed to parse URL from /x","Invalid URL"]`},
		{"data", `const r = await fetch('data:text/plain;base64,aGk='); return [await r.text(), r.headers.get('content-type')]`, `["hi","text/plain"]`},
		{"blob", `const u = URL.createObjectURL(new Blob(['abc'], {type: 'text/x'})); const r = await fetch(u); return [await r.text(), r.headers.get('content-type')]`, `["abc","text/x"]`},
	})
}

// TestFetchAsksForEachHop: a redirect to a host that is not allowed is refused
// before anything connects to it.
func TestFetchAsksForEachHop(t *testing.T) {
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the refused host was reached") }))
	defer inner.Close()
	outer := httptest.NewServer(http.RedirectHandler(inner.URL+"/secret", http.StatusFound))
	defer outer.Close()
	var mu sync.Mutex
	var asked []string
	m := newMachine(t, Options{AllowFetch: func(_ context.Context, call uint64, url string) error {
		mu.Lock()
		defer mu.Unlock()
		asked = append(asked, fmt.Sprint(call, " ", url))
		if strings.HasPrefix(url, outer.URL) {
			return nil
		}
		return errors.New("no")
	}})
	got, err := m.EvalModule(t.Context(), "/hop.js", fmt.Sprintf(`internal.callID = () => 7; export default fetch(%q).catch((e) => e.message)`, outer.URL+"/"))
	if err != nil || string(got) != `"no"` {
		t.Errorf("got %s, %v", got, err)
	}
	if want := []string{"7 " + outer.URL + "/", "7 " + inner.URL + "/secret"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
}

package node

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"signalbox/engine/jsrt/vm"
	"signalbox/engine/jsrt/web"
)

// TestHTTPClient drives node:http over fetch against a server on loopback.
func TestHTTPClient(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		w.Header().Set("X-Seen", r.Method+" "+r.URL.RequestURI()+" "+r.Header.Get("X-A")+" "+r.Header.Get("Authorization"))
		w.Header().Add("Set-Cookie", "a=1")
		w.Header().Add("Set-Cookie", "b=2")
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/x", http.StatusFound)
			return
		}
		w.WriteHeader(http.StatusCreated)
		io.WriteString(w, "got "+string(body))
	}))
	defer server.Close()
	m, err := vm.New([]*vm.Library{
		web.Library(web.Options{AllowFetch: func(_ context.Context, _ uint64, url string) error {
			if strings.Contains(url, "/forbidden") {
				return vm.TypeErrorf("fetch is not allowed to reach it")
			}
			return nil
		}}), Library(Options{}),
	}, vm.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	const ask = `const ask = (options, body) => new Promise((resolve, reject) => {
		const req = http.request(options, (res) => {
			let text = "";
			res.setEncoding("utf8");
			res.on("data", (c) => { text += c; });
			res.on("end", () => resolve([res.statusCode, res.statusMessage, text, res.headers["x-seen"], res.headers["set-cookie"], res.headers.location, res.complete]));
		});
		req.on("error", reject);
		req.end(body);
	});`
	tests := []struct{ name, code, want string }{
		{"get", `ask(url + "/p?q=1")`, `[201,"Created","got ","GET /p?q=1",["a=1","b=2"],null,true]`},
		{"post with headers", `ask({ hostname: "127.0.0.1", port: new URL(url).port, path: "/post", method: "post", headers: { "X-A": "v" }, auth: "u:p" }, "body")`, `[201,"Created","got body","POST /post v Basic dTpw",["a=1","b=2"],null,true]`},
		{"a redirect is not followed", `ask(url + "/moved").then((r) => [r[0], r[5]])`, `[302,"/x"]`},
		{"a refusal is an error event", `ask(url + "/forbidden").catch((e) => e.message.includes("not allowed"))`, `true`},
		{"get() of https ends the request", `new Promise((r) => { const req = https.get("https://127.0.0.1:1/forbidden"); req.on("error", () => r(req.destroyed)); })`, `true`},
		{"a server cannot be started", `(async () => { try { http.createServer(); } catch (e) { return e.message; } })()`, `"http.createServer() is not available in signalbox: a handler answers requests, it cannot listen for them"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := m.EvalModule(t.Context(), "/"+strings.ReplaceAll(test.name, " ", "-")+".mjs", `
				import http from "node:http";
				import https from "node:https";
				const url = "`+server.URL+`";
				`+ask+`
				export default () => `+test.code+`;`)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

package draft

import (
	"io"
	"testing"
	"testing/fstest"

	"signalbox/engine/route"
)

func pattern(segs ...route.Segment) route.Pattern { return route.Pattern{Segments: segs} }

func lit(s string) route.Segment      { return route.Segment{Kind: route.Literal, Text: s} }
func one(s string) route.Segment      { return route.Segment{Kind: route.Single, Text: s} }
func all(s string) route.Segment      { return route.Segment{Kind: route.CatchAll, Text: s} }
func optional(s string) route.Segment { return route.Segment{Kind: route.OptionalCatchAll, Text: s} }

func TestParamsAndTargetAgree(t *testing.T) {
	tests := []struct {
		name   string
		p      route.Pattern
		target string
		set    string // the new value of the last parameter
		want   string
	}{
		{"single", pattern(lit("users"), one("id")), "/users/1?x=1", "a b", "/users/a%20b?x=1"},
		{"catch-all", pattern(lit("f"), all("path")), "/f/a/b", "c/d e", "/f/c/d%20e"},
		{"optional, emptied", pattern(lit("f"), optional("path")), "/f/a", "", "/f"},
		{"optional at the root", pattern(optional("path")), "/", "x", "/x"},
		{"encoded stays encoded", pattern(one("a"), one("b")), "/x%2Fy/z", "w", "/x%2Fy/w"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := Draft{Target: tt.target}
			params, ok := d.Params(tt.p)
			if !ok {
				t.Fatalf("%s does not fit the pattern", tt.target)
			}
			d.SetParam(tt.p, len(params)-1, tt.set)
			if d.Target != tt.want {
				t.Errorf("target %s, want %s", d.Target, tt.want)
			}
			again, ok := d.Params(tt.p)
			if !ok || again[len(again)-1].Value != tt.set {
				t.Errorf("read back %+v (%v), want %q", again, ok, tt.set)
			}
		})
	}
}

func TestParamsOfAnotherShape(t *testing.T) {
	d := Draft{Target: "/posts/1/comments"}
	if _, ok := d.Params(pattern(lit("posts"), one("id"))); ok {
		t.Error("a longer path fits the pattern")
	}
	if _, ok := d.Params(pattern(lit("users"), one("id"), one("x"))); ok {
		t.Error("another literal fits the pattern")
	}
}

func TestBuild(t *testing.T) {
	fsys := fstest.MapFS{"data/a.json": {Data: []byte(`{"a":1}`)}}
	tests := []struct {
		name     string
		d        Draft
		wantBody string
		wantType string
	}{
		{"json", Draft{Method: "POST", Kind: JSON, Body: `{}`}, `{}`, "application/json"},
		{"form", Draft{Method: "POST", Kind: Form, Body: "a=1 2\nb=&"}, "a=1+2&b=%26", "application/x-www-form-urlencoded;charset=UTF-8"},
		{"own content type wins", Draft{Kind: Text, Body: "x", Headers: "Content-Type: text/csv"}, "x", "text/csv"},
		{"file", Draft{Kind: File, Body: "data/a.json"}, `{"a":1}`, "application/json"},
		{"multipart", Draft{Kind: Multipart, Body: "a=1\nf=@data/a.json"},
			"--" + boundary + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--" + boundary +
				"\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.json\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n--" + boundary + "--\r\n",
			"multipart/form-data; boundary=" + boundary},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			req, err := tt.d.Build(fsys)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(req.Body)
			if string(body) != tt.wantBody {
				t.Errorf("body %q, want %q", body, tt.wantBody)
			}
			got := ""
			for _, h := range req.Header {
				if h.Name == "content-type" || h.Name == "Content-Type" {
					got += h.Value
				}
			}
			if got != tt.wantType {
				t.Errorf("content type %q, want %q", got, tt.wantType)
			}
		})
	}
	t.Run("missing file", func(t *testing.T) {
		d := Draft{Kind: File, Body: "../etc/passwd"}
		if _, err := d.Build(fsys); err == nil {
			t.Error("a file outside the project was read")
		}
	})
}

func TestPaste(t *testing.T) {
	tests := []struct {
		in, method, target string
		ok                 bool
	}{
		{"/users/1?x=2#h", "GET", "/users/1?x=2", true},
		{"POST /users", "POST", "/users", true},
		{"https://shop.example/api/cart?id=1", "GET", "/api/cart?id=1", true},
		{"localhost:3000", "GET", "/", true},
		{"curl -X DELETE 'http://localhost:3000/a b'", "DELETE", "/a b", true},
		{"curl https://x.example/p -d a=1", "POST", "/p", true},
		{"curl -G https://x.example/p -d a=1", "GET", "/p?a=1", true},
		{"users", "", "", false},
		{"users static", "", "", false},
		{"", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			d, ok := Paste(tt.in)
			if ok != tt.ok || d.Method != tt.method || d.Target != tt.target {
				t.Errorf("Paste = %+v, %v", d, ok)
			}
		})
	}
}

func TestCurlRoundTrip(t *testing.T) {
	tests := []Draft{
		{Method: "GET", Target: "/a?b=c&d='e'"},
		{Method: "PATCH", Target: "/x", Kind: JSON, Body: `{"a":"it's"}`, Headers: "content-type: application/json\nx-a: b"},
		{Method: "POST", Target: "/x", Kind: Form, Body: "a=1 2\nb=ü", Cookies: "sid=1\nt=2"},
		{Method: "POST", Target: "/x", Kind: Multipart, Body: "a=1\nf=@x.json"},
		{Method: "HEAD", Target: "/x"},
		{Method: "BREW", Target: "/x", Kind: File, Body: "a.bin"},
	}
	for _, d := range tests {
		line := d.Curl("http://localhost:3000")
		got, err := ParseCurl(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if got != d {
			t.Errorf("%s\n got %+v\nwant %+v", line, got, d)
		}
	}
}

// FuzzPaste: whatever is pasted, there is no panic, and what is taken for a
// request has a target that starts with a slash.
func FuzzPaste(f *testing.F) {
	for _, s := range []string{"curl 'x", `curl -d "a\"b" h/p`, "GET x", "http://", "curl --url", "curl -H", "curl -b a=b;c=d http://h/?q#f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, ok := Paste(s); ok && (d.Target == "" || d.Target[0] != '/') {
			t.Fatalf("Paste(%q) has the target %q", s, d.Target)
		}
	})
}

// TestWire: what a request line can't hold is percent-encoded, all else is sent
// as it was written.
func TestWire(t *testing.T) {
	for target, want := range map[string]string{
		"": "/", "x": "/x", "/a b?c d": "/a%20b?c%20d", "/日": "/%E6%97%A5", "/%41|[x]?q='1'": "/%41|[x]?q='1'",
		"/a#top": "/a", "/\x1b\x7f": "/%1B%7F",
	} {
		if got := (&Draft{Target: target}).Wire(); got != want {
			t.Errorf("%q goes as %q, want %q", target, got, want)
		}
	}
	d := Draft{Target: "/%E6%97%A5/7"}
	if params, ok := d.Params(pattern(lit("日"), one("id"))); !ok || params[0].Value != "7" {
		t.Errorf("an encoded literal gives %v, %v", params, ok)
	}
}

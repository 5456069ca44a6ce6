package jsrt

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestCallCrossesTheWire(t *testing.T) {
	calls := []*Call{
		{Action: ActHandler, File: "app/a/route.ts", Export: "GET", Params: []byte(`{"id":"1"}`), Request: &Request{Method: "GET", URL: "http://h/a?b", Header: []Header{{"a", "1"}, {"b", "\xe4"}}}},
		{Action: ActStaticParams, File: "app/b/route.ts", Args: []byte(`[1]`), Time: time.Minute},
		{Action: ActProxy, File: "proxy.ts", Request: &Request{Method: "POST", URL: "http://h/"}},
	}
	for _, c := range calls {
		id, got, mode, err := unpackCall(packCall(9, c, []byte("mode")))
		if err != nil || id != 9 || string(mode) != "mode" || !reflect.DeepEqual(got, c) {
			t.Errorf("%+v came out as %d %+v %q %v", c, id, got, mode, err)
		}
	}
}

func TestProgramCrossesTheWire(t *testing.T) {
	limits := Limits{CallTime: time.Second, Memory: 1, Stack: 2, Response: 3, Timers: 4, Console: 5}
	p := &Program{ID: "x", Root: "/r", Modules: map[string]Module{"/_/a": {Code: "1"}}, Entries: map[string]string{"a": "/_/a"}, Env: map[string]string{"K": "V"}}
	gotLimits, got, err := unpackProgram(packProgram(limits, p))
	if err != nil || gotLimits != limits || !reflect.DeepEqual(got, p) {
		t.Errorf("got %+v %+v %v", gotLimits, got, err)
	}
}

// Whatever a child sends, the front neither panics nor allocates without end.
func FuzzUnpack(f *testing.F) {
	f.Add(packCall(1, &Call{Action: ActHandler, File: "f", Request: &Request{Header: []Header{{"a", "b"}}}}, []byte("m")))
	f.Add(packProgram(Limits{}, &Program{Modules: map[string]Module{"a": {}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _, _, _ = unpackCall(b)
		_, _, _ = unpackProgram(b)
		u := &unpacker{b: b}
		if w := unpackThrown(u); w != nil && len(w.Message) > len(b) {
			t.Errorf("%d bytes came out of %d", len(w.Message), len(b))
		}
	})
}

func FuzzSourceMap(f *testing.F) {
	f.Add([]byte(`{"version":3,"sources":["../a.ts"],"mappings":"AAAA,SAASA;AACA"}`), "    at GET (/_/app/a.ts.js:1:10)")
	f.Add([]byte(`{"sources":[],"mappings":";;;zzzz,A"}`), "at /_/x:0:0")
	f.Fuzz(func(t *testing.T, text []byte, stack string) {
		m := newMapper(&Program{Modules: map[string]Module{"/_/app/a.ts.js": {SourceMap: text}}})
		m.place(stack)
		if out := m.stack(stack); strings.Count(out, "\n") >= maxFrames {
			t.Errorf("%d lines", strings.Count(out, "\n")+1)
		}
		m.text(stack)
	})
}

func TestPositionIsMapped(t *testing.T) {
	m := newMapper(&Program{Modules: map[string]Module{"/_/app/x/route.ts.js": {SourceMap: []byte(`{"version":3,"sources":["route.ts","../../lib/b.ts"],"mappings":"AAAA,IAAIA;ACEJ"}`)}}})
	tests := []struct{ stack, want string }{
		{"    at f (/_/app/x/route.ts.js:1:5)", "app/x/route.ts 1 5"},
		{"    at f (/_/app/x/route.ts.js:1:2)", "app/x/route.ts 1 1"},
		{"    at f (/_/app/x/route.ts.js:2:1)", "lib/b.ts 3 1"},
		{"    at f (signalbox:vm:1:1)\n    at /_/app/x/route.ts.js:1:1", "app/x/route.ts 1 1"},
	}
	for _, tt := range tests {
		pos := m.place(tt.stack)
		if got := strings.Join([]string{pos.File, itoa(pos.Line), itoa(pos.Column)}, " "); got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.stack, got, tt.want)
		}
	}
}

func itoa(n int) string { return string(rune('0' + n)) }

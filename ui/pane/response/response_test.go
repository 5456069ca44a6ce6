package response

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
	"signalbox/ui/cell"
	"signalbox/ui/theme"
)

func answered(t *testing.T, body string) *Model {
	t.Helper()
	m := New(theme.New(theme.Options{}))
	m.SetSize(80, 12)
	m.Begin("GET /x", []jsrt.Header{{Name: "Accept", Value: "*/*"}})
	m.Answered(Head{Status: 200, Header: []jsrt.Header{{Name: "Set-Cookie", Value: "sid=1; Path=/"}, {Name: "X-A", Value: "b"}}}, time.Millisecond)
	m.Grew([]byte(body))
	return m
}

func text(m *Model) string { return cell.Strip(strings.Join(m.View(), "\n")) }

func TestBodyGrowsByPieces(t *testing.T) {
	m := answered(t, "one\ntw")
	m.Grew([]byte("o\nthree"))
	if got := strings.Join(m.raw, "|"); got != "one|two|three" {
		t.Errorf("the lines are %s", got)
	}
	if !strings.Contains(text(m), "receiving 13 B") {
		t.Errorf("got\n%s", text(m))
	}
}

func TestBinaryIsHex(t *testing.T) {
	tests := []struct {
		body   string
		binary bool
	}{
		{"plain", false}, {"漢字", false}, {"", false}, {"a\x00b", true}, {"\x89PNG\r\n\x1a\n", true},
		{strings.Repeat("漢", 3000), false}, // a character lies across the end of the sample
	}
	for _, tt := range tests {
		m := answered(t, tt.body)
		m.Ended(time.Millisecond, nil)
		if m.Binary() != tt.binary || (m.tab == Hex) != tt.binary {
			t.Errorf("%.8q: binary %v, shown as %s", tt.body, m.Binary(), m.tab)
		}
	}
	m := answered(t, "\x00\x01AB")
	m.Ended(0, nil)
	if !strings.Contains(text(m), "000000  00 01 41 42") {
		t.Errorf("got\n%s", text(m))
	}
}

func TestViews(t *testing.T) {
	m := answered(t, "x")
	m.Ended(time.Millisecond, []trace.Entry{
		{Event: trace.Console{Level: "warn", Text: "careful"}},
		{Event: trace.CacheDecision{State: "HIT", Age: 3 * time.Second}},
	})
	for tab, want := range map[Tab]string{
		Headers: "x-a: b", Cookies: "sid = 1", Log: "warn  careful", Raw: "x", Pretty: "x",
	} {
		m.SetTab(tab)
		if got := text(m); !strings.Contains(got, want) || !strings.Contains(got, "cache HIT 3.0 s old") {
			t.Errorf("%s lacks %q:\n%s", tab, want, got)
		}
	}
}

// TestBodyWithoutEnd: of a huge body the beginning is kept and all is counted.
func TestBodyWithoutEnd(t *testing.T) {
	m := answered(t, "")
	piece := bytes.Repeat([]byte("x"), 1<<20)
	for range 10 {
		m.Grew(piece)
	}
	if len(m.body) != Keep || m.size != 10<<20 {
		t.Errorf("%d bytes kept of %d", len(m.body), m.size)
	}
}

func TestFailure(t *testing.T) {
	m := New(theme.New(theme.Options{}))
	m.SetSize(40, 8)
	m.Begin("GET /x", nil)
	m.Failed(errors.New("the handler was stopped:\nit ran for 30 s"))
	if got := text(m); !strings.Contains(got, "no answer") || !strings.Contains(got, "it ran for 30 s") {
		t.Errorf("got\n%s", got)
	}
}

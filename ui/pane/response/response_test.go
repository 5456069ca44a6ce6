package response

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/pane"
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

func screen(m *Model) string { return cell.Strip(strings.Join(m.View(), "\n")) }

func TestBodyGrowsByPieces(t *testing.T) {
	m := answered(t, "one\ntw")
	m.Grew([]byte("o\nthree"))
	if got := strings.Join(m.raw, "|"); got != "one|two|three" {
		t.Errorf("the lines are %s", got)
	}
	if !strings.Contains(screen(m), "receiving 13 B") {
		t.Errorf("got\n%s", screen(m))
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
	if !strings.Contains(screen(m), "000000  00 01 41 42") {
		t.Errorf("got\n%s", screen(m))
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
		if got := screen(m); !strings.Contains(got, want) || !strings.Contains(got, "cache HIT 3.0 s old") {
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
	if got := screen(m); !strings.Contains(got, "no answer") || !strings.Contains(got, "it ran for 30 s") {
		t.Errorf("got\n%s", got)
	}
}

// follow looks for what the pane asked for, as the root does.
func follow(m *Model, i pane.Intent) {
	if s, ok := i.(Searched); ok {
		m.Found(s.Number, s.Line())
	}
}

// TestSearch: small letters find both cases, a capital is exact, the end leads
// back to the beginning, and each view is searched for itself.
func TestSearch(t *testing.T) {
	body := "alpha\nBeta\n"
	for i := range 40 {
		body += fmt.Sprintf("line %d\n", i)
	}
	body += "beta and BETA\nomega"
	tests := []struct {
		query string
		then  []action.ID
		line  int // from 0, -1 for none
		shows string
	}{
		{"beta", nil, 1, "›Beta"},
		{"beta", []action.ID{action.SearchNext}, 42, "›beta and BETA"},
		{"beta", []action.ID{action.SearchNext, action.SearchNext}, 1, "›Beta"},
		{"beta", []action.ID{action.SearchPrev}, 42, "›beta and BETA"},
		{"Beta", []action.ID{action.SearchNext}, 1, "›Beta"},
		{"BETA", nil, 42, "›beta and BETA"},
		{"nowhere", nil, -1, "no match"},
		{"omega", []action.ID{action.NextTab, action.NextTab}, -1, "no match"}, // in the headers
		{"x-a", []action.ID{action.NextTab, action.NextTab}, 1, "›x-a: b"},
	}
	for _, tt := range tests {
		m := answered(t, body)
		m.Ended(time.Millisecond, nil)
		follow(m, m.Do(action.Search))
		for _, r := range tt.query {
			follow(m, m.Type(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}))
		}
		follow(m, m.Type(tea.KeyMsg{Type: tea.KeyEnter}))
		for _, a := range tt.then {
			follow(m, m.Do(a))
		}
		if m.search.line != tt.line || !strings.Contains(screen(m), tt.shows) {
			t.Errorf("%q %v: line %d, want %d with %q\n%s", tt.query, tt.then, m.search.line, tt.line, tt.shows, screen(m))
		}
		if !m.Leave() || m.Searching() || m.Leave() {
			t.Errorf("%q: the search does not end once", tt.query)
		}
	}
}

// TestFaultIsTold: an empty 500 says what the code threw, an empty 204 does not.
func TestFaultIsTold(t *testing.T) {
	thrown := []trace.Entry{{Event: trace.Thrown{What: "error", Message: "a.ts:1: a.ts:1: boom", Pos: diag.Pos{File: "a.ts", Line: 3}}}}
	for status, told := range map[int]bool{500: true, 204: false} {
		m := New(theme.New(theme.Options{}))
		m.SetSize(60, 12)
		m.Begin("GET /x", nil)
		m.Answered(Head{Status: status}, 0)
		m.Ended(0, thrown)
		got := screen(m)
		if strings.Contains(got, "the code threw  a.ts:3") != told || strings.Contains(got, " a.ts:1: boom") != told {
			t.Errorf("%d: got\n%s", status, got)
		}
	}
}

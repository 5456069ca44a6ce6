package edit

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
)

func key(name string) tea.KeyMsg {
	for _, t := range []tea.KeyType{
		tea.KeyEnter, tea.KeyBackspace, tea.KeyDelete, tea.KeyLeft, tea.KeyRight, tea.KeyUp, tea.KeyDown,
		tea.KeyHome, tea.KeyEnd, tea.KeyCtrlW, tea.KeyCtrlK, tea.KeyCtrlU, tea.KeyCtrlZ, tea.KeyCtrlY,
	} {
		if k := (tea.KeyMsg{Type: t}); k.String() == name {
			return k
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

func TestTyping(t *testing.T) {
	tests := []struct{ name, text, keys, want string }{
		{"at the start", "bc", "a", "a|bc"},
		{"line break keeps the indentation", "  ab", "end enter x", "  ab\n  x|"},
		{"backspace joins lines", "ab\ncd", "down home backspace", "ab|cd"},
		{"delete joins lines", "ab\ncd", "end delete", "ab|cd"},
		{"word back", "one two", "end ctrl+w", "one |"},
		{"to the end", "one two", "right right ctrl+k", "on|"},
		{"to the start", "one two", "right right ctrl+u", "|e two"},
		{"column is kept over a short line", "abcd\na\nabcd", "end down down", "abcd\na\nabcd|"},
		{"a run of letters is one undo", "", "a b c ctrl+z", "|"},
		{"undo, redo", "", "a b enter c ctrl+z ctrl+y", "ab\nc|"},
		{"a deletion ends the run", "", "a b backspace ctrl+z", "ab|"},
		{"wide", "漢", "end 字 backspace", "漢|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := New(tt.text)
			for _, name := range strings.Fields(tt.keys) {
				if !b.Type(key(name)) {
					t.Fatalf("the key %q means nothing", name)
				}
			}
			if got := withCursor(b); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func withCursor(b *Buffer) string {
	lines := strings.Split(b.Text(), "\n")
	p := b.Cursor()
	r := []rune(lines[p.Line])
	lines[p.Line] = string(r[:p.Col]) + "|" + string(r[p.Col:])
	return strings.Join(lines, "\n")
}

func TestLineStaysOne(t *testing.T) {
	b := NewLine("a")
	b.Insert("b\r\nc\nd")
	if got := b.Text(); got != "ab c d" {
		t.Errorf("got %q", got)
	}
	b = NewLine("curl -X POST \\\n  -d a=1")
	if got := b.Text(); got != "curl -X POST    -d a=1" {
		t.Errorf("a continued line became %q", got)
	}
	if b.Type(key("enter")) {
		t.Error("enter means something in a single line")
	}
}

// FuzzUndo: taking back every step gives the text of the beginning, and doing
// them again the text of the end.
func FuzzUndo(f *testing.F) {
	f.Add("one\ntwo", []byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Fuzz(func(t *testing.T, text string, keys []byte) {
		b := New(text)
		begin := b.Text()
		names := []string{"a", "漢", "enter", "backspace", "delete", "left", "right", "up", "down", "home", "end", "ctrl+w", "ctrl+k", "ctrl+u", "xy"}
		for _, k := range keys {
			b.Type(key(names[int(k)%len(names)]))
			if p := b.Cursor(); p.Line >= b.Len() || p.Col > len([]rune(b.Line(p.Line))) {
				t.Fatalf("the cursor %v left the text %q", p, b.Text())
			}
		}
		end := b.Text()
		for b.Undo() {
		}
		if got := b.Text(); got != begin {
			t.Fatalf("undo gives %q, want %q", got, begin)
		}
		for b.Redo() {
		}
		if got := b.Text(); got != end {
			t.Fatalf("redo gives %q, want %q", got, end)
		}
	})
}

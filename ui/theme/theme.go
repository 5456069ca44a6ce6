// Package theme names what colours mean. A view asks for theme.Error, never
// for red; light, dark and NO_COLOR are three ways to make one Theme.
//
// A Theme is built once and handed to whoever draws. Each Style is the finished
// pair of SGR sequences around a text, so that painting is a concatenation: a
// frame paints some five hundred spans, and a key press has 16 ms. Lip Gloss is
// asked for what it knows about the terminal (profile, background) in package
// ui, not for each span.
//
// No colour stands alone: each state also has a glyph and a word. That is why
// NO_COLOR keeps bold, dim, underline and reverse, and why glyphs come from the
// Theme too: an ASCII terminal gets "x" for "✗".
package theme

import (
	"strings"

	"github.com/muesli/termenv"
)

// Style paints a text. The zero value leaves it as it is.
type Style struct{ open string }

// closeAll ends every attribute. Selection relies on it being the only way in
// which a Style ends.
const closeAll = "\x1b[0m"

// Paint returns s in the style.
func (s Style) Paint(text string) string {
	if s.open == "" || text == "" {
		return text
	}
	return s.open + text + closeAll
}

// Over paints a line that holds painted spans, restoring the style after each
// of them: the selected row of a list keeps the colours of its parts.
func (s Style) Over(line string) string {
	if s.open == "" {
		return line
	}
	return s.open + strings.ReplaceAll(line, closeAll, closeAll+s.open) + closeAll
}

// Theme is the set of styles by meaning.
type Theme struct {
	Dark  bool
	Glyph Glyphs

	Text, Dim, Faint, Strong Style // running text, secondary, structure, emphasis
	Title, TitleFocus        Style // the name in a border
	Border, BorderFocus      Style
	Accent                   Style // what can be acted on now
	Key, KeyOff              Style // a key in the footer; one that is disabled
	OK, Warn, Error, Info    Style
	Select, SelectBlur       Style // the row under the cursor, focused and not
	Cursor                   Style // the cell that takes the next letter
	Mark                     Style // a match of the filter, a changed line
	Bar, BarRest             Style // an age bar
	Chip                     Style // the program's name

	Get, Post, Put, Patch, Delete, Other Style // methods
	Syntax                               Syntax
}

// Syntax is the styles of source code.
type Syntax struct {
	Plain, Keyword, String, Number, Comment, Func, Type, Punct, Name Style
}

// Glyphs are the symbols of the UI.
type Glyphs struct {
	Static, SSG, Dynamic          string // how a GET is computed
	OK, Bad, Warn, Info           string
	Pointer, Then, Open, Closed   string
	None, Dirty, Run, Pause, More string
	Full, Rest                    string // an age bar
	H, V, TL, TR, BL, BR          string // borders
	Thumb, Enter                  string
	Spin                          []string
}

// Options say what the terminal is like.
type Options struct {
	Dark    bool
	Profile termenv.Profile // termenv.Ascii is NO_COLOR
	ASCII   bool            // no glyph outside ASCII
}

// pair is a colour on a dark and on a light background. The terminal's own
// foreground and background stay as they are; text colours were chosen for a
// contrast of at least 4.5:1 on black and on white.
type pair struct{ dark, light string }

// maker builds styles for one Options.
type maker struct{ o Options }

// style joins attributes ("1" is bold) and a foreground.
func (m maker) style(attrs string, fg pair) Style { return m.full(attrs, fg, pair{}) }

// full joins attributes, a foreground and a background.
func (m maker) full(attrs string, fg, bg pair) Style {
	var parts []string
	if attrs != "" {
		parts = append(parts, attrs)
	}
	for i, p := range []pair{fg, bg} {
		if c := m.o.Profile.Color(m.pick(p)); c != nil && m.pick(p) != "" && m.o.Profile != termenv.Ascii {
			parts = append(parts, c.Sequence(i == 1))
		}
	}
	if len(parts) == 0 {
		return Style{}
	}
	return Style{open: "\x1b[" + strings.Join(parts, ";") + "m"}
}

func (m maker) pick(p pair) string {
	if m.o.Dark {
		return p.dark
	}
	return p.light
}

// New builds the theme for a terminal.
func New(o Options) *Theme {
	m := maker{o}
	var (
		none   = pair{}
		grey   = pair{"#8a93a6", "#5b6372"}
		faint  = pair{"#596275", "#8b93a1"}
		blue   = pair{"#6cb6ff", "#0550ae"}
		green  = pair{"#5fd38d", "#116329"}
		yellow = pair{"#e3b341", "#7a5200"}
		red    = pair{"#ff7b72", "#b3141c"}
		purple = pair{"#d2a8ff", "#6f2fbf"}
		cyan   = pair{"#56d4dd", "#0a6a74"}
		orange = pair{"#ffa657", "#953800"}
		rowBG  = pair{"#26334a", "#d5e4fb"}
		blurBG = pair{"#242933", "#e8ebf0"}
		markBG = pair{"#4d3d10", "#fff0b8"}
	)
	t := &Theme{
		Dark: o.Dark, Glyph: glyphs(o.ASCII),
		Dim: m.style("", grey), Faint: m.style("", faint), Strong: m.style("1", none),
		Title: m.style("", grey), TitleFocus: m.style("1", blue),
		Border: m.style("", faint), BorderFocus: m.style("", blue),
		Accent: m.style("", blue), Key: m.style("1", blue), KeyOff: m.style("", faint),
		OK: m.style("", green), Warn: m.style("", yellow), Error: m.style("1", red), Info: m.style("", cyan),
		Select: m.full("", none, rowBG), SelectBlur: m.full("", none, blurBG),
		Cursor: m.style("7", none), Mark: m.full("", none, markBG),
		Bar: m.style("", green), BarRest: m.style("", faint),
		Chip: m.style("1", blue),
		Get:  m.style("", green), Post: m.style("", blue), Put: m.style("", orange),
		Patch: m.style("", purple), Delete: m.style("", red), Other: m.style("", cyan),
		Syntax: Syntax{
			Keyword: m.style("", purple), String: m.style("", green), Number: m.style("", orange),
			Comment: m.style("3", grey), Func: m.style("", blue), Type: m.style("", yellow),
			Punct: m.style("", grey), Name: m.style("", none),
		},
	}
	if o.Profile == termenv.Ascii {
		t.withoutColour(m)
	}
	return t
}

// withoutColour carries by attributes what colour carried.
func (t *Theme) withoutColour(m maker) {
	bold, dim, under, reverse := m.style("1", pair{}), m.style("2", pair{}), m.style("4", pair{}), m.style("7", pair{})
	t.Dim, t.Faint, t.Border, t.BarRest, t.KeyOff = dim, dim, dim, dim, dim
	t.TitleFocus, t.BorderFocus, t.Key, t.Chip = reverse, bold, bold, bold
	t.Select, t.Mark = bold, under
	t.Syntax.Keyword, t.Syntax.Comment = bold, dim
}

func glyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{
			Static: "o", SSG: "*", Dynamic: "f", OK: "+", Bad: "x", Warn: "!", Info: "i",
			Pointer: ">", Then: "->", Open: "v", Closed: ">", None: ".", Dirty: "*", Run: ">", Pause: "=", More: "...",
			Full: "#", Rest: "-", H: "-", V: "|", TL: "+", TR: "+", BL: "+", BR: "+", Thumb: "#", Enter: "enter",
			Spin: []string{"|", "/", "-", "\\"},
		}
	}
	return Glyphs{
		Static: "○", SSG: "●", Dynamic: "ƒ", OK: "✓", Bad: "✗", Warn: "!", Info: "i",
		Pointer: "›", Then: "→", Open: "▾", Closed: "▸", None: "·", Dirty: "✎", Run: "▶", Pause: "⏸", More: "…",
		Full: "━", Rest: "─", H: "─", V: "│", TL: "╭", TR: "╮", BL: "╰", BR: "╯", Thumb: "┃", Enter: "⏎",
		Spin: []string{"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"},
	}
}

// Method returns the style of a method name.
func (t *Theme) Method(name string) Style {
	switch name {
	case "GET", "HEAD":
		return t.Get
	case "POST":
		return t.Post
	case "PUT":
		return t.Put
	case "PATCH":
		return t.Patch
	case "DELETE":
		return t.Delete
	}
	return t.Other
}

// Status returns the style of a status code.
func (t *Theme) Status(code int) Style {
	switch {
	case code >= 500:
		return t.Error
	case code >= 400:
		return t.Warn
	case code >= 300:
		return t.Info
	}
	return t.OK
}

// StatusGlyph returns the glyph that goes with a status code.
func (t *Theme) StatusGlyph(code int) string {
	switch {
	case code >= 400:
		return t.Glyph.Bad
	case code >= 300:
		return t.Glyph.Then
	}
	return t.Glyph.OK
}

// Row paints a line as the row under the cursor.
func (t *Theme) Row(line string, focused bool) string {
	if focused {
		return t.Select.Over(line)
	}
	return t.SelectBlur.Over(line)
}

package theme

import (
	"reflect"
	"strings"
	"testing"

	"github.com/muesli/termenv"
)

// eachStyle calls f with every Style of a theme, by field name.
func eachStyle(v reflect.Value, name string, f func(name string, s Style)) {
	if s, ok := v.Interface().(Style); ok {
		f(name, s)
		return
	}
	if v.Kind() == reflect.Struct && v.Type() != reflect.TypeOf(Glyphs{}) {
		for i := range v.NumField() {
			eachStyle(v.Field(i), name+"."+v.Type().Field(i).Name, f)
		}
	}
}

func TestNoColorPaintsNoColour(t *testing.T) {
	th := New(Options{Profile: termenv.Ascii})
	eachStyle(reflect.ValueOf(*th), "", func(name string, s Style) {
		if got := s.Paint("x"); strings.Contains(got, "38;") || strings.Contains(got, "48;") || strings.Contains(got, "\x1b[3") && !strings.Contains(got, "\x1b[3m") {
			t.Errorf("%s paints %q under NO_COLOR", name, got)
		}
	})
}

func TestASCIIGlyphs(t *testing.T) {
	v := reflect.ValueOf(New(Options{ASCII: true}).Glyph)
	for i := range v.NumField() {
		for _, r := range strings.Trim(strings.Join(strings.Fields(toString(v.Field(i))), ""), "[]") {
			if r > 0x7e {
				t.Errorf("glyph %s holds %q", v.Type().Field(i).Name, r)
			}
		}
	}
}

func toString(v reflect.Value) string {
	if s, ok := v.Interface().([]string); ok {
		return strings.Join(s, "")
	}
	return v.String()
}

func TestLightAndDarkDiffer(t *testing.T) {
	light, dark := New(Options{Profile: termenv.TrueColor}), New(Options{Profile: termenv.TrueColor, Dark: true})
	if light.Error == dark.Error || light.Select == dark.Select {
		t.Error("the light theme paints as the dark one does")
	}
}

func TestOverKeepsTheRowAcrossSpans(t *testing.T) {
	th := New(Options{Profile: termenv.TrueColor, Dark: true})
	got := th.Row("a"+th.Error.Paint("b")+"c", true)
	if n := strings.Count(got, th.Select.open); n != 2 {
		t.Errorf("the row style is opened %d times in %q, want 2", n, got)
	}
}

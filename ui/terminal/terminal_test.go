package terminal

import (
	"strings"
	"testing"
)

func TestUpdate(t *testing.T) {
	tests := []struct {
		name      string
		old, next []string
		want      string
	}{
		{"first frame", nil, []string{"a", "b"}, beginSync + clear + "\x1b[1;1Ha\x1b[2;1Hb" + endSync},
		{"nothing changed", []string{"a", "b"}, []string{"a", "b"}, ""},
		{"one line", []string{"a", "b"}, []string{"a", "c"}, beginSync + "\x1b[2;1Hc" + endSync},
		{"another size", []string{"a", "b"}, []string{"a"}, beginSync + clear + "\x1b[1;1Ha" + endSync},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Update(tt.old, tt.next); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestDrawKeepsTheNewest: frames that nobody painted give way.
func TestDrawKeepsTheNewest(t *testing.T) {
	s := &Screen{next: make(chan string, 1)}
	for _, f := range strings.Fields("one two three") {
		s.Draw(f)
	}
	if got := <-s.next; got != "three" {
		t.Errorf("the frame that waits is %q", got)
	}
}

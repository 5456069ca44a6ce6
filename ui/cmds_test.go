package ui

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
)

// TestCopy: "copied" is said when the sequence was written, and a text that no
// terminal takes goes to a file that is named.
func TestCopy(t *testing.T) {
	long := strings.Repeat("x", copyLimit+1)
	tests := []struct {
		name, text string
		writes     error // of the terminal
		saves      error // of the disk
		want       string
		bad        bool
	}{
		{"short", "abc", nil, nil, "copied it (sent to the terminal's clipboard)", false},
		{"empty", "", nil, nil, "nothing to copy", false},
		{"a terminal that is gone", "abc", errors.New("broken pipe"), nil, "not copied: broken pipe", true},
		{"long", long, nil, nil, "too long for a terminal's clipboard (73.2 kB): written to ", false},
		{"long, and no room", long, nil, errors.New("the disk is full"), "not copied: 74995 bytes are more than terminals take, and the disk is full", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, sampleTree(), nil)
				r.m.opt.Clipboard = func(string) error { return tt.writes }
				r.m.opt.WriteNew = func(name, _ string) (string, error) { return name, tt.saves }
				r.run(r.m.copyText(tt.text, "copied it", "body.txt"))
				r.settle()
				if n := r.m.notice; !strings.HasPrefix(n.text, tt.want) || n.bad != tt.bad {
					t.Errorf("it says %q (%v)", n.text, n.bad)
				}
			})
		})
	}
}

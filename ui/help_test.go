package ui

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"signalbox/ui/action"
	"signalbox/ui/cell"
	"signalbox/ui/layout"
)

// TestHelpListsTheKeysThatWork: in each pane the help has every key of the pane,
// of lists and of the program with what it does there, and no key that means
// something else there.
func TestHelpListsTheKeysThatWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, sampleTree(), tour())
		for n := range layout.Names {
			r.m.setFocus(n)
			r.m.openHelp()
			text := helpText(r.m)
			r.press("esc")
			scopes := r.m.scopes()
			for _, a := range r.m.keys.All() {
				for _, k := range a.Binding.Keys() {
					id, ok := r.m.keys.Named(k, scopes...)
					works := ok && id == a.ID
					if listed := strings.Contains(text, lineOf(r.m, a, scopes)); works && !listed {
						t.Errorf("%s: the help lacks %q for %q", n, k, a.Title)
					}
				}
			}
		}
	})
}

// helpText is the first part of the help, about the focused pane, each entry in
// one line.
func helpText(m *Model) string {
	lines := m.dialog.View(200, 400)
	return cell.Strip(strings.Join(lines, "\n"))
}

// lineOf is how the help writes an action among scopes.
func lineOf(m *Model, a action.Action, among []action.Scope) string {
	var keys []string
	for _, k := range a.Binding.Keys() {
		if id, ok := m.keys.Named(k, among...); ok && id == a.ID {
			keys = append(keys, action.Shown(k)...)
		}
	}
	return cell.Strip(strings.Join(m.entry(strings.Join(keys, " "), a.Title, 200), "\n"))
}

// TestReadmeNamesTheKeys: the table of keys in the README has no key that does
// not exist, and every key that holds in each pane stands there.
func TestReadmeNamesTheKeys(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(readme), "\n## Keys\n")
	section, _, _ = strings.Cut(section, "\n## ")
	named := map[string]bool{}
	for _, row := range regexp.MustCompile(`(?m)^\| ([^|]+) \|`).FindAllStringSubmatch(section, -1) {
		for _, k := range strings.Split(row[1], ", ") {
			named[keyName(k)] = true
		}
	}
	for _, bold := range regexp.MustCompile(`\*\*([^*]+)\*\*`).FindAllStringSubmatch(section, -1) {
		named[keyName(bold[1])] = true
	}
	keys, exist := action.New(), map[string]bool{"key": true, "1–9": true, "arrows or hjkl": true}
	for _, a := range keys.All() {
		for _, k := range a.Binding.Keys() {
			exist[k] = true
		}
	}
	for k := range named {
		if !exist[k] {
			t.Errorf("the README names the key %q, which does nothing", k)
		}
	}
	for _, a := range append(keys.Of(action.Global), keys.Of(action.Always)...) {
		if k := a.Binding.Keys()[0]; !named[k] && !regexp.MustCompile(`^[1-9]$`).MatchString(k) {
			t.Errorf("the README does not name %q: %s", k, a.Title)
		}
	}
}

// keyName is a key as Bubble Tea calls it: "Ctrl+S" is "ctrl+s", "G" is "G".
func keyName(s string) string {
	if s = strings.TrimSpace(s); len(s) > 1 {
		return strings.ToLower(s)
	}
	return s
}

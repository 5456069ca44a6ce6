package ui

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"
	"github.com/spf13/afero"
	"golang.org/x/tools/txtar"

	"signalbox/engine"
	"signalbox/engine/route"
	"signalbox/ui/cell"
	"signalbox/ui/highlight"
	"signalbox/ui/theme"
	"signalbox/workspace"
)

// The flag rewrites the screens in testdata from what is drawn now.
var update = flag.Bool("update", false, "rewrite testdata")

// rig runs a Model without a terminal: every command gets a goroutine, and
// settle hands the messages to Update until nothing is left to do. It lives in
// a synctest bubble, where "nothing left" is a fact and time moves only when a
// test says so.
type rig struct {
	t      *testing.T
	m      *Model
	engine *fakeEngine
	disk   afero.Fs
	p      *workspace.Project
	clip   string
	quit   bool

	mu     sync.Mutex
	inbox  []numbered
	issued int
}

// numbered is a message with the number of its command, so that messages that
// are ready at once are handled in the order in which they were asked for.
type numbered struct {
	n   int
	msg tea.Msg
}

// newRig opens a tree. Files are named below the project folder.
func newRig(t *testing.T, files map[string]string, stops []Stop) *rig {
	t.Helper()
	disk := afero.NewMemMapFs()
	for name, text := range files {
		if err := afero.WriteFile(disk, "/p/"+name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, err := workspace.Open(disk, "/p")
	if err != nil {
		t.Fatal(err)
	}
	clock := engine.NewClock()
	r := &rig{t: t, disk: disk, p: p, engine: &fakeEngine{now: clock.Now, step: make(chan string)}}
	ctx, cancel := context.WithCancel(t.Context())
	r.m = New(ctx, Options{
		Name: "sample", Engine: r.engine, Project: p, Clock: clock, Asker: NewAsker(), Stops: stops,
		Theme: theme.Options{Profile: termenv.Ascii, Dark: true}, Now: time.Now,
		ReadDisk:  func(name string) ([]byte, error) { return afero.ReadFile(disk, "/p/"+name) },
		Clipboard: func(s string) error { r.clip = s; return nil },
		ResolveAs: r.resolveAs,
		WriteNew:  func(name, _ string) (string, error) { return name, nil }, // random keys export too
	})
	// Chroma's regular expressions keep a clock goroutine, which would outlive
	// the bubble; package highlight is tested by itself.
	r.m.lex = func(_, text string) *highlight.Lines { return highlight.Uncoloured(text) }
	t.Cleanup(func() { cancel(); time.Sleep(time.Minute); synctest.Wait() }) // ticks run out
	r.run(r.m.Init())
	r.send(tea.WindowSizeMsg{Width: 80, Height: 24})
	return r
}

// resolveAs is the table of another version: as in 14, GET is cached there.
func (r *rig) resolveAs(_ context.Context, version string, _ engine.Source) (*route.Table, error) {
	t := *r.engine.Table()
	t.Version, t.Routes = version, slices.Clone(t.Routes)
	for i := range t.Routes {
		if version == "14" && t.Routes[i].Kind == route.Handler {
			t.Routes[i].Render, t.Routes[i].RenderWhy = route.Static, "a GET is cached by default"
		}
	}
	return &t, nil
}

// run starts a command.
func (r *rig) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	r.issued++
	n := r.issued
	go func() {
		msg := cmd()
		r.mu.Lock()
		defer r.mu.Unlock()
		r.inbox = append(r.inbox, numbered{n, msg})
	}()
}

// send hands a message to Update and settles.
func (r *rig) send(msg tea.Msg) {
	r.deliver(msg)
	r.settle()
}

func (r *rig) deliver(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case tea.BatchMsg:
		for _, cmd := range msg {
			r.run(cmd)
		}
	case tea.QuitMsg:
		r.quit = true
	default:
		_, cmd := r.m.Update(msg)
		r.run(cmd)
	}
}

// settle hands over messages until every command waits for something outside.
func (r *rig) settle() {
	for {
		synctest.Wait()
		r.mu.Lock()
		batch := r.inbox
		r.inbox = nil
		r.mu.Unlock()
		if len(batch) == 0 {
			return
		}
		for i := range batch {
			for j := i + 1; j < len(batch); j++ {
				if batch[j].n < batch[i].n {
					batch[i], batch[j] = batch[j], batch[i]
				}
			}
		}
		for _, b := range batch {
			r.deliver(b.msg)
		}
	}
}

// key makes a key press of its name.
func key(name string) tea.KeyMsg {
	if name == "space" {
		return tea.KeyMsg{Type: tea.KeySpace, Runes: []rune(" ")}
	}
	for t := tea.KeyType(-100); t < 128; t++ {
		if t == tea.KeyRunes || t == tea.KeySpace {
			continue
		}
		if k := (tea.KeyMsg{Type: t}); k.String() == name {
			return k
		}
	}
	return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(name)}
}

func (r *rig) press(names ...string) {
	for _, name := range names {
		r.send(key(name))
	}
}

// typeText types a text letter by letter.
func (r *rig) typeText(text string) {
	for _, c := range text {
		if c == ' ' {
			r.press("space")
			continue
		}
		r.press(string(c))
	}
}

// screen is the settled view without styles and trailing spaces.
func (r *rig) screen() string {
	var b strings.Builder
	for _, l := range strings.Split(cell.Strip(r.m.View()), "\n") {
		b.WriteString(strings.TrimRight(l, " ") + "\n")
	}
	return b.String()
}

// TestStories runs the stories of testdata. A story is a script, the files of a
// project, and the screens that the script compares:
//
//	size W H        resize the terminal
//	press KEY...    press keys, by Bubble Tea's names
//	type TEXT       type a text
//	click X Y       press the left button
//	screen NAME     compare the whole screen with the file NAME
//	see TEXT        the screen holds the text
//	miss TEXT       it does not
//	tick 5s         let time pass
//	disk FILE TEXT  somebody else writes a file
//	saved FILE TEXT the file on disk holds the text
//	kept FILE TEXT  it does not hold it yet
//	absent FILE     there is no such file on disk
//	piece TEXT      a streamed body goes on ("." ends it)
//	copied TEXT     the clipboard was given the text
//	quits           the program has ended
func TestStories(t *testing.T) {
	stories, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(stories) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, name := range stories {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) { tell(t, archive) })
			if *update {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func tell(t *testing.T, archive *txtar.Archive) {
	files := map[string]string{}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "app/") {
			files[f.Name] = string(f.Data)
		}
	}
	var stops []Stop
	if bytes.Contains(archive.Comment, []byte("\ntour\n")) {
		stops = tour()
	}
	r := newRig(t, files, stops)
	for i, line := range strings.Split(string(archive.Comment), "\n") {
		if line == "" || strings.HasPrefix(line, "#") || line == "tour" {
			continue
		}
		if err := r.step(archive, line); err != nil {
			t.Fatalf("line %d: %s: %v\n%s", i+1, line, err, r.screen())
		}
	}
}

// tour is the stops of the stories.
func tour() []Stop {
	return []Stop{
		{ID: "hello", Title: "Hello", Text: "A file becomes an endpoint. Press `enter`.", Fire: Shot{Method: "GET", Target: "/api/hello"}},
		{ID: "refused", Title: "405", Text: "A method that is not exported.", Goal: "Make DELETE answer.", Fire: Shot{Method: "DELETE", Target: "/api/hello"},
			Then: []Shot{{Method: "OPTIONS", Target: "/api/hello"}}, Checks: []Shot{{Method: "DELETE", Target: "/api/hello", Status: 200}}},
	}
}

// step performs one line of a script.
func (r *rig) step(archive *txtar.Archive, line string) error {
	word, rest, _ := strings.Cut(line, " ")
	args := strings.Fields(rest)
	switch word {
	case "size":
		r.send(tea.WindowSizeMsg{Width: number(args[0]), Height: number(args[1])})
	case "press":
		r.press(args...)
	case "type":
		r.typeText(rest)
	case "click":
		r.send(tea.MouseMsg{X: number(args[0]), Y: number(args[1]), Action: tea.MouseActionPress, Button: tea.MouseButtonLeft})
	case "screen":
		return r.compare(archive, rest)
	case "see", "miss":
		if strings.Contains(r.screen(), rest) != (word == "see") {
			return fmt.Errorf("the screen is otherwise")
		}
	case "tick":
		d, _ := time.ParseDuration(rest)
		time.Sleep(d) // the bubble's time: nothing really waits
		r.settle()
	case "disk":
		name, text, _ := strings.Cut(rest, " ")
		if err := afero.WriteFile(r.disk, "/p/"+name, []byte(text), 0o644); err != nil {
			return err
		}
		r.p.DiskChanged(name)
		r.settle()
	case "saved", "kept":
		name, text, _ := strings.Cut(rest, " ")
		if got, err := afero.ReadFile(r.disk, "/p/"+name); err != nil || strings.Contains(string(got), text) != (word == "saved") {
			return fmt.Errorf("the disk holds %q, %v", got, err)
		}
	case "absent":
		if there, err := afero.Exists(r.disk, "/p/"+rest); there || err != nil {
			return fmt.Errorf("the disk has it: %v", err)
		}
	case "piece":
		r.piece(rest)
	case "copied":
		if r.clip != sequence(rest) {
			return fmt.Errorf("the clipboard was given %q", r.clip)
		}
	case "quits":
		if !r.quit {
			return fmt.Errorf("it runs on")
		}
	default:
		return fmt.Errorf("no such step")
	}
	return nil
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func (r *rig) piece(text string) {
	if text == "." {
		close(r.engine.step)
	} else {
		r.engine.step <- text
	}
	r.settle()
}

// compare holds the screen against a file of the archive.
func (r *rig) compare(archive *txtar.Archive, name string) error {
	got := regexp.MustCompile(`(?m)[ ]+$`).ReplaceAllString(r.screen(), "")
	for i := range archive.Files {
		f := &archive.Files[i]
		if f.Name != name {
			continue
		}
		if *update {
			f.Data = []byte(got)
		}
		if want := string(f.Data); got != want {
			return fmt.Errorf("screen %s differs, want\n%s\ngot", name, want)
		}
		return nil
	}
	if *update {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(got)})
		return nil
	}
	return fmt.Errorf("the story has no file %s", name)
}

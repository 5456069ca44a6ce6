// Package samples holds the app trees inside the binary, with the stops of a
// guided walk through them.
//
// A sample is for the person who has no project at hand: `signalbox` alone opens
// the tour. It is kept as a txtar archive, because names such as "[id]" and
// "@modal" cannot be in a Go module's zip or under go:embed, and it is mounted
// in memory as a project like any other: it can be edited, and written out with
// `signalbox samples NAME --to DIR`.
//
// A Stop is one thing to see: a text, the file it is about, a request to fire
// and what comes back. The tests fire every stop's request on the real engine
// and hold the text to what happens.
package samples

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/afero"
	"golang.org/x/tools/txtar"

	"signalbox/workspace"
)

//go:embed *.txtar *.stops
var archives embed.FS

// Default is the sample that opens where nothing was named.
const Default = "tour"

// Sample is one app tree with its walk.
type Sample struct {
	Name  string
	About string // one line
	Files []File // sorted by name
	Stops []Stop
}

// File is one file of a sample, named relative to the project folder.
type File struct {
	Name string
	Text []byte
}

// Stop is one step of a walk: something to read, open and fire.
type Stop struct {
	ID    string // stable, for remembering the position: "methods"
	Title string
	Text  string // a few sentences, plain text, paragraphs apart by a blank line
	File  string // what to open, relative to the project folder
	Fire  Shot   // the request to send
	// Then are requests to send after Fire, to see what changed (a cached GET a
	// second time).
	Then []Shot
	// Goal is what the person should bring about, "" for a stop to look at.
	// Checks are the real requests that decide whether it is reached.
	Goal   string
	Hints  []string
	Checks []Shot
	// Solution is the edit that reaches the goal, for the tests and for a person
	// who gives up.
	Solution []File
}

// Shot is one request with what is promised to come back.
type Shot struct {
	Method string
	Target string // "/api/posts/42?draft=1"
	Header []string
	Body   string
	Status int      // 0: any
	Expect []string // what the body must hold
	Want   []string // "Name: value" headers that must be there; "Name:" for one that must not
}

// Names lists the samples, the default first.
func Names() []string {
	var names []string
	list, _ := fs.Glob(archives, "*.txtar") // a constant, valid pattern
	for _, file := range list {
		names = append(names, strings.TrimSuffix(file, ".txtar"))
	}
	slices.SortFunc(names, func(a, b string) int {
		if (a == Default) != (b == Default) {
			return map[bool]int{true: -1, false: 1}[a == Default]
		}
		return strings.Compare(a, b)
	})
	return names
}

// Load reads a sample. The error names those that exist.
func Load(name string) (*Sample, error) {
	text, err := fs.ReadFile(archives, name+".txtar")
	if err != nil || name != path.Base(name) {
		return nil, fmt.Errorf("no sample %q: there are %s", name, strings.Join(Names(), " and "))
	}
	archive := txtar.Parse(text)
	s := &Sample{Name: name, About: strings.TrimSpace(string(archive.Comment))}
	for _, f := range archive.Files {
		s.Files = append(s.Files, File{f.Name, f.Data})
	}
	slices.SortFunc(s.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	if walk, err := fs.ReadFile(archives, name+".stops"); err == nil {
		if s.Stops, err = parseStops(string(walk)); err != nil {
			return nil, fmt.Errorf("sample %s: %w", name, err)
		}
	}
	return s, nil
}

// Open mounts a sample in memory as a project named "/NAME".
func Open(name string, options ...workspace.Option) (*workspace.Project, error) {
	s, err := Load(name)
	if err != nil {
		return nil, err
	}
	mem := afero.NewMemMapFs()
	if err := s.WriteTo(mem, "/"+name); err != nil {
		return nil, err
	}
	return workspace.Open(mem, "/"+name, append(options, workspace.ReadOnly())...)
}

// WriteTo writes the files below dir, which it makes. A file that exists is an
// error: nothing is overwritten.
func (s *Sample) WriteTo(fsys afero.Fs, dir string) error {
	for _, f := range s.Files {
		full := filepath.Join(dir, filepath.FromSlash(f.Name))
		if _, err := fsys.Stat(full); err == nil {
			return fmt.Errorf("cannot write sample %s: %s exists", s.Name, full)
		}
	}
	for _, f := range s.Files {
		full := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := fsys.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return fmt.Errorf("cannot write sample %s: %w", s.Name, err)
		}
		if err := afero.WriteFile(fsys, full, f.Text, 0o644); err != nil {
			return fmt.Errorf("cannot write sample %s: %w", s.Name, err)
		}
	}
	return nil
}

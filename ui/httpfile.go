package ui

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"signalbox/ui/cell"
	"signalbox/ui/dialog/pick"
	"signalbox/ui/draft"
	"signalbox/ui/journal"
	"signalbox/ui/pane/history"
)

// askExport asks where the requests of the history are to be written.
func (m *Model) askExport() {
	name := filepath.Join(m.home(), "requests.http")
	list := m.requests()
	items := []pick.Item{{Title: cell.Clean(name), Detail: count(len(list), "request"), Value: name}}
	m.dialog = pick.New(m.theme, "Write the requests to: enter, or type a file", items, func(text string) any { return text })
	m.choose = func(choice any) tea.Cmd {
		origin, home, write := m.opt.Origin, m.home(), m.opt.WriteNew
		return func() tea.Msg {
			name, err := write(below(home, choice.(string)), draft.FormatHTTP(list, origin))
			return copiedMsg{fmt.Sprintf("wrote %s to %s", count(len(list), "request"), name), err}
		}
	}
}

// home is where files of requests lie: the project's folder, or the current one
// where the project is a sample.
func (m *Model) home() string {
	if m.onDisk {
		return m.opt.Project.Dir()
	}
	return "."
}

func below(dir, name string) string {
	if filepath.IsAbs(name) || name == filepath.Join(dir, filepath.Base(name)) {
		return name
	}
	return filepath.Join(dir, name)
}

// requests lists what the history holds, the oldest first, each request once.
func (m *Model) requests() []draft.Draft {
	var list []draft.Draft
	seen := map[draft.Draft]bool{}
	for n := uint64(1); n <= m.filed; n++ {
		p, ok := m.past[n]
		p.draft.Route = ""
		if ok && !seen[p.draft] {
			seen[p.draft] = true
			list = append(list, p.draft)
		}
	}
	return list
}

// writeFresh writes a new file and returns its name: one that exists is left
// alone, and the name gets a number.
func writeFresh(name, text string) (string, error) {
	ext := filepath.Ext(name)
	for i := 1; i < 1000; i++ {
		try := name
		if i > 1 {
			try = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), i, ext)
		}
		f, err := os.OpenFile(try, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", fmt.Errorf("the file was not written: %w", err)
		}
		_, err = f.WriteString(text)
		return try, errors.Join(err, f.Close())
	}
	return "", fmt.Errorf("the file was not written: %s and its numbers are taken; name another", name)
}

// httpListedMsg says which .http files the project has.
type httpListedMsg struct{ files []string }

// listHTTP looks for .http files, to choose one from.
func (m *Model) listHTTP() tea.Cmd {
	p := m.opt.Project
	return func() tea.Msg {
		all, _ := p.Snapshot().Files(".") // what can be read is offered
		var files []string
		for _, name := range all {
			if ext := filepath.Ext(name); ext == ".http" || ext == ".rest" {
				files = append(files, name)
			}
		}
		return httpListedMsg{files}
	}
}

// askImport asks which file to read requests from.
func (m *Model) askImport(msg httpListedMsg) {
	if m.dialog != nil {
		return
	}
	var items []pick.Item
	for _, name := range msg.files {
		items = append(items, pick.Item{Title: cell.Clean(name), Value: name})
	}
	title := "Read requests from: choose, or type a file"
	if len(items) == 0 {
		title = "No .http file in the project; type the name of one"
	}
	m.dialog = pick.New(m.theme, title, items, func(text string) any { return text })
	m.choose = func(choice any) tea.Cmd { return m.readHTTP(choice.(string)) }
}

// httpReadMsg brings the requests of a file.
type httpReadMsg struct {
	name string
	list []draft.Draft
	err  error
}

func (m *Model) readHTTP(name string) tea.Cmd {
	p, home := m.opt.Project, m.home()
	return func() tea.Msg {
		text, err := fs.ReadFile(p.Snapshot(), filepath.ToSlash(filepath.Clean(name)))
		if err != nil {
			text, err = os.ReadFile(below(home, name))
		}
		if err != nil {
			return httpReadMsg{err: fmt.Errorf("no requests were read: %w", err)}
		}
		list, err := draft.ParseHTTP(string(text))
		if err != nil {
			return httpReadMsg{err: fmt.Errorf("%s: %w", name, err)}
		}
		return httpReadMsg{name: name, list: list}
	}
}

// httpRead puts the requests into the history, the first one on top, to be
// looked at and sent from there.
func (m *Model) httpRead(msg httpReadMsg) {
	if msg.err != nil {
		m.say("", msg.err)
		return
	}
	for i := len(msg.list) - 1; i >= 0; i-- {
		d := msg.list[i]
		e := historyEntry(m.file(past{draft: d, unsent: true}), journal.Entry{At: m.opt.Now(), Draft: d})
		e.Took, e.Size, e.Unsent = "", "", true
		m.history.Add(e)
	}
	m.say(fmt.Sprintf("read %s from %s; enter takes one up, r sends it", count(len(msg.list), "request"), msg.name), nil)
}

// followHTTP turns what the history wants of files into commands.
func (m *Model) followHTTP(i any) (tea.Cmd, bool) {
	switch i.(type) {
	case history.Exported:
		m.askExport()
		return nil, true
	case history.Imported:
		return m.listHTTP(), true
	}
	return nil, false
}

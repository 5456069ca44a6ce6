package ui

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	osc52 "github.com/aymanbagabas/go-osc52/v2"
	tea "github.com/charmbracelet/bubbletea"

	"signalbox/engine/match"
	"signalbox/ui/draft"
	"signalbox/ui/figure"
	"signalbox/ui/highlight"
)

// copiedMsg says what came of copying.
type copiedMsg struct {
	said string
	err  error
}

// copyLimit is how much text is put into a clipboard through the terminal; many
// terminals drop longer sequences without a word.
const copyLimit = 74_994

// copyText puts text into the clipboard through OSC 52, which works over ssh and
// in tmux. "Copied" is said only when the sequence was written; a text that
// terminals would drop goes to a new file, called name, in the folder for
// temporary files.
func (m *Model) copyText(text, said, name string) tea.Cmd {
	write, save := m.opt.Clipboard, m.opt.WriteNew
	return func() tea.Msg {
		switch {
		case text == "":
			return copiedMsg{said: "nothing to copy"}
		case len(text) > copyLimit:
			file, err := save(filepath.Join(os.TempDir(), name), text)
			if err != nil {
				return copiedMsg{err: fmt.Errorf("not copied: %d bytes are more than terminals take, and %w", len(text), err)}
			}
			return copiedMsg{said: fmt.Sprintf("too long for a terminal's clipboard (%s): written to %s", figure.Bytes(int64(len(text))), file)}
		}
		if err := write(sequence(text)); err != nil {
			return copiedMsg{err: fmt.Errorf("not copied: %w", err)}
		}
		return copiedMsg{said: said + " (sent to the terminal's clipboard)"}
	}
}

// sequence is the OSC 52 sequence for text, wrapped for the multiplexer that
// the environment names.
func sequence(text string) string {
	s := osc52.New(text)
	switch {
	case os.Getenv("TMUX") != "":
		s = s.Tmux()
	case strings.HasPrefix(os.Getenv("TERM"), "screen"):
		s = s.Screen()
	}
	return s.String()
}

// prettyText lays out a body by its content type.
func prettyText(lex lexer, contentType string, body []byte) *highlight.Lines {
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch {
	case strings.Contains(kind, "json") || kind == "" && json.Valid(body):
		var out bytes.Buffer
		if json.Indent(&out, body, "", "  ") == nil {
			return lex("body.json", out.String())
		}
		return lex("body.json", string(body))
	case strings.Contains(kind, "html"):
		return lex("body.html", string(body))
	case strings.Contains(kind, "xml"):
		return lex("body.xml", string(body))
	case strings.Contains(kind, "javascript"):
		return lex("body.js", string(body))
	case strings.Contains(kind, "css"):
		return lex("body.css", string(body))
	}
	return lex("body.txt", string(body))
}

// editorClosedMsg says that $EDITOR has ended.
type editorClosedMsg struct {
	file string
	err  error
}

// noEditor says why the file can't be opened in $EDITOR, or "".
func (m *Model) noEditor() string {
	switch {
	case m.source.File() == "":
		return "no file is shown"
	case editor() == nil:
		return "set $EDITOR (or $VISUAL) first"
	case !m.onDisk:
		return "a sample has no file on disk; signalbox samples NAME --to DIR writes one out"
	}
	return ""
}

func editor() []string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if words := draft.Words(os.Getenv(name)); len(words) > 0 {
			return words
		}
	}
	return nil
}

func onDisk(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// openEditor hands the terminal to $EDITOR, at the line that is shown.
func (m *Model) openEditor() tea.Cmd {
	file := m.source.File()
	words := append(editor(), place(editor()[0], filepath.Join(m.opt.Project.Dir(), filepath.FromSlash(file)), m.source.Line())...)
	return m.hand(exec.CommandContext(m.ctx, words[0], words[1:]...), func(err error) tea.Msg {
		return editorClosedMsg{file, err}
	})
}

// place writes a file with its line as an editor wants it.
func place(name, file string, line int) []string {
	switch filepath.Base(name) {
	case "code", "codium", "cursor", "windsurf":
		return []string{"--wait", "--goto", fmt.Sprintf("%s:%d", file, line)}
	case "subl", "zed", "hx", "helix", "micro":
		return []string{fmt.Sprintf("%s:%d", file, line)}
	case "vi", "vim", "nvim", "nano", "emacs", "emacsclient", "kak", "joe", "ne":
		return []string{fmt.Sprintf("+%d", line), file}
	}
	return []string{file}
}

// editorClosed resolves the tree again: the file may have changed.
func (m *Model) editorClosed(msg editorClosedMsg) tea.Cmd {
	if msg.err != nil {
		m.say("", fmt.Errorf("the editor ended with: %w", msg.err))
	}
	if d, ok := m.opt.Project.(interface{ DiskChanged(paths ...string) }); ok {
		file := msg.file
		return func() tea.Msg { d.DiskChanged(file); return nil }
	}
	return nil
}

// tookOverMsg says which route answers a request that came from elsewhere.
type tookOverMsg struct {
	revision uint64
	draft    draft.Draft
	result   match.Result
	send     bool
}

func (t tookOverMsg) stale(m *Model) bool { return t.revision != m.revision }

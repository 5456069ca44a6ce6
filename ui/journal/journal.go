// Package journal keeps the exchanges of a project between runs: what was sent,
// what came back, when.
//
// A journal is one file of JSON lines in the state folder, readable by its owner
// only, since requests carry cookies and tokens. An exchange is appended in one
// write, so that two runs on the same project lose nothing of each other. The
// file is bounded: of a body KeepBody bytes are kept, and reading a file with more
// than twice Keep exchanges, or one larger than maxSize, writes back the newest.
package journal

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/afero"

	"signalbox/engine/jsrt"
	"signalbox/ui/draft"
)

// The bounds of a journal.
const (
	Keep     = 200      // exchanges that are offered at a start
	KeepBody = 64 << 10 // bytes of each body
	maxSize  = 8 << 20  // bytes of the file
)

// Entry is one exchange.
type Entry struct {
	At         time.Time     `json:"at"`
	Draft      draft.Draft   `json:"draft"`
	Status     int           `json:"status,omitempty"` // 0: there was no answer
	StatusText string        `json:"statusText,omitempty"`
	Header     []jsrt.Header `json:"header,omitempty"`
	Body       []byte        `json:"body,omitempty"`
	Size       int64         `json:"size"` // of the whole body
	Took       time.Duration `json:"took"`
	Cache      string        `json:"cache,omitempty"`
	Err        string        `json:"error,omitempty"`
}

// Journal is the file of one project. It is safe for concurrent use.
type Journal struct {
	fs   afero.Fs
	file string
	mu   sync.Mutex
}

// New names the journal of a project in a folder; it reads and writes nothing.
// project is what tells it from others: its folder, or a sample's name.
func New(fsys afero.Fs, dir, project string) *Journal {
	sum := sha256.Sum256([]byte(project))
	name := filepath.Base(project) + "-" + hex.EncodeToString(sum[:6]) + ".jsonl"
	return &Journal{fs: fsys, file: filepath.Join(dir, name)}
}

// Add appends an exchange.
func (j *Journal) Add(e Entry) error {
	e.Body = e.Body[:min(len(e.Body), KeepBody)]
	line, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("the exchange can't be kept: %w", err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.fs.MkdirAll(filepath.Dir(j.file), 0o700); err != nil {
		return fmt.Errorf("the exchange is not kept for the next start: %w", err)
	}
	f, err := j.fs.OpenFile(j.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("the exchange is not kept for the next start: %w", err)
	}
	_, err = f.Write(append(line, '\n'))
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("the exchange is not kept for the next start: %w", err)
	}
	return nil
}

// Read returns the last Keep exchanges, the oldest first. No file is no
// exchanges; a line that can't be read (a machine that went down while it was
// written) is left out.
func (j *Journal) Read() ([]Entry, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	text, err := afero.ReadFile(j.fs, j.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the history of earlier runs can't be read: %w", err)
	}
	list := parse(text)
	long := len(list) > 2*Keep || len(text) > maxSize
	list = list[max(len(list)-Keep, 0):]
	if long {
		return list, j.rewrite(list)
	}
	return list, nil
}

func parse(text []byte) []Entry {
	var list []Entry
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, len(text)+1)
	for lines.Scan() {
		var e Entry
		if json.Unmarshal(lines.Bytes(), &e) == nil && e.Draft.Target != "" {
			list = append(list, e)
		}
	}
	return list
}

// rewrite replaces the file whole.
func (j *Journal) rewrite(list []Entry) error {
	var b bytes.Buffer
	for _, e := range list {
		line, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("the history can't be shortened: %w", err)
		}
		b.Write(append(line, '\n'))
	}
	next := j.file + ".new"
	if err := afero.WriteFile(j.fs, next, b.Bytes(), 0o600); err != nil {
		return fmt.Errorf("the history can't be shortened: %w", err)
	}
	if err := j.fs.Rename(next, j.file); err != nil {
		return fmt.Errorf("the history can't be shortened: %w", err)
	}
	return nil
}

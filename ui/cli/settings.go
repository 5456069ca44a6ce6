package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/spf13/afero"
)

// settings keeps what the UI remembers between runs, by name, in one small JSON
// file. It is what the UI calls a State.
type settings struct {
	fs   afero.Fs
	file string

	mu     sync.Mutex
	values map[string]string
}

// settingsFile is signalbox/settings.json below $XDG_CONFIG_HOME, or what the
// system has in its place.
func settingsFile() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("no folder for settings: %w", err)
	}
	return filepath.Join(dir, "signalbox", "settings.json"), nil
}

// openSettings reads the file. One that cannot be read is as good as none, and
// is replaced at the next Set: nothing in it is worth stopping for.
func openSettings(fsys afero.Fs, file string) *settings {
	s := &settings{fs: fsys, file: file, values: make(map[string]string)}
	if text, err := afero.ReadFile(fsys, file); err == nil {
		if json.Unmarshal(text, &s.values) != nil || s.values == nil {
			s.values = make(map[string]string)
		}
	}
	return s
}

// Get returns a value, "" where there is none.
func (s *settings) Get(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.values[name]
}

// Set keeps a value. The file is replaced whole.
func (s *settings) Set(name, value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[name] = value
	text, err := json.MarshalIndent(s.values, "", "  ")
	if err != nil {
		return err
	}
	if err := s.fs.MkdirAll(filepath.Dir(s.file), 0o755); err != nil {
		return fmt.Errorf("cannot keep the settings: %w", err)
	}
	next := s.file + ".new"
	err = afero.WriteFile(s.fs, next, append(text, '\n'), 0o644)
	if err == nil {
		err = s.fs.Rename(next, s.file)
	}
	if err != nil {
		return fmt.Errorf("cannot keep the settings: %w", err)
	}
	return nil
}

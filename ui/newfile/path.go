package newfile

import (
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode"

	"signalbox/workspace"
)

// Tree is what lies in a project. The zero value is an empty one.
type Tree struct {
	root    string
	files   map[string]bool
	folders map[string]bool
}

// NewTree makes a Tree of the files of a project. root is its app folder.
func NewTree(root string, files []string) *Tree {
	t := &Tree{root: root, files: make(map[string]bool, len(files)), folders: map[string]bool{root: true}}
	for _, f := range files {
		t.files[f] = true
		for dir := path.Dir(f); dir != "." && !t.folders[dir]; dir = path.Dir(dir) {
			t.folders[dir] = true
		}
	}
	return t
}

// Create returns the path that a typed text names for a new file, or why it
// can't be one.
func (t *Tree) Create(text string) (string, error) {
	name, err := clean(text)
	if err != nil {
		return "", err
	}
	if strings.HasSuffix(text, "/") {
		return "", fmt.Errorf("%s is a folder: name the file too, such as %s/route.ts", name, name)
	}
	return name, t.free(name)
}

// Move returns the path that a typed text names as the new place of from, or
// why it can't be. A text that ends with a slash, or names another folder that
// is there, keeps the last part of from.
func (t *Tree) Move(from, text string) (string, error) {
	to, err := clean(text)
	if err != nil {
		return "", err
	}
	if strings.HasSuffix(text, "/") && to != from || t.folders[to] && !t.folders[from] {
		to = path.Join(to, path.Base(from))
	}
	switch {
	case from == t.root:
		return "", fmt.Errorf("%s is the folder that Next.js looks for: it stays where it is", from)
	case to == from:
		return "", errors.New("that is where it is now")
	case strings.HasPrefix(to, from+"/"):
		return "", fmt.Errorf("%s can't be moved into itself", from)
	}
	return to, t.free(to)
}

// free says what is in the way of a path.
func (t *Tree) free(name string) error {
	switch {
	case t.files[name]:
		return fmt.Errorf("%s is there already", name)
	case t.folders[name]:
		return fmt.Errorf("%s is there already: a folder", name)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if t.files[dir] {
			return fmt.Errorf("%s is a file: nothing can lie in it", dir)
		}
	}
	return nil
}

// clean brings a typed path into the form of the project's names. The names of
// segments ([id], (group), @slot, (.)photo, _private) are names as any other.
func clean(text string) (string, error) {
	switch name := strings.Trim(text, "/"); {
	case strings.TrimSpace(name) == "" || path.Clean(name) == ".":
		return "", errors.New("type a path, such as app/api/route.ts")
	case strings.ContainsFunc(name, unicode.IsControl):
		return "", errors.New("a path has no control characters")
	case strings.Contains(name, `\`):
		return "", errors.New("folders are parted by /")
	default:
		return path.Clean(name), parts(name)
	}
}

// longest is how many bytes a name has at most on the usual filesystems.
const longest = 255

// parts says which part of a path can't be one.
func parts(name string) error {
	for _, part := range strings.Split(name, "/") {
		switch {
		case part == "..":
			return errors.New("a file lies inside the project: leave .. out")
		case len(part) > longest:
			return fmt.Errorf("a name has at most %d bytes", longest)
		case part != strings.TrimSpace(part):
			return fmt.Errorf("%q begins or ends with a space", part)
		case workspace.Ignored(part):
			return fmt.Errorf("%s holds nothing that a person writes: choose another folder", part)
		}
	}
	return nil
}

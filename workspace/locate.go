package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/afero"
)

// NoAppError says that a folder holds no app tree, what was looked for, and
// where one was seen nearby.
type NoAppError struct {
	Dir   string
	Pages bool     // a pages folder is there
	Near  []string // projects below Dir that hold an app folder, relative to it
}

// Error is one sentence with what to do.
func (e *NoAppError) Error() string {
	s := fmt.Sprintf("no app folder in %s: looked for app/ and src/app/ in it, and for page, route or layout files in the folder itself", e.Dir)
	if e.Pages {
		s += "; it has a pages/ folder, but signalbox resolves the App Router only"
	}
	if len(e.Near) > 0 {
		s += "; found one in " + strings.Join(e.Near, ", ") + ": name that folder instead"
	}
	return s
}

// place is where a project lies: its folder, and, where the folder is itself
// the app folder, the name under which it is mounted.
type place struct{ dir, mount string }

// locate finds the project for a folder that a person named: the project
// folder, or an app folder itself. An app folder that lies in a recognisable
// project opens that project, so that its config and packages count.
func locate(fsys afero.Fs, dir string) (place, error) {
	info, err := fsys.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return place{}, fmt.Errorf("no folder %s", dir)
	case err != nil:
		return place{}, fmt.Errorf("cannot open %s: %w", dir, err)
	case !info.IsDir():
		return place{}, fmt.Errorf("%s is a file: name the project folder, the one with app/ or src/app/", dir)
	}
	l := locator{fsys}
	if filepath.Base(dir) == "app" && !l.isProject(dir) {
		if home, ok := l.enclosing(dir); ok {
			return place{dir: home}, nil
		}
		if l.holdsConventions(dir) {
			return place{dir, "app"}, nil
		}
	}
	switch {
	case l.isDir(filepath.Join(dir, "app")), l.isDir(filepath.Join(dir, "src", "app")):
		return place{dir: dir}, nil
	case l.isAppTree(dir):
		return place{dir, "app"}, nil
	}
	if _, err := afero.ReadDir(fsys, dir); err != nil {
		return place{}, fmt.Errorf("cannot read %s: %w", dir, errors.Unwrap(err))
	}
	return place{}, &NoAppError{
		Dir:   dir,
		Pages: l.isDir(filepath.Join(dir, "pages")) || l.isDir(filepath.Join(dir, "src", "pages")),
		Near:  l.near(dir),
	}
}

// Holds reports whether dir is, without any guessing, a place to open: it has
// app/ or src/app/, or it is a folder named app that is part of an app tree.
func Holds(fsys afero.Fs, dir string) bool {
	l := locator{fsys}
	return l.isDir(filepath.Join(dir, "app")) || l.isDir(filepath.Join(dir, "src", "app")) ||
		filepath.Base(dir) == "app" && l.holdsConventions(dir)
}

// locator asks the questions of locate on one filesystem.
type locator struct{ fs afero.Fs }

func (l locator) isDir(name string) bool {
	info, err := l.fs.Stat(name)
	return err == nil && info.IsDir()
}

func (l locator) names(dir string) []string {
	f, err := l.fs.Open(dir)
	if err != nil {
		return nil
	}
	defer f.Close()
	names, _ := f.Readdirnames(-1)
	slices.Sort(names)
	return names
}

// isProject reports whether a folder has what stands at the top of a Next.js
// project and not in an app folder.
func (l locator) isProject(dir string) bool {
	return slices.ContainsFunc(l.names(dir), func(name string) bool {
		switch name {
		case "package.json", "go.mod", ".git", "tsconfig.json", "jsconfig.json", "node_modules", "public", "next-env.d.ts":
			return true
		}
		stem, _, _ := strings.Cut(name, ".")
		return strings.HasPrefix(name, "next.config.") || strings.HasPrefix(name, ".env") ||
			name != stem && (stem == "proxy" || stem == "middleware" || stem == "instrumentation")
	})
}

// enclosing finds the project that an app folder belongs to: its parent, or its
// grandparent where the parent is src. A root app/ wins over src/app (NEXT-FACTS
// A3), so a src/app beside one is not what that project would show.
func (l locator) enclosing(app string) (home string, ok bool) {
	home = filepath.Dir(app)
	if filepath.Base(home) != "src" {
		return home, home != app && l.isProject(home)
	}
	home = filepath.Dir(home)
	return home, l.isProject(home) && !l.isDir(filepath.Join(home, "app"))
}

// isConvention reports whether a file name is one that makes a folder part of
// an app tree.
func isConvention(name string) bool {
	stem, ext, _ := strings.Cut(name, ".")
	return slices.Contains([]string{"page", "route", "layout"}, stem) &&
		slices.Contains([]string{"tsx", "ts", "jsx", "js"}, ext)
}

// holdsConventions reports whether a page, route or layout lies in the folder
// or a few levels below it.
func (l locator) holdsConventions(dir string) bool {
	found := false
	l.walk(dir, 6, func(_ string, names []string) bool {
		found = slices.ContainsFunc(names, isConvention)
		return !found
	})
	return found
}

// isAppTree reports whether a folder that is not named app is an app tree all
// the same: convention files lie directly in it, or below it with nothing
// around that says project.
func (l locator) isAppTree(dir string) bool {
	if slices.ContainsFunc(l.names(dir), isConvention) {
		return true
	}
	return !l.isProject(dir) && len(l.near(dir)) == 0 && l.holdsConventions(dir)
}

// near lists folders up to three levels below dir that hold an app folder.
func (l locator) near(dir string) []string {
	var found []string
	l.walk(dir, 3, func(sub string, names []string) bool {
		if sub == dir || len(found) == 5 {
			return len(found) < 5
		}
		for _, app := range []string{"app", filepath.Join("src", "app")} {
			if full := filepath.Join(sub, app); l.isDir(full) && l.holdsConventions(full) {
				rel, _ := filepath.Rel(dir, sub)
				found = append(found, filepath.ToSlash(rel))
				break
			}
		}
		return true
	})
	return found
}

// walkLimit bounds how many folders a search looks into.
const walkLimit = 2000

// walk visits folders breadth first, down to depth levels below dir, until
// visit returns false or walkLimit folders were seen.
func (l locator) walk(dir string, depth int, visit func(dir string, names []string) bool) {
	level := []string{dir}
	for seen := 0; depth >= 0 && len(level) > 0; depth-- {
		var next []string
		for _, d := range level {
			names := l.names(d)
			if seen++; seen > walkLimit || !visit(d, names) {
				return
			}
			for _, name := range names {
				if full := filepath.Join(d, name); !Ignored(name) && filepath.Ext(name) == "" && l.isDir(full) {
					next = append(next, full)
				}
			}
		}
		level = next
	}
}

// Package dotenv reads the .env files of a project exactly as Next.js does
// (@next/env, which is dotenv 16.3 with its own expansion; NEXT-FACTS J1).
//
// Four files count, the first that names a variable wins:
//
//	.env.production.local   .env.local   .env.production   .env
//
// Each is parsed and then expanded: $NAME, ${NAME} and ${NAME:-default} become
// values, looked up first among what is already loaded and then in the file
// itself; \$ is a dollar sign. Single quotes do not stop expansion, which
// surprises people and is what Next does.
package dotenv

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
)

// File is one .env file with its text.
type File struct{ Name, Text string }

// Env is what the files came to.
type Env struct {
	Vars     map[string]string
	Files    []string // those that exist, in order of precedence
	Problems []error  // files that could not be read or expanded; they are left out
}

// Names returns the files that count in a mode ("production", "development",
// "test"), the strongest first.
func Names(mode string) []string {
	names := []string{".env." + mode + ".local"}
	if mode != "test" {
		names = append(names, ".env.local")
	}
	return append(names, ".env."+mode, ".env")
}

// Load reads the files of a mode from the root of fsys. initial is the
// environment before them, which wins over every file; nil is an empty one.
func Load(fsys fs.FS, mode string, initial map[string]string) *Env {
	var files []File
	var problems []error
	for _, name := range Names(mode) {
		info, err := fs.Stat(fsys, name)
		if err == nil && !info.Mode().IsRegular() {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			problems = append(problems, fmt.Errorf("%s could not be read: %w", name, err))
		default:
			files = append(files, File{name, string(text)})
		}
	}
	env := Merge(files, initial)
	env.Problems = append(problems, env.Problems...)
	return env
}

// Merge expands the files in order over an initial environment.
//
// Expansion writes what it found into the environment at once, so that a later
// file sees the values of an earlier one; a variable that exists already is
// expanded again from its existing value. Both are how dotenv-expand behaves.
func Merge(files []File, initial map[string]string) *Env {
	env := &Env{Vars: maps.Clone(initial)}
	if env.Vars == nil {
		env.Vars = map[string]string{}
	}
	first := map[string]string{}
	for _, f := range files {
		env.Files = append(env.Files, f.Name)
		pairs, err := expand(Parse(f.Text), env.Vars)
		if err != nil {
			env.Problems = append(env.Problems, fmt.Errorf("%s is left out: %w", f.Name, err))
			continue
		}
		for _, p := range pairs {
			_, given := initial[p.Name]
			if _, known := first[p.Name]; !known && !given {
				first[p.Name] = p.Value
			}
		}
	}
	maps.Copy(env.Vars, first)
	return env
}

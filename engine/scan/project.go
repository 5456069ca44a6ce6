package scan

import (
	"fmt"
	"slices"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/nextconfig"
)

// project is what the project folder itself shows.
type project struct {
	app   string // "app" or "src/app"
	pages string // "pages" or "src/pages", "" for none
	// apart says that pages and app do not lie in the same folder.
	apart  bool
	side   string // the folder of proxy.* and instrumentation.*: "." or "src"
	public bool
	config string // "next.config.ts"
	files  []string
	env    []string
}

// configNames are the names of the config file in the order in which Next
// looks for them.
var configNames = [...]string{"next.config.js", "next.config.mjs", "next.config.ts", "next.config.mts"}

// findProject looks for the folders of a project (NEXT-FACTS A3).
func findProject(rd *reader) (*project, error) {
	top := rd.list(".")
	if top.err != nil {
		return nil, fmt.Errorf("reading the project folder: %w", top.err)
	}
	p := &project{files: top.files, public: contains(top.dirs, "public")}
	src := &listing{}
	if contains(top.dirs, "src") {
		src = rd.list("src")
	}
	switch {
	case contains(top.dirs, "app"):
		p.app, p.side = "app", "."
	case contains(src.dirs, "app"):
		p.app, p.side = "src/app", "src"
	default:
		return nil, ErrNoApp
	}
	switch {
	case contains(top.dirs, "pages"):
		p.pages, p.apart = "pages", p.app != "app"
	case contains(src.dirs, "pages"):
		p.pages, p.apart = "src/pages", p.app != "src/app"
	}
	for _, name := range configNames {
		if p.config == "" && contains(top.files, name) {
			p.config = name
		}
	}
	for _, name := range top.files {
		if name == ".env" || strings.HasPrefix(name, ".env.") {
			p.env = append(p.env, name)
		}
	}
	return p, nil
}

// walks reports whether a folder is part of what a scan lists: the app folder,
// the pages folder, public and src.
func (p *project) walks(name string) bool {
	top := func(folder string) bool {
		return folder != "" && (name == folder || strings.HasPrefix(name, folder+"/"))
	}
	return name == "src" || top(p.app) || top(p.pages) || top("public")
}

// sideFile returns the file of that base name beside the app folder, "" for
// none. Among several, the order of pageExtensions decides.
func (p *project) sideFile(rd *reader, base string, extensions []string) string {
	l := rd.list(p.side)
	found := ""
	for _, ext := range slices.Backward(extensions) {
		if contains(l.files, base+"."+ext) {
			found = base + "." + ext
		}
	}
	if found != "" && p.side != "." {
		return p.side + "/" + found
	}
	return found
}

// readStaticConfig reads next.config as far as it can be read without running
// it.
func readStaticConfig(rd *reader, p *project) (*nextconfig.Config, []diag.Diagnostic) {
	if p.config == "" {
		return nextconfig.Default(), nil
	}
	f := rd.parse(p.config)
	if f.mod == nil {
		return nextconfig.Default(), nil
	}
	config, notes, _ := nextconfig.ReadStatic(p.config, f.mod.Source())
	return config, notes
}

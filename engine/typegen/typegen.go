// Package typegen writes the types that `next typegen` writes: which routes a
// project has, which params each takes, and checks of what the files export.
//
// TypeScript knows RouteContext<'/users/[id]'>, PageProps and LayoutProps only
// through these files. They are generated text, and a project's git history or
// CI compares them, so they are held to Next's own output byte for byte, against
// recordings of fixture trees. The constant parts lie in parts/ as Next prints
// them; the code here finds the routes, in Next's order, and fills them in.
//
// Next does this by its own walk of the folders, which differs from what a build
// serves in small ways (a page.js is no AppRoute, interception routes count as
// what they intercept, %5F is _). The walk here is that one.
package typegen

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"signalbox/engine/nextconfig"
)

//go:embed parts/*.txt
var parts embed.FS

// part is a constant piece of the output.
func part(name string) string {
	text, err := parts.ReadFile("parts/" + name + ".txt")
	if err != nil {
		panic("typegen: no part " + name) // only a typing error in this package
	}
	return string(text)
}

// Input is a project whose types are wanted.
type Input struct {
	FS     fs.FS  // the project folder
	Root   string // the app folder: "app" or "src/app"
	Config *nextconfig.Config
}

// File is one generated file, named relative to the project folder.
type File struct{ Name, Text string }

// Generate writes the types of a project, in the order in which Next writes them
// (NEXT-FACTS H1). It reads the names of files and no file. The error is that of
// an interception route that leads nowhere, with which Next writes nothing either.
func Generate(in Input) ([]File, error) {
	if in.Config == nil {
		in.Config = nextconfig.Default()
	}
	m, err := collect(in)
	if err != nil {
		return nil, err
	}
	types := path.Join(in.Config.DistDir, "types")
	files := []File{
		{path.Join(types, "routes.d.ts"), m.routesFile()},
		{path.Join(types, "validator.ts"), m.validatorFile()},
		{path.Join(types, "cache-life.d.ts"), cacheLifeFile(in.Config)},
		{path.Join(types, "root-params.d.ts"), m.rootParamsFile()},
	}
	if in.Config.Experimental.TypedRoutes {
		files = append(files, File{path.Join(types, "link.d.ts"), m.linkFile()})
	}
	if usesTypeScript(in) {
		files = append(files, File{"next-env.d.ts", envFile(in.Config, m.hasPages)})
	}
	return files, nil
}

// strict reports whether the project asks for experimental.strictRouteTypes:
// props of pages are then held to their types.
func strict(c *nextconfig.Config) bool {
	on, _ := c.Values["experimental.strictRouteTypes"].(bool)
	return on
}

// envFile is next-env.d.ts, which a project's tsconfig includes.
func envFile(c *nextconfig.Config, hasPages bool) string {
	lines := []string{`/// <reference types="next" />`}
	if off, _ := c.Values["images.disableStaticImages"].(bool); !off {
		lines = append(lines, `/// <reference types="next/image-types/global" />`)
	}
	if hasPages {
		lines = append(lines, `/// <reference types="next/navigation-types/compat/navigation" />`)
	}
	imports := []string{"routes.d.ts", "root-params.d.ts"}
	if strict(c) {
		imports = append(imports, "cache-life.d.ts", "validator.ts")
		if c.Experimental.TypedRoutes {
			imports = append(imports, "link.d.ts")
		}
	}
	for _, file := range imports {
		lines = append(lines, fmt.Sprintf("import \"./%s\";", path.Join(c.DistDir, "types", file)))
	}
	lines = append(lines, "", "// NOTE: This file should not be edited",
		"// see https://nextjs.org/docs/app/api-reference/config/typescript for more information.")
	return strings.Join(lines, "\n") + "\n"
}

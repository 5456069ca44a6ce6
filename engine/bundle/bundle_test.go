package bundle_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"signalbox/engine/bundle"
	"signalbox/engine/diag"
	"signalbox/engine/jsrt"
)

// onDisk writes a txtar tree to a folder; a file named "X -> Y" becomes a link.
func onDisk(t *testing.T, archive string) (string, fs.FS) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		if link, target, ok := strings.Cut(f.Name, " -> "); ok {
			file := filepath.Join(dir, link)
			os.MkdirAll(filepath.Dir(file), 0o755)
			if err := os.Symlink(target, file); err != nil {
				t.Fatal(err)
			}
			continue
		}
		file := filepath.Join(dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, os.DirFS(dir)
}

func build(t *testing.T, o bundle.Options, dir string, fsys fs.FS, entries ...string) *jsrt.Program {
	t.Helper()
	b := bundle.New(o)
	t.Cleanup(b.Close)
	p, err := b.Build(context.Background(), fsys, dir, entries)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// all is the code of every module of a program.
func all(p *jsrt.Program) string {
	var b strings.Builder
	for _, m := range p.Modules {
		b.WriteString(m.Code)
	}
	return b.String()
}

func TestBuild(t *testing.T) {
	tests := []struct {
		name    string
		archive string
		entry   string
		want    []string // in the code
		not     []string
		opts    bundle.Options
	}{
		{name: "typescript", entry: "app/route.ts", want: []string{"function GET"}, not: []string{": Request"},
			archive: "-- app/route.ts --\nexport function GET(r: Request): Response { return new Response('x' as string) }"},
		{name: "async is lowered", entry: "app/route.ts", want: []string{"__async(", `Symbol.for("signalbox.async")`}, not: []string{"async function", "await ", "generator.throw"},
			archive: "-- app/route.ts --\nexport async function GET() { await 1; return new Response() }"},
		{name: "async stays lowered beside a top-level await", entry: "app/route.ts", want: []string{"await Promise.resolve(7)", "__async"}, not: []string{"async function", "~~~~~", "generator.throw"},
			archive: "-- app/route.ts --\nconst x = await Promise.resolve(7);\nexport async function GET() { await 1; return new Response(String(x)) }"},
		{name: "paths", entry: "app/route.ts", want: []string{"MARK-LIB", "MARK-EXACT"},
			archive: "-- tsconfig.json --\n{ \"extends\": \"./base.json\", /* c */ \"compilerOptions\": { \"paths\": { \"@/*\": [\"./src/*\"], \"exact\": [\"./src/exact.ts\"], }, } }\n-- base.json --\n{}\n-- src/lib.ts --\nexport const a = 'MARK-LIB'\n-- src/exact.ts --\nexport const e = 'MARK-EXACT'\n-- app/route.ts --\nimport { a } from '@/lib'; import { e } from 'exact';\nexport const GET = () => new Response(a + e)"},
		{name: "base url", entry: "app/route.ts", want: []string{"MARK-BASE"},
			archive: "-- tsconfig.json --\n{ \"compilerOptions\": { \"baseUrl\": \".\" } }\n-- lib/a.ts --\nexport const a = 'MARK-BASE'\n-- app/route.ts --\nimport { a } from 'lib/a';\nexport const GET = () => new Response(a)"},
		{name: "js means ts", entry: "app/route.ts", want: []string{"MARK-TS"},
			archive: "-- app/a.ts --\nexport const a = 'MARK-TS'\n-- app/route.ts --\nimport { a } from './a.js';\nexport const GET = () => new Response(a)"},
		{name: "json", entry: "app/route.js", want: []string{"MARK-JSON"},
			archive: "-- app/d.json --\n{\"k\":\"MARK-JSON\"}\n-- app/route.js --\nimport d from './d.json';\nexport const GET = () => Response.json(d)"},
		{name: "package conditions", entry: "app/route.js", want: []string{"MARK-RS"}, not: []string{"MARK-DEFAULT"},
			archive: "-- node_modules/p/package.json --\n{\"name\":\"p\",\"exports\":{\".\":{\"react-server\":\"./rs.js\",\"default\":\"./d.js\"}}}\n-- node_modules/p/rs.js --\nexport default 'MARK-RS'\n-- node_modules/p/d.js --\nexport default 'MARK-DEFAULT'\n-- app/route.js --\nimport p from 'p';\nexport const GET = () => new Response(p)"},
		{name: "node condition and commonjs", entry: "app/route.js", want: []string{"MARK-CJS", `from "node:path"`},
			archive: "-- node_modules/p/package.json --\n{\"name\":\"p\",\"main\":\"i.js\"}\n-- node_modules/p/i.js --\nmodule.exports = require('path').join('MARK-CJS', 'x')\n-- app/route.js --\nimport p from 'p';\nexport const GET = () => new Response(p)"},
		{name: "workspace link", entry: "app/route.ts", want: []string{"MARK-LINK", "MARK-DEP"},
			archive: "-- node_modules/@acme/u -> ../../packages/u --\n-- packages/u/package.json --\n{\"name\":\"@acme/u\",\"main\":\"./src/i.ts\"}\n-- packages/u/src/i.ts --\nimport dep from 'dep'; export const u: string = 'MARK-LINK' + dep\n-- packages/u/node_modules/dep/index.js --\nmodule.exports = 'MARK-DEP'\n-- app/route.ts --\nimport { u } from '@acme/u';\nexport const GET = () => new Response(u)"},
		{name: "unknown module in a package", entry: "app/route.js", want: []string{"signalbox does not have the module node:dgram, which node_modules/p/index.js imports"}, opts: bundle.Options{Modules: []string{"node:path"}},
			archive: "-- node_modules/p/index.js --\nconst d = require('dgram'); exports.x = () => d.createSocket()\n-- app/route.js --\nimport p from 'p';\nexport const GET = () => new Response(p.x())"},
		{name: "public environment", entry: "app/route.js", want: []string{`"MARK-PUB"`, `"MARK-INLINE"`, "process.env.SECRET", `"production"`}, not: []string{"MARK-SECRET"},
			opts:    bundle.Options{Env: map[string]string{"NEXT_PUBLIC_A": "MARK-PUB", "SECRET": "MARK-SECRET"}, Inline: map[string]string{"I": "MARK-INLINE"}},
			archive: "-- app/route.js --\nexport const GET = () => Response.json([process.env.NEXT_PUBLIC_A, process.env.I, process.env.SECRET, process.env.NODE_ENV])"},
		{name: "next and markers", entry: "app/route.js", want: []string{`from "next/server"`, `from "next/headers"`},
			archive: "-- app/route.js --\nimport 'server-only'; import { NextResponse } from 'next/server'; import { cookies } from 'next/headers.js';\nexport const GET = () => NextResponse.json(cookies())"},
		{name: "styles and pictures", entry: "app/route.js", want: []string{"/_next/static/media/p.png"},
			archive: "-- app/a.css --\nbody{}\n-- app/p.png --\nx\n-- app/route.js --\nimport './a.css'; import p from './p.png';\nexport const GET = () => Response.json(p)"},
		{name: "use cache", entry: "app/route.ts", opts: bundle.Options{CacheComponents: true},
			want: []string{`("app/lib.ts#1", [...arguments]`, `("app/lib.ts#2", [id, a]`, `("app/lib.ts#3", []`, `("app/all.ts#1", [...arguments]`, "'}'"}, not: []string{`"use cache"`},
			archive: "-- app/lib.ts --\nexport async function f(x: string): Promise<string> {\n  'use cache'\n  const r = /[}/]/; const s = `}${'}'}`; // }\n  return x + r + s + \"'}'\"\n}\nexport const g = async (id: number, { a }: { a: string }) => { 'use cache: remote'; return id + a }\nexport const h = async () => { \"use cache\"; return 1 }\n-- app/all.ts --\n'use cache'\nexport async function k(n: number) { return n }\n-- app/route.ts --\nimport { f, g, h } from './lib'; import { k } from './all'\nexport async function GET() { return Response.json([await f('x'), await g(1, { a: 'b' }), await h(), await k(2)]) }"},
		{name: "elements without React", entry: "app/icon.tsx", want: []string{`kind("fragment")`},
			archive: "-- app/icon.tsx --\nimport { cache } from 'react';\nexport default function Icon() { return <div>{cache(() => 1)()}<></></div> }"},
		{name: "file names", entry: "app/[id]/route.js", want: []string{"/app/%5Bid%5D/route.js", `"/ROOT/app/[id]"`},
			archive: "-- app/[id]/route.js --\nexport const GET = () => Response.json([import.meta.url, __dirname])"},
		{name: "file names in text stay", entry: "app/route.js", want: []string{`", __filename = "`, `"/ROOT/app"`}, not: []string{`var __filename`},
			archive: "-- app/route.js --\nconst code = ', __filename = ';\nexport const GET = () => Response.json([code, __dirname])"},
		{name: "the name of the edge runtime", entry: "app/route.js", want: []string{`["edge"]`}, not: []string{`"nodejs"`},
			archive: "-- app/route.js --\nexport const runtime = 'edge';\nexport const GET = () => Response.json([process.env.NEXT_RUNTIME])"},
		{name: "files of the browser are references", entry: "app/route.ts", want: []string{`file = "lib/b.tsx"`, `reference("Button")`, "Attempted to call"}, not: []string{"useState", "interface"},
			archive: "-- app/route.ts --\nimport Main, { Button } from '../lib/b';\nexport const GET = () => Response.json([typeof Main, typeof Button])\n-- lib/b.tsx --\n// a button\n'use client'\nimport { useState } from 'react';\nexport interface P {}\nexport function Button() { return useState(0)[0] }\nexport default function Main() { return null }"},
		{name: "packages of the browser are references", entry: "app/route.ts", want: []string{`file = "node_modules/p/index.js"`, "module.exports = new Proxy"}, not: []string{"useState"},
			archive: "-- app/route.ts --\nimport p from 'p';\nexport const GET = () => Response.json(typeof p)\n-- node_modules/p/package.json --\n{\"name\":\"p\",\"main\":\"index.js\"}\n-- node_modules/p/index.js --\n'use client';\n\"use strict\";\nexports.useState = 1;"},
		{name: "empty async functions are native", entry: "app/route.js", want: []string{`Symbol.for("signalbox.emptyAsyncGenerator")`, `Symbol.for("signalbox.emptyAsync")`, `eval("(async function* () {})")`},
			archive: "-- app/route.js --\nexport const E = globalThis.eval(\"(async function* () {})\");\nconst G = Object.getPrototypeOf(async function* () {}).prototype;\nconst A = (async function () {}).constructor;\nexport const GET = () => Response.json([E, G, A])"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir, fsys := onDisk(t, tt.archive)
			p := build(t, tt.opts, dir, fsys, tt.entry)
			for entry, f := range p.Faults {
				t.Fatalf("%s: %v", entry, f.Diagnostics)
			}
			code := all(p)
			for _, w := range tt.want {
				if !strings.Contains(code, w) {
					t.Errorf("no %q in\n%s", w, code)
				}
			}
			for _, w := range tt.not {
				if strings.Contains(code, w) {
					t.Errorf("%q is in\n%s", w, code)
				}
			}
		})
	}
}

func TestPathsLeadOutOfTheProject(t *testing.T) {
	dir, _ := onDisk(t, `
-- apps/web/tsconfig.json --
{ "compilerOptions": { "paths": { "@acme/ui": ["../../packages/ui/src"], "@lib/*": ["../../packages/lib/*"] } } }
-- apps/web/app/route.ts --
import { ui } from '@acme/ui'; import { a } from '@lib/a'; import { near } from '../../../packages/near'
export const GET = () => new Response(ui + a + near)
-- packages/ui/src/index.ts --
import { inner } from './inner'
export const ui: string = 'MARK-UI' + inner
-- packages/ui/src/inner.ts --
export const inner = 'MARK-INNER'
-- packages/lib/a.ts --
export const a = 'MARK-A'
-- packages/near.ts --
export const near = 'MARK-NEAR'
`)
	web := filepath.Join(dir, "apps/web")
	p := build(t, bundle.Options{}, web, os.DirFS(web), "app/route.ts")
	code := all(p)
	for _, want := range []string{"MARK-UI", "MARK-INNER", "MARK-A", "MARK-NEAR"} {
		if !strings.Contains(code, want) {
			t.Errorf("no %s: %v", want, p.Faults)
		}
	}
}

func TestFaultsStayWithTheirEntries(t *testing.T) {
	dir, fsys := onDisk(t, `
-- app/ok/route.ts --
import { s } from '../../lib/shared'
export const GET = () => new Response(s)
-- app/syntax/route.ts --
export const GET = () => {
  retur new Response()
}
-- app/missing/route.ts --
import x from './nowhere'
export const GET = () => new Response(x)
-- app/deep/route.ts --
import { b } from '../../lib/broken'
export const GET = () => new Response(b)
-- app/module/route.ts --
import d from 'node:dgram'
export const GET = () => new Response(d)
-- lib/shared.ts --
export const s = 1
-- lib/broken.ts --
export const b = (
`)
	p := build(t, bundle.Options{Modules: []string{"node:path"}}, dir, fsys,
		"app/ok/route.ts", "app/syntax/route.ts", "app/missing/route.ts", "app/deep/route.ts", "app/module/route.ts")
	if _, ok := p.Entries["app/ok/route.ts"]; !ok {
		t.Errorf("the sound entry was not built: %v", p.Faults)
	}
	wants := map[string]string{
		"app/syntax/route.ts":  `app/syntax/route.ts:2:9: Expected ";" but found "new"`,
		"app/missing/route.ts": `app/missing/route.ts:1:15: cannot resolve "./nowhere": there is no such file`,
		"app/deep/route.ts":    `lib/broken.ts:2:1: Unexpected end of file`,
		"app/module/route.ts":  `app/module/route.ts:1:15: signalbox does not have the module node:dgram, which app/module/route.ts imports`,
	}
	for entry, want := range wants {
		f := p.Faults[entry]
		if len(f.Diagnostics) == 0 || placed(f.Diagnostics[0]) != want {
			t.Errorf("%s: got %v, want %s", entry, f.Diagnostics, want)
		}
	}
}

// placed is the message of a diagnostic behind its place.
func placed(d diag.Diagnostic) string {
	at := d.Spans[0].Pos
	return fmt.Sprintf("%s:%d:%d: %s", at.File, at.Line, at.Column, d.Message)
}

func TestEqualOutputHasEqualID(t *testing.T) {
	dir, fsys := onDisk(t, "-- app/a/route.ts --\nexport const GET = () => new Response('a')\n")
	b := bundle.New(bundle.Options{})
	defer b.Close()
	id := func() string {
		p, err := b.Build(context.Background(), fsys, dir, []string{"app/a/route.ts"})
		if err != nil {
			t.Fatal(err)
		}
		return p.ID
	}
	first := id()
	if err := os.WriteFile(filepath.Join(dir, "app/a/route.ts"), []byte("export const GET = () => new Response('a') // comment"), 0o644); err != nil {
		t.Fatal(err)
	}
	if second := id(); second != first {
		t.Errorf("a comment changed the ID")
	}
	if err := os.WriteFile(filepath.Join(dir, "app/a/route.ts"), []byte("export const GET = () => new Response('b')"), 0o644); err != nil {
		t.Fatal(err)
	}
	if third := id(); third == first {
		t.Errorf("a change did not change the ID")
	}
}

package jslit

import (
	"fmt"
	"strings"
	"testing"
)

// describe renders the exports of a module, one word each.
func describe(m *Module) string {
	if m.Fault != nil {
		return "fault: " + m.Fault.Text
	}
	var words []string
	for _, e := range m.Exports {
		word := e.Name
		switch e.Form {
		case Reexport:
			word += "<" + e.Imported + "@" + e.From
		case Specifier:
			word += "=" + e.Local
		case TypeOnly:
			word = "type:" + word
		case Function, Class, Variable, Pattern, DefaultExpr, Enum, Namespace, CommonJS:
		}
		words = append(words, word)
	}
	for _, s := range m.Stars {
		words = append(words, "*@"+s.From)
	}
	return strings.Join(words, " ")
}

func TestParseExports(t *testing.T) {
	tests := []struct{ name, file, src, want string }{
		{"function", "a.ts", "export async function GET(req: Request): Promise<{ a: string }> { return /}/ }\nexport function POST() {}", "GET POST"},
		{"generator", "a.js", "export function* GET() {} export async function *POST() {}", "GET POST"},
		{"const call", "a.ts", "export const GET = wrap<A, B>(async (x) => { return x < 3 }), POST = 1", "GET POST"},
		{"renamed", "a.js", "const h = 1; export { h as GET, h as POST };", "GET=h POST=h"},
		{"from", "a.js", "export { GET, default as POST } from './x'", "GET<GET@./x POST<default@./x"},
		{"string names", "a.js", "export { a as 'b-c' } from 'x' with { type: 'json' }", "b-c<a@x"},
		{"pattern", "a.ts", "export const { GET, handlers: { POST, PUT: put = 1 }, ...rest } = f()", "GET POST put rest"},
		{"array pattern", "a.js", "export const [GET, , [POST] = [], ...rest] = f", "GET POST rest"},
		{"stars", "a.js", "export * from './x'; export * as ns from \"./y\"", "ns<*@./y *@./x"},
		{"default function", "a.js", "export default async function Page() {}", "default"},
		{"default expression", "a.tsx", "export default <div>it's {x} fine</div>\nexport const a = 1", "default a"},
		{"types", "a.ts", "export type A = { a: string };export interface B<T = {}> extends C<T> { x: T }\nexport declare const c: number", "type:A type:B type:c"},
		{"type list", "a.ts", "export type { A } from './a'; export { type B, C } from './b'", "type:A type:B C<C@./b"},
		{"local type", "a.ts", "interface P {}\nimport type { Q } from 'q'\nexport { P, Q, r }", "type:P type:Q r=r"},
		{"enum", "a.ts", "export enum A { B = 1 } export const enum C { D }", "A C"},
		{"abstract class", "a.ts", "export abstract class A<T> extends B<{ x: T }> implements C {}", "A"},
		{"namespace", "a.ts", "export namespace N.M { export const x = 1 }", "N"},
		{"overloads", "a.ts", "export function f(a: string): void\nexport function f(a: number): void;\nexport function f(a: any) {}", "f"},
		{"commonjs object", "a.js", "module.exports = { GET, async POST() {}, PUT: x, ...rest }", "default GET POST PUT"},
		{"commonjs names", "a.js", "exports.GET = exports.HEAD = async () => {}\nmodule.exports.POST = f", "GET HEAD POST"},
		{"no semicolons", "a.ts", "export const dynamic = 'force-static'\nexport const revalidate = 60\nexport const GET = handler\n(function () {})()", "dynamic revalidate GET"},
		{"regex and division", "a.js", "const a = b / c / d; const r = /[/\"]export const x = 1/g; if (x) /'/.test(y)\nexport const z = a++ / 2", "z"},
		{"template", "a.js", "const a = `export const no = ${`}` + { b: `${1}` }}`; export const b = 1", "b"},
		{"comments", "a.js", "// export const a = 1\n/* export const b = 2 */ export /* x */ const /**/ c = 3", "c"},
		{"nested", "a.ts", "declare module 'x' { export const a: number }\nfunction f() { }\nexport { f }", "f=f"},
		{"jsx text", "a.jsx", "const a = <p title='x\"' {...y}>Don't <b.c/> {/* ' */}{'}'}</p>\nexport { a }", "a=a"},
		{"tsx generics", "a.tsx", "const f = <T,>(x: T) => x; const g = <T extends object>(x: T) => <a<T> b={x}>{x}</a>; type H = <T>(x: T) => void\nexport { f, g }", "f=f g=g"},
		{"less than", "a.tsx", "for (let i = 0; i < n; i++) {} const a = b<c; export const d = a < b && c > d, e = 1", "d e"},
		{"typed const", "a.ts", "export const GET: (a: A, b: Map<string, number>) => Promise<void> = async (a, b) => {}, POST = 2", "GET POST"},
		{"arrow return type", "a.ts", "export const GET = async (a: A): Promise<B | { c: D }> => { return 1 }\nexport const x = 1", "GET x"},
		{"conditional type", "a.ts", "type A<T> = T extends (infer U)[] ? U : T extends string ? 'a' : never\nexport const a = 1", "a"},
		{"predicate", "a.ts", "export function isA(x: unknown): x is A & { b: 1 } { return true }\nexport const b = 1", "isA b"},
		{"class members", "a.ts", "class A { static x = 1; @dec() get y(): B { return 1 } #z = /}/; async *m<T>(a?: T) {} }\nexport default A", "default"},
		{"export equals", "a.ts", "const x = {}; export = { GET: x }", "default GET"},
		{"bom and hashbang", "a.js", "\ufeff#!/usr/bin/env node\nexport const a = 1", "a"},
		{"unterminated", "a.js", "export const a = 'x\nexport const b = 1", "fault: unterminated string literal"},
		{"unclosed", "a.js", "export function GET() { if (x) { }", "fault: this bracket is never closed"},
		{"closing", "a.js", "export function GET() { } }", "fault: this bracket closes nothing"},
		{"keyword names", "a.ts", "const type = 1, of = 2, from = 3, as = 4; export { type, as as as, from, of }", "type=type as=as from=from of=of"},
		{"satisfies", "a.ts", "export const a = { b: 1 } satisfies C<D, E>, f = x as unknown as G<H>, g = 1", "a f g"},
		{"division after paren", "a.js", "export const a = (b + c) / 2 / d, e = f()[0] / 3", "a e"},
		{"dynamic import", "a.ts", "import('x').then(y => y); import.meta.url; export const a = 1", "a"},
		{"import equals", "a.ts", "import fs = require('fs'); export import A = B.C; export const a = 1", "A a"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := describe(Parse(tt.file, []byte(tt.src))); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestValue(t *testing.T) {
	tests := []struct{ src, want string }{
		{"'force-static'", "force-static"},
		{"'force-static' as const", "force-static"},
		{"(\"a\\u0041\\x42\\n\") satisfies string", "aAB\n"},
		{"`tpl`", "tpl"},
		{"`t${1}`", "-"},
		{"60", "60"},
		{"1_000", "1000"},
		{"-1", "-1"},
		{"60 * 10", "-"},
		{"false", "false"},
		{"v", "-"},
		{"process.env.X || 'a'", "-"},
		{"['iad1', 'sfo1',]", "[iad1 sfo1]"},
		{"{ a: 1, 'b': [true, null], [`c`]: { d: 'e' } } as const", "map[a:1 b:[true <nil>] c:map[d:e]]"},
		{"{ a: x }", "-"},
		{"{ ...a }", "-"},
	}
	for _, tt := range tests {
		m := Parse("a.ts", []byte("export const x = "+tt.src+"\nexport const y = 1"))
		e := m.Export("x")
		if e == nil || m.Export("y") == nil {
			t.Errorf("%s: exports %s", tt.src, describe(m))
			continue
		}
		v := m.Value(e.Init)
		got := "-"
		if a, ok := v.Any(); ok {
			got = fmt.Sprint(a)
		}
		if got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.src, got, tt.want)
		}
	}
}

func TestValueOfConfig(t *testing.T) {
	src := `
const withMDX = require('@next/mdx')()
/** @type {import('next').NextConfig} */
const nextConfig = {
  basePath: '/docs',
  async redirects() {
    return [{ source: '/a', destination: '/b', permanent: true }]
  },
  headers: async () => [{ source: '/:path*', headers: [] }],
}
module.exports = withMDX(nextConfig)
`
	m := Parse("next.config.js", []byte(src))
	v := m.Value(m.Export("default").Init)
	if v.Kind != CallVal || v.Str != "withMDX" || len(v.Items) != 1 {
		t.Fatalf("got %+v", v)
	}
	c := m.Resolve(v.Items[0])
	for key, want := range map[string]string{
		"redirects": "[map[destination:/b permanent:true source:/a]]",
		"headers":   "[map[headers:[] source:/:path*]]",
	} {
		f, ok := c.Get(key)
		if !ok || f.Kind != FuncVal || len(f.Items) != 1 {
			t.Fatalf("%s: got %+v", key, f)
		}
		if got, _ := f.Items[0].Any(); fmt.Sprint(got) != want {
			t.Errorf("%s: got %v, want %s", key, got, want)
		}
	}
	if p, _ := c.Get("basePath"); p.Str != "/docs" {
		t.Errorf("basePath: %+v", p)
	}
}

func TestFunctionOutline(t *testing.T) {
	m := Parse("route.ts", []byte("export async function GET(req: Request, { params }: { params: { id: string } } = {}): Promise<Response> { return x }\n"+
		"export const POST = async (req: NextRequest, ctx: RouteContext<'/a'>) => Response.json({})"))
	get := m.Export("GET").Func
	if got := m.Text(get.Params[1].Type); got != "{ params: { id: string } }" {
		t.Errorf("second parameter of GET: %q", got)
	}
	if got := m.Text(get.Returns); got != "Promise<Response>" {
		t.Errorf("return type of GET: %q", got)
	}
	post := m.Export("POST").Func
	if post == nil || !post.Async || !post.Arrow || m.Text(post.Params[1].Binding) != "ctx" || m.Text(post.Body) != "Response.json({})" {
		t.Errorf("POST: %+v", post)
	}
}

func TestPosition(t *testing.T) {
	if l, c := Position([]byte("ab\ncd"), 4); l != 2 || c != 2 {
		t.Errorf("got %d:%d, want 2:2", l, c)
	}
}

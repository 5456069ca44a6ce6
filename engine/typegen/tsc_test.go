//go:build oracle

package typegen

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestRealTypeScript has tsc check a project with the generated types, once as
// it should be and once with a path that does not exist. It runs with
//
//	ORACLE=DIR go test -tags oracle ./engine/typegen
//
// where DIR/node_modules holds next, react, @types/react and typescript.
func TestRealTypeScript(t *testing.T) {
	const right = `import type { NextRequest } from 'next/server'

export async function GET(_request: NextRequest, ctx: RouteContext<'/users/[id]'>) {
  const { id } = await ctx.params
  const text: string = id
  return Response.json({ text })
}
`
	for _, c := range []struct {
		name, source string
		refused      bool
	}{
		{"as it should be", right, false},
		{"a path that does not exist", strings.Replace(right, "/users/[id]", "/users/[name]", 1), true},
		{"a param that does not exist", strings.ReplaceAll(right, "{ id }", "{ id, slug }"), true},
		{"an export of the wrong type", right + "\nexport const POST = 7\n", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, err := typecheck(t, c.source)
			var exit *exec.ExitError
			switch {
			case err != nil && !errors.As(err, &exit):
				t.Fatal(err)
			case !c.refused && err != nil:
				t.Errorf("tsc refuses: %s", out)
			case c.refused && (err == nil || !strings.Contains(out, "error TS")):
				t.Errorf("tsc accepts it: %s", out)
			}
		})
	}
}

// typecheck writes a project with its types and runs tsc on it.
func typecheck(t *testing.T, source string) (string, error) {
	t.Helper()
	dir, err := os.MkdirTemp(os.Getenv("ORACLE"), "typegen-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	put := func(name, text string) {
		full := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(full), 0o755), os.WriteFile(full, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	put("app/users/[id]/route.ts", source)
	put("app/layout.tsx", "export default function Layout(props: LayoutProps<'/'>) { return props.children }\n")
	put("app/page.tsx", "export default async function Page(props: PageProps<'/'>) { await props.params; return null }\n")
	put("tsconfig.json", `{"compilerOptions": {"strict": true, "noEmit": true, "jsx": "preserve", "module": "esnext",
"moduleResolution": "bundler", "target": "es2022", "lib": ["dom", "esnext"], "skipLibCheck": true, "esModuleInterop": true},
"include": ["next-env.d.ts", "**/*.ts", "**/*.tsx", ".next/types/**/*.ts"]}`)
	files, err := Generate(Input{FS: os.DirFS(dir), Root: "app"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		put(f.Name, f.Text)
	}
	cmd := exec.Command("npx", "tsc", "-p", ".")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

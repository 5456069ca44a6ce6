package match

import (
	"fmt"
	"testing"

	"signalbox/engine/route"
)

// tableOf returns a table of handlers that export GET.
func tableOf(paths ...string) *route.Table {
	t := &route.Table{Root: "app", Version: "16"}
	for _, path := range paths {
		t.Routes = append(t.Routes, route.Route{
			Path: path, Kind: route.Handler, File: "app" + path + "/route.ts", Pattern: route.Parse(path),
			Exports: []route.Export{{Name: "GET"}},
		})
	}
	return t
}

// tableOfSize returns a table of n routes, a fifth of them dynamic.
func tableOfSize(n int) *route.Table {
	paths := []string{"/static/page", "/users/[id]/posts/[post]"}
	for i := len(paths); i < n; i++ {
		switch i % 5 {
		case 0:
			paths = append(paths, fmt.Sprintf("/area%d/[id]/items/[item]", i))
		default:
			paths = append(paths, fmt.Sprintf("/area%d/section/%d", i%97, i))
		}
	}
	return tableOf(paths...)
}

func BenchmarkMatch(b *testing.B) {
	targets := map[string]string{"static": "/static/page", "dynamic": "/users/42/posts/hello", "query": "/users/42/posts/hello?a=1", "miss": "/users/42/nothing"}
	for _, size := range []int{10, 10_000} {
		m := New(tableOfSize(size), nil, nil)
		for _, name := range []string{"static", "dynamic", "query", "miss"} {
			b.Run(fmt.Sprintf("%s/%d", name, size), func(b *testing.B) {
				req := &Request{Method: "GET", Target: targets[name]}
				b.ReportAllocs()
				for b.Loop() {
					if r := m.Route(req, Hooks{}); r.Status == 0 {
						b.Fatal("no status")
					}
				}
			})
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	for _, size := range []int{1000, 10_000} {
		t := tableOfSize(size)
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				New(t, nil, nil)
			}
		})
	}
}

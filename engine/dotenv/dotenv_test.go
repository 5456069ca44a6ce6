package dotenv

import (
	"encoding/json"
	"maps"
	"os"
	"testing"
	"testing/fstest"
)

// TestRecorded compares with what @next/env of Next.js 16.4.6 made of the same
// files (testdata/recorded.json).
func TestRecorded(t *testing.T) {
	data, err := os.ReadFile("testdata/recorded.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name  string
		Files map[string]string
		Want  map[string]string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, text := range c.Files {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			got := Load(fsys, "production", nil).Vars
			if !maps.Equal(got, c.Want) {
				t.Errorf("got  %q\nwant %q", got, c.Want)
			}
		})
	}
}

func TestInitialEnvironmentWins(t *testing.T) {
	env := Merge([]File{{".env", "A=file\nB=$A"}}, map[string]string{"A": "given"})
	want := map[string]string{"A": "given", "B": "given"}
	if !maps.Equal(env.Vars, want) {
		t.Errorf("got %q, want %q", env.Vars, want)
	}
}

func TestSelfReferenceLeavesTheFileOut(t *testing.T) {
	env := Merge([]File{{".env.local", "A=$A"}, {".env", "B=1"}}, nil)
	if len(env.Problems) != 1 || env.Vars["B"] != "1" {
		t.Errorf("vars %q, problems %v", env.Vars, env.Problems)
	}
}

func FuzzMerge(f *testing.F) {
	f.Add("A=$B\nB='x'\nC=\"a\\nb\"")
	f.Add("export A: ${X:-${Y}}")
	f.Fuzz(func(t *testing.T, src string) {
		env := Merge([]File{{".env", src}}, nil)
		for _, p := range Parse(src) {
			if _, ok := env.Vars[p.Name]; !ok && len(env.Problems) == 0 {
				t.Errorf("%q is parsed and lost", p.Name)
			}
		}
	})
}

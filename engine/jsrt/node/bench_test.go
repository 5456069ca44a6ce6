package node

import (
	"fmt"
	"testing"
)

// BenchmarkImport is what the first import of a module costs, and what a
// machine costs that imports nothing of Node ("none").
func BenchmarkImport(b *testing.B) {
	for _, name := range []string{"none", "path", "buffer", "process", "crypto", "stream", "fs"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				m := newMachine(b)
				code := "export default 1"
				if name != "none" {
					code = fmt.Sprintf("import all from %q; export default typeof all", "node:"+name)
				}
				if _, err := m.EvalModule(b.Context(), fmt.Sprintf("/import-%d.mjs", i), code); err != nil {
					b.Fatal(err)
				}
				m.Close()
			}
		})
	}
}

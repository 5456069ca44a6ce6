package jsrt

import (
	"testing"

	"signalbox/engine/jsrt/vm"
)

// Pieces whose source has changed only cost time, so they are told; pieces that
// this engine would compile differently must never run.
func TestCompiledLibrariesFitTheEngine(t *testing.T) {
	if len(compiledLibraries) == 0 {
		return // this machine compiles the sources
	}
	code, err := CompileLibraries()
	if err != nil {
		t.Fatal(err)
	}
	missing, differing := vm.ReadCompiled(compiledLibraries).Against(vm.ReadCompiled(code))
	if differing > 0 {
		t.Errorf("%d pieces are of another engine: run go generate ./engine/jsrt", differing)
	}
	if missing > 0 {
		t.Logf("%d sources are newer than their bytecode: run go generate ./engine/jsrt", missing)
	}
}

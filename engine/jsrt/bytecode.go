package jsrt

import "signalbox/engine/jsrt/vm"

//go:generate go run ./compile libraries.qbc

// CompileLibraries makes the bytecode of everything that a machine brings along,
// as this package embeds it.
func CompileLibraries() ([]byte, error) {
	s := &session{program: &Program{}}
	return vm.Compile(s.libraries(remoteHost{}))
}

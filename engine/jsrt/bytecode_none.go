//go:build !(amd64 || arm64 || riscv64 || loong64 || ppc64le)

package jsrt

var compiledLibraries []byte

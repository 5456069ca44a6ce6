//go:build amd64 || arm64 || riscv64 || loong64 || ppc64le

package jsrt

import _ "embed"

// compiledLibraries is bytecode for machines of 64 bits with the low byte
// first; others compile the sources.
//
//go:embed libraries.qbc
var compiledLibraries []byte

//go:build darwin || freebsd || netbsd || openbsd || dragonfly

package worker

import (
	"runtime"
	"syscall"
)

// resident is the most memory that this process has held, in bytes: what the
// system counts cheaply there.
func resident() int64 {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return int64(usage.Maxrss)
	}
	return int64(usage.Maxrss) << 10
}

//go:build !linux && !darwin && !freebsd && !netbsd && !openbsd && !dragonfly

package worker

// resident is not known here; the engine's own limit has to do.
func resident() int64 { return 0 }

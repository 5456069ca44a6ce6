package web

import (
	"crypto/rand"
	"fmt"
	"io"
	"time"

	"signalbox/engine/jsrt/vm"
)

// addClock adds the clock of performance.now and the random bytes.
func addClock(l *vm.Library, o Options) {
	now, random := o.Now, o.Random
	if now == nil {
		now = time.Now
	}
	if random == nil {
		random = rand.Reader
	}
	start := time.Now()
	origin := float64(now().UnixNano()) / 1e6
	l.Ops["perfNow"] = func([]any) (any, error) {
		return float64(time.Since(start).Nanoseconds()) / 1e6, nil
	}
	l.Ops["perfOrigin"] = func([]any) (any, error) { return origin, nil }
	l.Ops["randomUUID"] = func([]any) (any, error) { return newUUID(random) }
	l.Ops["randomBytes"] = func(args []any) (any, error) {
		b := make([]byte, max(vm.Int(args, 0), 0))
		_, err := io.ReadFull(random, b)
		return b, err
	}
}

// newUUID makes a version 4 UUID.
func newUUID(random io.Reader) (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return "", fmt.Errorf("web: no random bytes: %w", err)
	}
	b[6] = b[6]&0x0F | 0x40
	b[8] = b[8]&0x3F | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}

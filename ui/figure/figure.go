// Package figure writes sizes and times for people: the unit that fits, and no
// more digits than one reads.
package figure

import (
	"fmt"
	"time"
)

// Bytes writes a size: "40 B", "1.5 kB", "4.8 MB".
func Bytes(n int64) string {
	switch {
	case n < 1024:
		return fmt.Sprintf("%d B", n)
	case n < 1<<20:
		return fmt.Sprintf("%.1f kB", float64(n)/1024)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}

// Took writes how long something took: "0.8 ms", "46 ms", "1.5 s".
func Took(d time.Duration) string {
	switch {
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// Age writes a time in its two largest units, whole seconds: "42s", "1m30s",
// "1h", "365d".
func Age(d time.Duration) string {
	s := int64(d / time.Second)
	units := []struct {
		n    int64
		name string
	}{{86400, "d"}, {3600, "h"}, {60, "m"}, {1, "s"}}
	for i, u := range units {
		if s < u.n && u.n > 1 {
			continue
		}
		out := fmt.Sprintf("%d%s", s/u.n, u.name)
		if rest := s % u.n; rest > 0 && rest >= units[min(i+1, 3)].n {
			out += fmt.Sprintf("%d%s", rest/units[i+1].n, units[i+1].name)
		}
		return out
	}
	return "0s"
}

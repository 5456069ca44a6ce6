package figure

import (
	"testing"
	"time"
)

func TestAge(t *testing.T) {
	tests := map[time.Duration]string{
		0: "0s", 45 * time.Second: "45s", 90 * time.Second: "1m30s", time.Minute: "1m", time.Hour: "1h",
		time.Hour + 5*time.Second: "1h", 25 * time.Hour: "1d1h", 365 * 24 * time.Hour: "365d", 1500 * time.Millisecond: "1s",
	}
	for d, want := range tests {
		if got := Age(d); got != want {
			t.Errorf("Age(%s) = %s, want %s", d, got, want)
		}
	}
}

func TestTook(t *testing.T) {
	tests := map[time.Duration]string{
		0: "0.0 ms", 800 * time.Microsecond: "0.8 ms", 46 * time.Millisecond: "46 ms", 1467 * time.Millisecond: "1.5 s", 75 * time.Second: "75.0 s",
	}
	for d, want := range tests {
		if got := Took(d); got != want {
			t.Errorf("Took(%s) = %s, want %s", d, got, want)
		}
	}
}

func TestBytes(t *testing.T) {
	for n, want := range map[int64]string{0: "0 B", 1023: "1023 B", 1536: "1.5 kB", 5066671: "4.8 MB"} {
		if got := Bytes(n); got != want {
			t.Errorf("Bytes(%d) = %s, want %s", n, got, want)
		}
	}
}

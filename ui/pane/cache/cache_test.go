package cache

import (
	"testing"
	"time"
)

func TestShort(t *testing.T) {
	tests := map[time.Duration]string{
		0: "0s", 45 * time.Second: "45s", 90 * time.Second: "1m30s", time.Minute: "1m", time.Hour: "1h",
		time.Hour + 5*time.Second: "1h", 25 * time.Hour: "1d1h", 365 * 24 * time.Hour: "365d", 1500 * time.Millisecond: "1s",
	}
	for d, want := range tests {
		if got := Short(d); got != want {
			t.Errorf("Short(%s) = %s, want %s", d, got, want)
		}
	}
}

func TestTags(t *testing.T) {
	own, ofPath := Tags([]string{"_N_T_/layout", "items", "_N_T_/items"})
	if len(own) != 1 || own[0] != "items" || len(ofPath) != 2 {
		t.Errorf("own %v, of the path %v", own, ofPath)
	}
}

package engine

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestMovableClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := NewClock()
		start := c.Now()
		since := func() time.Duration { return c.Now().Sub(start) }
		expect := func(what string, want time.Duration) {
			t.Helper()
			if got := since(); got != want {
				t.Errorf("%s: %v since the start, want %v", what, got, want)
			}
		}
		time.Sleep(time.Second)
		expect("it runs", time.Second)
		c.Advance(time.Minute)
		expect("moved while it runs", time.Minute+time.Second)
		c.Stop()
		time.Sleep(time.Hour)
		expect("stopped", time.Minute+time.Second)
		c.Advance(time.Second)
		c.Advance(-time.Hour)
		expect("moved while stopped, never back", time.Minute+2*time.Second)
		c.Resume()
		time.Sleep(time.Second)
		expect("it runs on from there", time.Minute+3*time.Second)
		if c.Stopped() {
			t.Error("it says that it is stopped")
		}
	})
}

package worker

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

func TestFramesArriveInOrder(t *testing.T) {
	r, w := io.Pipe()
	sender, receiver := NewConn(bytes.NewReader(nil), w), NewConn(r, io.Discard)
	big := bytes.Repeat([]byte("x"), 1<<20)
	sent := []struct {
		kind    byte
		payload []byte
	}{{'a', nil}, {'b', []byte("payload")}, {'c', big}, {'d', []byte{0}}}
	for _, f := range sent {
		half := len(f.payload) / 2
		sender.Send(f.kind, f.payload[:half], f.payload[half:])
	}
	for _, want := range sent {
		kind, payload, err := receiver.Receive()
		if err != nil || kind != want.kind || !bytes.Equal(payload, want.payload) {
			t.Fatalf("got %c, %d bytes, %v; want %c, %d bytes", kind, len(payload), err, want.kind, len(want.payload))
		}
	}
	w.Close()
	if _, _, err := receiver.Receive(); !errors.Is(err, io.EOF) {
		t.Errorf("at the end: %v", err)
	}
	sender.Close()
	sender.Send('z')
}

// Whatever comes in, Receive answers a frame or an error.
func FuzzReceive(f *testing.F) {
	f.Add([]byte{1, 0, 0, 0, 'a'})
	f.Add([]byte{0, 0, 0, 0, 'a'})
	f.Add([]byte{255, 255, 255, 255, 'a'})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) >= 4 && b[3] != 0 {
			return // a long frame that never comes only costs its buffer
		}
		c := NewConn(bytes.NewReader(b), io.Discard)
		defer c.Close()
		for {
			if _, _, err := c.Receive(); err != nil {
				return
			}
		}
	})
}

package jsrt

import (
	"encoding/binary"
	"errors"
	"time"
)

// The kinds of frames between a front and its child.
const (
	// to the child
	frameStart   = 's' // limits, program
	frameRun     = 'r' // id, call
	frameCancel  = 'c' // id
	frameCredit  = 'k' // id, bytes
	frameAnswer  = 'a' // question, error, payload
	framePing    = 'p' // number
	frameReclaim = 'b' // nothing; the answer has the numbers
	// to the parent
	frameReady   = 'R' // error
	frameEvent   = 'E' // id, event
	frameRespond = 'H' // id, head, body
	frameValue   = 'V' // id, value, notes
	frameThrown  = 'T' // id, thrown
	frameChunk   = 'C' // id, bytes
	frameEnd     = 'D' // id, thrown or nothing
	frameDone    = 'F' // id
	frameAsk     = 'Q' // question, what, call, two strings
	framePong    = 'P' // number
	frameTaken   = 'B' // number of calls, their numbers
	frameGivenUp = 'G' // limit, text
)

// The questions that a child asks.
const (
	askRead     = "body"
	askFile     = "file"
	askStat     = "stat"
	askDir      = "dir"
	askRealPath = "path"
	askFetch    = "fetch"
	askCache    = "cache:" // followed by the op
)

// packer writes a payload: numbers as varints, texts with their length.
type packer []byte

// nums is a payload of numbers.
func nums(list ...uint64) packer {
	p := make(packer, 0, 10*len(list))
	for _, n := range list {
		p.num(n)
	}
	return p
}

func (p *packer) num(n uint64) { *p = binary.AppendUvarint(*p, n) }

func (p *packer) text(s string) {
	p.num(uint64(len(s)))
	*p = append(*p, s...)
}

func (p *packer) bytes(b []byte) {
	p.num(uint64(len(b)))
	*p = append(*p, b...)
}

func (p *packer) flag(b bool) {
	if b {
		*p = append(*p, 1)
		return
	}
	*p = append(*p, 0)
}

// unpacker reads a payload. After a fault all reads answer zero values.
type unpacker struct {
	b   []byte
	bad bool
}

var errPayload = errors.New("jsrt: a frame of the child process cannot be read")

func (u *unpacker) num() uint64 {
	n, size := binary.Uvarint(u.b)
	if size <= 0 {
		u.bad, u.b = true, nil
		return 0
	}
	u.b = u.b[size:]
	return n
}

// bytes answers a part of the payload itself, without a copy; nil for none.
func (u *unpacker) bytes() []byte {
	n := u.num()
	if n > uint64(len(u.b)) {
		u.bad, u.b = true, nil
		return nil
	}
	if n == 0 {
		return nil
	}
	out := u.b[:n:n]
	u.b = u.b[n:]
	return out
}

func (u *unpacker) text() string { return string(u.bytes()) }

func (u *unpacker) flag() bool {
	if len(u.b) == 0 {
		u.bad = true
		return false
	}
	f := u.b[0] != 0
	u.b = u.b[1:]
	return f
}

func packCall(id uint64, c *Call, mode []byte) []byte {
	p := make(packer, 0, 512)
	p.num(id)
	p.text(string(c.Action))
	p.text(c.File)
	p.text(c.Export)
	p.bytes(mode)
	p.num(uint64(c.Time))
	p.flag(c.Params != nil)
	p.bytes(c.Params)
	p.bytes(c.Args)
	p.flag(c.Request != nil)
	if r := c.Request; r != nil {
		p.text(r.Method)
		p.text(r.URL)
		p.flag(r.Body != nil)
		p.num(uint64(len(r.Header)))
		for _, h := range r.Header {
			p.text(h.Name)
			p.text(h.Value)
		}
	}
	return p
}

// unpackCall reads a call. A body that exists is marked by a reader that is
// never read: the session asks its outlet.
func unpackCall(b []byte) (id uint64, c *Call, mode []byte, err error) {
	u := unpacker{b: b}
	id = u.num()
	c = &Call{Action: Action(u.text()), File: u.text(), Export: u.text()}
	mode = u.bytes()
	c.Time = time.Duration(u.num())
	has := u.flag()
	c.Params = u.bytes()
	if has && c.Params == nil {
		c.Params = []byte("{}")
	}
	c.Args = u.bytes()
	if u.flag() {
		r := &Request{Method: u.text(), URL: u.text()}
		if u.flag() {
			r.Body = errorReader{}
		}
		n := u.num()
		for range min(n, uint64(len(u.b))) {
			r.Header = append(r.Header, Header{u.text(), u.text()})
		}
		c.Request = r
	}
	if u.bad {
		err = errPayload
	}
	return id, c, mode, err
}

type errorReader struct{}

// Read is never called.
func (errorReader) Read([]byte) (int, error) { return 0, errPayload }

func packThrown(p *packer, t *wireThrown) {
	p.flag(t != nil)
	if t == nil {
		return
	}
	for _, s := range []string{t.Kind, t.URL, t.Name, t.Message, t.Stack, t.Code, t.Cookies, t.Limit} {
		p.text(s)
	}
	p.num(uint64(t.Status))
	p.bytes(t.Notes)
}

func unpackThrown(u *unpacker) *wireThrown {
	if !u.flag() {
		return nil
	}
	t := &wireThrown{}
	for _, s := range []*string{&t.Kind, &t.URL, &t.Name, &t.Message, &t.Stack, &t.Code, &t.Cookies, &t.Limit} {
		*s = u.text()
	}
	t.Status = int(u.num())
	t.Notes = u.bytes()
	return t
}

// packProgram writes what a child needs of a program: not the source maps,
// which stay with the front.
func packProgram(limits Limits, prog *Program) []byte {
	var p packer
	for _, n := range []int64{int64(limits.CallTime), limits.Memory, limits.Stack, limits.Response, int64(limits.Timers), int64(limits.Console), int64(limits.Header)} {
		p.num(uint64(n))
	}
	p.text(prog.ID)
	p.text(prog.Root)
	p.num(uint64(len(prog.Modules)))
	for name, m := range prog.Modules {
		p.text(name)
		p.text(m.Code)
	}
	packMap(&p, prog.Entries)
	packMap(&p, prog.Env)
	return p
}

func packMap(p *packer, m map[string]string) {
	p.num(uint64(len(m)))
	for k, v := range m {
		p.text(k)
		p.text(v)
	}
}

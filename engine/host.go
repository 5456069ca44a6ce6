package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"signalbox/engine/cache"
	"signalbox/engine/jsrt"
	"signalbox/engine/trace"
)

// host is what one machine may ask of its surroundings: the files of one
// revision, the cache, the clock, the permission to fetch.
type host struct {
	engine *Engine
	src    Source
	build  time.Time // of the build whose machine this serves, zero for the server's
	mu     sync.Mutex
	calls  map[uint64]*callState
}

// callState is what the host knows of a running call.
type callState struct {
	rec  *recorder
	soft []string // the implicit tags of its route

	mu      sync.Mutex
	pending []string // tags that were revalidated and wait for the end of the call
	apply   []func()
	settled bool // the handler has returned: revalidations apply at once
}

// settle applies the revalidations of a call. Next does it when the handler has
// returned and before the answer goes out.
func (s *callState) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, apply := range s.apply {
		apply()
	}
	s.pending, s.apply, s.settled = nil, nil, true
}

func newHost(e *Engine, src Source) *host {
	return &host{engine: e, src: src, calls: map[uint64]*callState{}}
}

// open registers a call; close forgets it.
func (h *host) open(id uint64, rec *recorder, soft []string) *callState {
	s := &callState{rec: rec, soft: soft}
	h.mu.Lock()
	h.calls[id] = s
	h.mu.Unlock()
	return s
}

func (h *host) close(id uint64) {
	h.mu.Lock()
	delete(h.calls, id)
	h.mu.Unlock()
}

func (h *host) call(id uint64) *callState {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.calls[id]
}

// Emit takes an event of a call, or of the machine itself (call 0).
func (h *host) Emit(call uint64, e trace.Event) {
	if c, ok := e.(trace.Console); ok && h.engine.opts.Console != nil {
		h.engine.opts.Console(c)
	}
	if s := h.call(call); s != nil {
		s.rec.add(e)
	}
}

// Now is the engine's clock.
func (h *host) Now() time.Time { return h.engine.clock.Now() }

// Cache answers the operations that engine/cache documents.
func (h *host) Cache(_ context.Context, call uint64, op string, in []byte) ([]byte, error) {
	s := h.call(call)
	scope := cache.Scope{Version: h.engine.opts.Version, Build: h.build}
	if s != nil {
		s.mu.Lock()
		scope.Soft, scope.Pending = s.soft, slices.Clip(s.pending) // only ever appended to
		s.mu.Unlock()
	}
	if s != nil && op == "set" && cache.Refetched(in, scope.Pending) && s.later(func() { _, _, _ = h.engine.cache.Call(op, in, scope) }) {
		return []byte("{}"), nil
	}
	out, effect, err := h.engine.cache.Call(op, in, scope)
	if err != nil {
		return nil, err
	}
	h.settleLater(s, effect)
	if s != nil {
		s.tell(effect)
	}
	return out, nil
}

// later puts something after the revalidations of the call; false where they are
// done.
func (s *callState) later(do func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.settled {
		s.apply = append(s.apply, do)
	}
	return !s.settled
}

// tell traces what an operation of the data cache came to.
func (s *callState) tell(effect cache.Effect) {
	switch {
	case !s.rec.on():
	case effect.Op == "get":
		state := "MISS"
		if effect.Hit {
			state = "HIT"
		}
		if effect.Stale {
			state = "STALE"
		}
		s.rec.add(trace.DataRead{Kind: effect.Kind, Name: effect.Key, State: state, Tags: effect.Tags, Reason: effect.Note})
	case effect.Apply != nil:
		for _, tag := range effect.Tags {
			s.rec.add(trace.TagTouched{Op: effect.Op, Tag: tag, Hits: effect.Hits, Note: effect.Note})
		}
	}
}

// settleLater keeps a revalidation until its call has returned.
func (h *host) settleLater(s *callState, effect cache.Effect) {
	if effect.Apply == nil {
		return
	}
	if s == nil {
		effect.Apply()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.settled {
		effect.Apply()
		return
	}
	s.pending = append(s.pending, effect.Tags...)
	s.apply = append(s.apply, effect.Apply)
}

// AllowFetch permits the hosts of Options.AllowNet, and asks for the others
// where somebody can be asked.
func (h *host) AllowFetch(ctx context.Context, _ uint64, rawURL string) error {
	u, err := url.Parse(rawURL)
	if err != nil {
		return fmt.Errorf("the address %q cannot be read: %w", rawURL, err)
	}
	for _, allowed := range h.engine.opts.AllowNet {
		if allowed == "*" || strings.EqualFold(allowed, u.Host) || strings.EqualFold(allowed, u.Hostname()) {
			return nil
		}
	}
	if ask := h.engine.opts.AskNet; ask != nil {
		yes, err := ask(ctx, u.Host)
		if err != nil || yes {
			return err
		}
		return fmt.Errorf("the request to %s was refused when it was asked for", u.Host)
	}
	return fmt.Errorf("the network is closed for handlers: allow this host with --allow-net=%s, or every host with --allow-net", u.Hostname())
}

// errOutside is a path that leaves the project.
var errOutside = fmt.Errorf("the path lies outside the project: %w", fs.ErrPermission)

// rel turns an absolute path below the project folder into one of the file
// system, following links and refusing those that lead out.
func (h *host) rel(name string, followLast bool) (string, error) {
	root := h.src.Dir()
	name = path.Clean(name)
	rest, ok := strings.CutPrefix(name, strings.TrimSuffix(root, "/")+"/")
	if name == path.Clean(root) {
		return ".", nil
	}
	if !ok {
		return "", errOutside
	}
	if l, ok := h.src.(linked); ok && followLast {
		return realName(l, rest)
	}
	return resolveLinks(h.src, root, rest, followLast)
}

// linked is a Source that shows links as what they lead to, and can tell where
// that is: below its folder by a name of its own, outside by an absolute path.
type linked interface {
	RealPath(name string) (string, error)
}

// realName resolves a name and refuses one that leads out.
func realName(l linked, name string) (string, error) {
	real, err := l.RealPath(name)
	if err == nil && (path.IsAbs(real) || real == ".." || strings.HasPrefix(real, "../")) {
		err = errOutside
	}
	if err != nil {
		return "", err
	}
	return real, nil
}

// maxLinks ends a circle of symbolic links.
const maxLinks = 40

// resolveLinks walks a path component by component and replaces each symbolic
// link by its target.
func resolveLinks(fsys fs.FS, root, name string, followLast bool) (string, error) {
	done, todo := ".", strings.Split(name, "/")
	for links := 0; len(todo) > 0; {
		next := path.Join(done, todo[0])
		todo = todo[1:]
		if next == ".." || strings.HasPrefix(next, "../") {
			return "", errOutside
		}
		info, err := fs.Lstat(fsys, next)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 || len(todo) == 0 && !followLast {
			done = next
			continue
		}
		if links++; links > maxLinks {
			return "", fmt.Errorf("%s: too many symbolic links: %w", name, fs.ErrInvalid)
		}
		target, err := fs.ReadLink(fsys, next)
		if err != nil {
			return "", err
		}
		if path.IsAbs(target) {
			inside, ok := strings.CutPrefix(path.Clean(target)+"/", strings.TrimSuffix(root, "/")+"/")
			if !ok {
				return "", errOutside
			}
			todo, done = append(splitPath(inside), todo...), "."
			continue
		}
		todo = append(splitPath(target), todo...)
	}
	return done, nil
}

func splitPath(p string) []string {
	return slices.DeleteFunc(strings.Split(p, "/"), func(s string) bool { return s == "" || s == "." })
}

// ReadFile reads a file of the project.
func (h *host) ReadFile(name string) ([]byte, error) {
	rel, err := h.rel(name, true)
	if err != nil {
		return nil, err
	}
	return fs.ReadFile(h.src, rel)
}

// Stat describes what a path leads to.
func (h *host) Stat(name string) (jsrt.FileInfo, error) {
	rel, err := h.rel(name, true)
	if err != nil {
		return jsrt.FileInfo{}, err
	}
	info, err := fs.Stat(h.src, rel)
	if err != nil {
		return jsrt.FileInfo{}, err
	}
	return fileInfo(info), nil
}

func fileInfo(info fs.FileInfo) jsrt.FileInfo {
	return jsrt.FileInfo{
		Name: info.Name(), Size: info.Size(), Dir: info.IsDir(),
		Symlink: info.Mode()&fs.ModeSymlink != 0, ModTime: info.ModTime(),
	}
}

// ReadDir lists a folder of the project.
func (h *host) ReadDir(name string) ([]jsrt.FileInfo, error) {
	rel, err := h.rel(name, true)
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(h.src, rel)
	if err != nil {
		return nil, err
	}
	var out []jsrt.FileInfo
	for _, entry := range entries {
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed meanwhile
		}
		if err != nil {
			return nil, err
		}
		out = append(out, fileInfo(info))
	}
	return out, nil
}

// RealPath resolves the links of a path.
func (h *host) RealPath(name string) (string, error) {
	rel, err := h.rel(name, true)
	if err != nil {
		return "", err
	}
	if _, err := fs.Stat(h.src, rel); err != nil {
		return "", err
	}
	return path.Join(h.src.Dir(), rel), nil
}

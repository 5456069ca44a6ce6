package engine

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"signalbox/engine/cache"
	"signalbox/engine/jsrt"
	"signalbox/engine/match"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// product is what one run of a route came to, ready to be kept.
type product struct {
	answer *cache.Answer
	life   cache.Life
	tags   []string
	// dynamic is why the answer must not be kept, "" where it may be.
	dynamic string
	read    trace.DynamicRead // the first dynamic API, where one is the reason
}

// cacheKey is the key of a path: decoded, with the delimiters that were encoded
// still so (NEXT-FACTS F7).
func cacheKey(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if decoded, err := url.PathUnescape(part); err == nil {
			parts[i] = escapeDelimiters(decoded)
		}
	}
	key := strings.Join(parts, "/")
	if len(key) > 1 {
		key = strings.TrimSuffix(key, "/")
	}
	return key
}

var delimiters = regexp.MustCompile(`(?i)[/#?]|%(2f|23|3f|5c)`)

func escapeDelimiters(segment string) string {
	return delimiters.ReplaceAllStringFunc(segment, func(s string) string {
		return url.QueryEscape(s)
	})
}

// cached answers a route whose GET is kept: from the store, or by running the
// code once and keeping what it says.
func (x *run) cached(ctx context.Context, p plan) *answer {
	key := cacheKey(x.result.Path)
	if x.draft {
		return x.drafted(ctx, p)
	}
	d := x.engine.cache.Lookup(key)
	x.decided(d, key, p)
	x.oddMethod(p)
	switch d.State {
	case cache.Hit:
		return x.serve(d.Answer, d.Life, "HIT")
	case cache.Stale:
		if d.Refresh {
			go x.refresh(context.WithoutCancel(ctx), key, p)
		}
		return x.serve(d.Answer, d.Life, "STALE")
	case cache.Miss, cache.Expired:
	}
	return x.fill(ctx, key, p, d.State)
}

// decided traces a decision with the line that it hangs on.
func (x *run) decided(d cache.Decision, key string, p plan) {
	if !x.rec.on() {
		return
	}
	e := trace.CacheDecision{State: d.State.String(), Key: key, Age: d.Age, Tags: d.Tags, Reason: d.Reason, Pos: p.pos, Revalidate: lifeText(d.Life.Revalidate)}
	if d.State == cache.Expired {
		e.State = "HIT"
		x.rec.add(trace.Oddity{Text: "an entry past its expire time is computed anew before the answer, and Next.js labels it HIT all the same", Fact: "NEXT-FACTS F5"})
	}
	if d.State == cache.Miss && d.Answer == nil && d.Age == 0 {
		e.Revalidate = ""
		if kept := p.kind == listed || p.kind == onDemand; kept && x.result.Route.Kind == route.Handler {
			e.Reason += "; were " + x.result.Path + " named by generateStaticParams, it would be prepared before the first request"
		}
	}
	x.rec.add(e)
}

func lifeText(n int) string {
	if n == cache.Never {
		return "false"
	}
	return strconv.Itoa(n)
}

// oddMethod says what Next does to other methods on a kept path.
func (x *run) oddMethod(p plan) {
	if x.req.Method == "GET" || x.req.Method == "HEAD" {
		return
	}
	text := "this path is kept per path, and Next.js has no method guard there: whatever the first request gets is stored for every method"
	fact := "NEXT-FACTS D3"
	if p.kind == attempt {
		text, fact = "a POST that looks like a server action is let through to the stored GET of a static route", "NEXT-FACTS D2"
	}
	x.rec.add(trace.Oddity{Text: text, Fact: fact})
}

// fill runs the code while the request waits, keeps the answer and serves it.
// Requests for one key that come meanwhile share the run.
func (x *run) fill(ctx context.Context, key string, p plan, state cache.State) *answer {
	label := "MISS"
	if state == cache.Expired {
		label = "HIT"
	}
	made, err := x.tree.build.flights.do(ctx, key, func(ctx context.Context) (*product, error) {
		made, err := x.produce(ctx, x.tree.code.host, p, nil)
		if err == nil && made.dynamic != "" {
			err = fmt.Errorf("Page changed from static to dynamic at runtime %s, reason: %s\nsee more here https://nextjs.org/docs/messages/app-static-to-dynamic-error", key, made.dynamic)
		}
		if err != nil {
			if state == cache.Expired {
				x.engine.cache.Abandon(key)
			}
			return nil, err
		}
		x.engine.cache.Store(key, x.result.Route.Path, made.answer, made.life, made.tags)
		return made, nil
	})
	if err != nil {
		x.report(ctx, err, "stale")
		return routeError()
	}
	return x.serve(made.answer, made.life, label)
}

// refresh runs the code behind a stale answer.
func (x *run) refresh(ctx context.Context, key string, p plan) {
	made, err := x.produce(ctx, x.tree.code.host, p, nil)
	if err == nil && made.dynamic != "" {
		err = errors.New(made.dynamic)
	}
	if err != nil {
		x.report(ctx, err, "stale")
		x.engine.cache.Abandon(key)
		return
	}
	x.engine.cache.Store(key, x.result.Route.Path, made.answer, made.life, made.tags)
}

// serve sends a stored answer with the headers of F4.
func (x *run) serve(kept *cache.Answer, life cache.Life, label string) *answer {
	if nullBody(kept.Status) {
		x.rec.add(trace.Oddity{Fact: "NEXT-FACTS D8",
			Text: fmt.Sprintf("a stored answer with status %d breaks in Next.js: it is built with a body, which that status forbids, and everybody gets 500", kept.Status)})
		a := newAnswer(0)
		a.set("vary", baseVary)
		a.set("x-nextjs-cache", label)
		if x.draft {
			a.set("Cache-Control", noStore)
		}
		return a.broken()
	}
	a := newAnswer(kept.Status)
	a.chunked = true // a status text of the handler's own is not kept
	x.preset(a)
	a.set("x-nextjs-cache", label)
	if x.draft {
		a.set("Cache-Control", noStore)
	}
	headers := stored(kept)
	if _, fixed := a.get("Cache-Control"); !fixed && value(headers, "cache-control") == "" && x.engine.opts.Version != "14" {
		headers = append(headers, header("cache-control", cacheControl(life)))
	}
	a.take(headers)
	a.setWhole(kept.Body)
	return a
}

// cacheControl is the header that Next derives from an entry's life.
func cacheControl(l cache.Life) string {
	switch {
	case l.Revalidate == 0:
		return noStore
	case l.Revalidate == cache.Never:
		return yearLong
	case l.Expire != cache.Never && l.Revalidate < l.Expire:
		return fmt.Sprintf("s-maxage=%d, stale-while-revalidate=%d", l.Revalidate, l.Expire-l.Revalidate)
	}
	return fmt.Sprintf("s-maxage=%d", l.Revalidate)
}

// drafted runs the code for a request in draft mode, past the store (E11).
func (x *run) drafted(ctx context.Context, p plan) *answer {
	x.rec.add(trace.CacheDecision{State: "BYPASS", Reason: "the request is in draft mode: the code runs, and the store is neither read nor written"})
	made, err := x.produceMode(ctx, x.tree.code.host, p, nil, x.mode(p, false))
	if err != nil {
		x.report(ctx, err, "stale")
		return routeError()
	}
	return x.serve(made.answer, made.life, "HIT")
}

// produce runs a route once in the way whose answer is kept. m is the machine
// of a build, nil for the one that serves.
func (x *run) produce(ctx context.Context, h *host, p plan, m jsrt.Runtime) (*product, error) {
	mode := x.mode(p, true)
	mode.BuildPhase = m != nil
	return x.produceMode(ctx, h, p, m, mode)
}

func (x *run) produceMode(ctx context.Context, h *host, p plan, m jsrt.Runtime, mode jsrt.Mode) (*product, error) {
	r := x.result.Route
	if m == nil && codeOf(r) {
		var err error
		if m, err = x.tree.code.machine(ctx, r.File); err != nil {
			return nil, err
		}
	}
	res, err := x.once(ctx, m, h, mode)
	if err != nil {
		return nil, err
	}
	made := &product{life: x.life(p, res, mode.BuildPhase)}
	if x.engine.opts.Version != "14" { // whose store looks at the tags of pages and fetches only
		made.tags = append(x.implicitTags(r), cache.AnswerTags(res.Tags)...)
	}
	if t := res.Thrown; t != nil {
		if t.Kind == "dynamic" {
			made.because(res, t.Message)
			return made, nil
		}
		if res.Response = x.thrownResponse(t); res.Response == nil {
			return nil, &thrownError{t}
		}
		made.life, made.tags = cache.Life{Revalidate: cache.Never, Expire: cache.Never}, nil
		x.rec.add(trace.Oddity{Fact: "NEXT-FACTS F9",
			Text: t.Kind + "() leaves the handler before Next.js notes its revalidate and its tags: what is kept never ages, and neither revalidatePath nor revalidateTag reaches it"})
	}
	if mode.Prerender && mode.Dynamic != "force-static" && len(res.Dynamic) > 0 {
		made.because(res, res.Dynamic[0].API+" was used")
	}
	if made.life.Revalidate == 0 && mode.Prerender && made.dynamic == "" {
		made.dynamic = "something inside it has a revalidate of 0"
	}
	if err := unusable(res.Response); err != nil {
		return nil, err
	}
	return made, made.read1(res.Response)
}

// implicitTags are the tags that what runs for this request carries. Under
// trailingSlash the tag of the path ends in the slash too, which revalidatePath
// takes off what it is given: it reaches no answer by its path then.
func (x *run) implicitTags(r *route.Route) []string {
	path := x.result.Path
	if asked, _, _ := strings.Cut(x.result.URL, "?"); strings.HasSuffix(asked, "/") && !strings.HasSuffix(path, "/") {
		path += "/"
	}
	return cache.ImplicitTags(x.tree.page(r), path)
}

// because notes why an answer must not be kept.
func (made *product) because(res *jsrt.Result, fallback string) {
	made.dynamic = fallback
	if len(res.Dynamic) > 0 {
		made.read = res.Dynamic[0]
		made.dynamic = "it uses " + made.read.API
	}
}

// read1 reads the response to its end.
func (made *product) read1(resp *jsrt.Response) error {
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return fmt.Errorf("the body ended early: %w", err)
	}
	made.answer = keep(resp, body)
	return nil
}

// once runs what answers the route for the method of the request.
func (x *run) once(ctx context.Context, m jsrt.Runtime, h *host, mode jsrt.Mode) (*jsrt.Result, error) {
	r := x.result.Route
	if r.Kind == route.Metadata {
		return x.special(ctx, m, h, mode)
	}
	runs, status, reason := x.method()
	x.rec.add(trace.MethodChosen{Requested: x.req.Method, Exported: r.Methods(), Runs: runs, Status: status, Reason: reason})
	if runs != "" {
		return x.callOn(ctx, m, h, runs, mode)
	}
	if status == 500 {
		return nil, errors.New("TypeError: 'TRACE' HTTP method is unsupported.")
	}
	resp := &jsrt.Response{Status: status, Body: io.NopCloser(strings.NewReader(""))}
	if status == 204 {
		resp.Header = []jsrt.Header{header("allow", allow(r))}
	}
	return &jsrt.Result{Response: resp}, nil
}

// life is the shortest of what the file says and what ran inside it (F6).
// Next.js 15 gives an answer of the server no expire time but what the code says.
func (x *run) life(p plan, res *jsrt.Result, build bool) cache.Life {
	l := cache.Life{Revalidate: cache.Never, Expire: cache.Never}
	if n := seconds(p.config.revalidate); n != nil {
		l.Revalidate = *n
	}
	if n := res.Revalidate; n != nil {
		narrowed := max(*n, 0)
		if l.Revalidate == cache.Never || narrowed < l.Revalidate {
			l.Revalidate = narrowed
		}
	}
	switch {
	case res.Expire != nil:
		l.Expire = *res.Expire
	case l.Revalidate > 0 && (build || x.engine.opts.Version != "15"):
		l.Expire = x.tree.cfg.ExpireTime
	}
	return l
}

// codeOf says that a route runs code.
func codeOf(r *route.Route) bool {
	return r.Kind == route.Handler || r.Meta != nil && r.Meta.Code
}

// forPath makes the run of a prerender: a GET of a path that nobody asked for.
func (t *tree) forPath(r *route.Route, path string, params []trace.Param, rec *recorder) *run {
	x := &run{engine: t.engine, tree: t, rec: rec, req: complete(Request{Method: "GET", Target: path})}
	url := path
	if t.cfg.TrailingSlash && url != "/" {
		url += "/"
	}
	x.result = match.Result{Outcome: match.Routed, Status: 200, Route: r, Params: params, Path: path, URL: url}
	return x
}

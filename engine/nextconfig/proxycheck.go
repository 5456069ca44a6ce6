package nextconfig

import (
	"signalbox/engine/diag"
	"signalbox/engine/route"
)

// ProxyCheck is one matcher of the proxy held against one request: what a tester
// of matchers shows.
type ProxyCheck struct {
	Source  string // as config.matcher has it, "" where there is no matcher at all
	Pos     diag.Pos
	Matched bool
	Reason  string // one sentence
}

// Check holds every matcher against a request, where Match stops at the first
// that takes it. As there, the raw path is tried and then the decoded one.
func (p *ProxyMatcher) Check(path string, request Asker, query Query) []ProxyCheck {
	if len(p.matchers) == 0 {
		return []ProxyCheck{{Matched: true, Reason: "there is no matcher: it sees every request"}}
	}
	decoded, ok := route.DecodeComponent(path)
	if !ok {
		decoded = path
	}
	checks := make([]ProxyCheck, len(p.matchers))
	for i, m := range p.matchers {
		checks[i] = ProxyCheck{Source: m.Rule.Source, Pos: m.Rule.Pos}
		checks[i].Matched, checks[i].Reason = m.check(path, decoded, request, query)
	}
	return checks
}

func (m *Matcher) check(path, decoded string, request Asker, query Query) (matched bool, reason string) {
	if _, ok := m.Match(path, request, query); ok {
		return true, "the path fits"
	}
	if _, ok := m.Match(decoded, request, query); ok {
		return true, "the decoded path fits, " + decoded
	}
	if _, ok := m.path.match(path); ok {
		return false, "the path fits, but a condition of has or missing does not hold"
	}
	if _, ok := m.path.match(decoded); ok {
		return false, "the decoded path fits, but a condition of has or missing does not hold"
	}
	return false, "the path does not fit"
}

package engine

import (
	"strings"

	"signalbox/engine/trace"
)

// draftCookie is the cookie by which draft mode is recognised.
const draftCookie = "__prerender_bypass"

// readDraft looks for the draft cookie. One that is not this engine's own is
// cleared with the answer (NEXT-FACTS E11).
func (x *run) readDraft() {
	for part := range strings.SplitSeq(x.lookup("cookie"), ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if name != draftCookie {
			continue
		}
		x.draft = value == x.engine.draftID
		x.stray = !x.draft
		if x.stray {
			x.rec.add(trace.CookieSet{Name: draftCookie, Deleted: true})
		}
		return
	}
}

// clearDraft adds the two cookies that end a draft mode that is not valid.
func clearDraft(a *answer) {
	for _, name := range [...]string{draftCookie, "__next_preview_data"} {
		a.header = append(a.header, header("Set-Cookie", name+"=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=None"))
	}
}

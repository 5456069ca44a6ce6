package engine

import (
	"strings"

	"signalbox/engine/trace"
)

// These are the cookies by which Next recognises draft mode and the preview mode
// of the pages folder.
const (
	draftCookie   = "__prerender_bypass"
	previewCookie = "__next_preview_data"
)

// readDraft looks for the draft cookie. One that is not this engine's own is
// cleared with the answer, and so is one that stands beside preview data, which
// nothing here writes (NEXT-FACTS E11).
func (x *run) readDraft() {
	var id, data string
	for part := range strings.SplitSeq(x.lookup("cookie"), ";") {
		switch name, value, _ := strings.Cut(strings.TrimSpace(part), "="); name {
		case draftCookie:
			id = value
		case previewCookie:
			data = value
		}
	}
	x.draft = id == x.engine.draftID && data == ""
	x.stray = !x.draft && (id != "" || data != "")
	if x.stray {
		x.rec.add(trace.CookieSet{Name: draftCookie, Deleted: true})
	}
}

// clearDraft adds the two cookies that end a draft mode that is not valid.
func clearDraft(a *answer) {
	const ended = "=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=None"
	a.lead(header("Set-Cookie", draftCookie+ended), header("Set-Cookie", previewCookie+ended))
}

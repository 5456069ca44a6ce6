package engine

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"signalbox/engine/match"
)

// delivery is what the package send, by which `next start` serves public files,
// decides about one file: whether the client's copy is good, whether its
// conditions fail, and which part it asks for.
type delivery struct {
	size     int
	etag     string
	modified time.Time // to the second, as Last-Modified says it
	header   []match.Header
}

// get returns a request header, "" for none.
func (d *delivery) get(name string) string {
	for _, h := range d.header {
		if h.Name == name {
			return h.Value
		}
	}
	return ""
}

// refused says that If-Match or If-Unmodified-Since fail.
func (d *delivery) refused() bool {
	if tags := d.get("if-match"); tags != "" {
		return tags != "*" && !d.names(tags)
	}
	since, err := http.ParseTime(d.get("if-unmodified-since"))
	return err == nil && d.modified.After(since)
}

// fresh says that the client's copy is good. Cache-Control: no-cache asks for a
// new one in any case.
func (d *delivery) fresh() bool {
	tags, since := d.get("if-none-match"), d.get("if-modified-since")
	if tags == "" && since == "" || asksAnew(d.get("cache-control")) {
		return false
	}
	if tags != "" && tags != "*" && !d.names(tags) {
		return false
	}
	if since == "" {
		return true
	}
	at, err := http.ParseTime(since)
	return err == nil && !d.modified.After(at)
}

func asksAnew(cacheControl string) bool {
	return slices.ContainsFunc(strings.Split(cacheControl, ","), func(s string) bool { return strings.TrimSpace(s) == "no-cache" })
}

// names says whether a list of entity tags holds that of the file; weak tags
// equal strong ones.
func (d *delivery) names(list string) bool {
	own := strings.TrimPrefix(d.etag, "W/")
	for tag := range strings.SplitSeq(list, ",") {
		if strings.TrimPrefix(strings.TrimSpace(tag), "W/") == own {
			return true
		}
	}
	return false
}

// span is a part of a file, both ends included.
type span struct{ start, end int }

// part is the one range that the request asks for. all is true where the whole
// file answers: no range, several, one of another unit, or an If-Range that
// fails. Neither a part nor all means that no range can be satisfied.
func (d *delivery) part() (part span, one, all bool) {
	spec, ok := strings.CutPrefix(strings.TrimLeft(d.get("range"), " "), "bytes=")
	if !ok || !d.rangeFresh() {
		return span{}, false, true
	}
	spans := d.spans(spec)
	switch len(spans) {
	case 0:
		return span{}, false, false
	case 1:
		return spans[0], true, false
	}
	return span{}, false, true
}

// rangeFresh says that If-Range lets a range be sent.
func (d *delivery) rangeFresh() bool {
	condition := d.get("if-range")
	switch {
	case condition == "":
		return true
	case strings.Contains(condition, `"`):
		return strings.Contains(condition, d.etag)
	}
	at, err := http.ParseTime(condition)
	return err == nil && !d.modified.After(at)
}

// spans reads a list of ranges and joins those that touch.
func (d *delivery) spans(spec string) []span {
	var list []span
	for text := range strings.SplitSeq(spec, ",") {
		if s, ok := d.span(text); ok {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(a, b span) int { return a.start - b.start })
	var joined []span
	for _, s := range list {
		if last := len(joined) - 1; last >= 0 && s.start <= joined[last].end+1 {
			joined[last].end = max(joined[last].end, s.end)
			continue
		}
		joined = append(joined, s)
	}
	return joined
}

// span reads one range: "0-4", "5-", "-4".
func (d *delivery) span(text string) (span, bool) {
	from, to, _ := strings.Cut(text, "-")
	start, errStart := strconv.Atoi(strings.TrimSpace(from))
	end, errEnd := strconv.Atoi(strings.TrimSpace(to))
	switch {
	case errStart != nil && errEnd != nil:
		return span{}, false
	case errStart != nil:
		start, end = d.size-end, d.size-1
	case errEnd != nil:
		end = d.size - 1
	}
	end = min(end, d.size-1)
	return span{start, end}, start >= 0 && start <= end
}

// contentRange is the Content-Range of a part.
func (d *delivery) contentRange(s span) string {
	return fmt.Sprintf("bytes %d-%d/%d", s.start, s.end, d.size)
}

// unsatisfied is the Content-Range where no range can be satisfied.
func (d *delivery) unsatisfied() string { return fmt.Sprintf("bytes */%d", d.size) }

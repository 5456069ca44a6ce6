package draft

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// FormatHTTP writes requests as a .http file, which the HTTP clients of editors
// run: "### name", the request line, headers, an empty line, the body. origin is
// written once, as the variable @host.
func FormatHTTP(list []Draft, origin string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "@host = %s\n", origin)
	for _, d := range list {
		fmt.Fprintf(&b, "\n### %s %s\n%s {{host}}%s\n", d.Method, d.Target, d.Method, d.Wire())
		for _, h := range d.HeaderPairs() {
			fmt.Fprintf(&b, "%s: %s\n", h.Name, h.Value)
		}
		if c := d.cookieLine(); c != "" {
			fmt.Fprintf(&b, "Cookie: %s\n", c)
		}
		d.httpBody(&b)
	}
	return b.String()
}

// httpBody writes the content type that the kind implies, and the body.
func (d *Draft) httpBody(b *strings.Builder) {
	if d.Kind == None {
		return
	}
	if !strings.Contains(strings.ToLower("\n"+d.Headers), "\ncontent-type") {
		if t := d.httpType(); t != "" {
			b.WriteString("Content-Type: " + t + "\n")
		}
	}
	b.WriteString("\n")
	switch d.Kind {
	case JSON, Text:
		b.WriteString(d.Body)
	case Form:
		b.WriteString(d.form())
	case Multipart:
		for _, p := range pairs(d.Body, "=") {
			fmt.Fprintf(b, "--%s\nContent-Disposition: form-data; name=%q\n\n%s\n", boundary, p.Name, atFile(p.Value))
		}
		b.WriteString("--" + boundary + "--")
	case File:
		b.WriteString("< " + strings.TrimSpace(d.Body))
	case None, kinds:
	}
	b.WriteString("\n")
}

// atFile is how a .http file includes what the composer writes "@name".
func atFile(value string) string {
	if name, ok := strings.CutPrefix(value, "@"); ok {
		return "< " + name
	}
	return value
}

func (d *Draft) httpType() string {
	switch d.Kind {
	case JSON:
		return "application/json"
	case Form:
		return "application/x-www-form-urlencoded"
	case Multipart:
		return "multipart/form-data; boundary=" + boundary
	case Text:
		return "text/plain;charset=UTF-8"
	case File:
		return typeOf(strings.TrimSpace(d.Body))
	case None, kinds:
	}
	return ""
}

// ErrNoRequest is returned for a .http file without a request.
var ErrNoRequest = errors.New("the file holds no request; one begins with a line such as GET /api/hello")

// ParseHTTP reads the requests of a .http file, in the dialect that VS Code's
// REST Client and JetBrains share: "###" parts requests, "#" and "//" lines are
// comments, "@name = value" is a variable for {{name}}. The origin of a URL is
// dropped: requests go to the project that is open. Scripts ("> {% … %}") and
// response references ("<> …") are left out.
func ParseHTTP(text string) ([]Draft, error) {
	var list []Draft
	vars := map[string]string{}
	for _, block := range blocks(text) {
		d, ok := parseBlock(block, vars)
		if ok {
			list = append(list, d)
		}
	}
	if len(list) == 0 {
		return nil, ErrNoRequest
	}
	return list, nil
}

// blocks parts a file at its "###" lines.
func blocks(text string) [][]string {
	var out [][]string
	current := []string{}
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if strings.HasPrefix(line, "###") {
			out, current = append(out, current), []string{}
			continue
		}
		current = append(current, line)
	}
	return append(out, current)
}

// parseBlock reads one request; ok is false where the block has none.
func parseBlock(lines []string, vars map[string]string) (d Draft, ok bool) {
	i := 0
	for ; i < len(lines); i++ {
		line := strings.TrimSpace(lines[i])
		if name, value, is := strings.Cut(line, "="); is && strings.HasPrefix(line, "@") {
			vars[strings.TrimSpace(name[1:])] = expand(strings.TrimSpace(value), vars)
			continue
		}
		if line != "" && !comment(line) {
			break
		}
	}
	if i == len(lines) {
		return d, false
	}
	d.Method, d.Target = requestLine(expand(strings.TrimSpace(lines[i]), vars))
	for i++; i < len(lines) && strings.TrimSpace(lines[i]) != ""; i++ {
		d.readHTTPLine(expand(strings.TrimSpace(lines[i]), vars))
	}
	d.readHTTPBody(expand(bodyOf(lines[i:]), vars))
	return d, true
}

func comment(line string) bool { return strings.HasPrefix(line, "#") || strings.HasPrefix(line, "//") }

// requestLine reads "METHOD URL HTTP/1.1"; a URL alone is a GET.
func requestLine(line string) (method, target string) {
	words := strings.Fields(line)
	if last := len(words) - 1; last > 0 && strings.HasPrefix(words[last], "HTTP/") {
		words = words[:last]
	}
	method = "GET"
	if len(words) > 1 {
		method, words = strings.ToUpper(words[0]), words[1:]
	}
	return method, pathOf(strings.Join(words, "%20"))
}

// pathOf drops scheme, host and fragment of a URL.
func pathOf(u string) string {
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
		if j := strings.IndexAny(u, "/?#"); j >= 0 {
			u = u[j:]
		} else {
			u = ""
		}
	} else if i := strings.IndexByte(u, '/'); i > 0 { // "localhost:3000/x", or a variable that nobody set
		u = u[i:]
	}
	u, _, _ = strings.Cut(u, "#")
	if !strings.HasPrefix(u, "/") {
		u = "/" + u
	}
	return u
}

// readHTTPLine takes a header, or a line that goes on with the query ("&a=b").
func (d *Draft) readHTTPLine(line string) {
	name, value, ok := strings.Cut(line, ":")
	switch {
	case strings.HasPrefix(line, "?"), strings.HasPrefix(line, "&"):
		d.Target += line
	case comment(line) || !ok:
	case strings.EqualFold(name, "cookie"):
		d.Cookies = strings.ReplaceAll(strings.TrimSpace(value), "; ", "\n")
	default:
		if d.Headers != "" {
			d.Headers += "\n"
		}
		d.Headers += name + ": " + strings.TrimSpace(value)
	}
}

// bodyOf joins the lines of a body without scripts and trailing empty lines.
func bodyOf(lines []string) string {
	var kept []string
	for _, l := range lines {
		if strings.HasPrefix(l, "> ") || strings.HasPrefix(l, "<> ") {
			break
		}
		kept = append(kept, l)
	}
	return strings.Trim(strings.Join(kept, "\n"), "\n")
}

// readHTTPBody takes the body in the kind that its content type names. Where the
// kind adds the same content type itself, the header is dropped.
func (d *Draft) readHTTPBody(body string) {
	if body == "" {
		return
	}
	d.Kind, d.Body = Text, body
	kind := d.contentType()
	switch name, isFile := strings.CutPrefix(body, "< "); {
	case isFile && !strings.Contains(body, "\n"):
		d.Kind, d.Body = File, strings.TrimPrefix(strings.TrimSpace(name), "./")
	case strings.Contains(kind, "json"):
		d.Kind = JSON
	case strings.HasPrefix(kind, "application/x-www-form-urlencoded"):
		if form, ok := fieldLines(body); ok {
			d.Kind, d.Body = Form, form
		}
	}
	d.dropImplied(kind)
}

func (d *Draft) contentType() string {
	for _, p := range d.HeaderPairs() {
		if strings.EqualFold(p.Name, "content-type") {
			return strings.ToLower(p.Value)
		}
	}
	return ""
}

func (d *Draft) dropImplied(kind string) {
	if kind == "" || kind != strings.ToLower(d.httpType()) {
		return
	}
	var kept []string
	for _, p := range d.HeaderPairs() {
		if !strings.EqualFold(p.Name, "content-type") {
			kept = append(kept, p.Name+": "+p.Value)
		}
	}
	d.Headers = strings.Join(kept, "\n")
}

// fieldLines turns an urlencoded body into the lines of the form kind; ok is
// false where a value would not survive in a line.
func fieldLines(body string) (string, bool) {
	var lines []string
	for _, part := range strings.Split(strings.ReplaceAll(body, "\n", ""), "&") {
		name, value, _ := strings.Cut(part, "=")
		n, err1 := url.QueryUnescape(name)
		v, err2 := url.QueryUnescape(value)
		if err1 != nil || err2 != nil || strings.ContainsAny(n, "\n=") || strings.Contains(v, "\n") {
			return "", false
		}
		lines = append(lines, n+"="+v)
	}
	return strings.Join(lines, "\n"), true
}

// expand puts variables in; an unknown one stays as it is written.
func expand(s string, vars map[string]string) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	return regexp.MustCompile(`\{\{\s*([\w.-]+)\s*\}\}`).ReplaceAllStringFunc(s, func(ref string) string {
		if v, ok := vars[strings.TrimSpace(ref[2:len(ref)-2])]; ok {
			return v
		}
		return ref
	})
}

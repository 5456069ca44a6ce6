package draft

import (
	"cmp"
	"encoding/base64"
	"errors"
	"net/url"
	"strings"
)

// ErrNotCurl is returned for a line that is no curl command.
var ErrNotCurl = errors.New("not a curl command")

// Curl writes a draft as a curl command for a POSIX shell.
func (d *Draft) Curl(origin string) string {
	var b strings.Builder
	b.WriteString("curl")
	switch {
	case d.Method == "HEAD":
		b.WriteString(" -I")
	case d.Method != "GET" || d.Kind != None:
		b.WriteString(" -X " + quote(d.Method))
	}
	b.WriteString(" " + quote(origin+d.Wire()))
	d.curlHeaders(&b)
	d.curlBody(&b)
	return b.String()
}

func (d *Draft) curlHeaders(b *strings.Builder) {
	typed := false
	for _, p := range d.HeaderPairs() {
		typed = typed || strings.EqualFold(p.Name, "content-type")
		b.WriteString(" -H " + quote(p.Name+": "+p.Value))
	}
	if c := d.cookieLine(); c != "" {
		b.WriteString(" -b " + quote(c))
	}
	if typed {
		return
	}
	switch d.Kind {
	case JSON:
		b.WriteString(" -H 'content-type: application/json'")
	case Text:
		b.WriteString(" -H 'content-type: text/plain;charset=UTF-8'")
	case None, Form, Multipart, File, kinds:
	}
}

func (d *Draft) curlBody(b *strings.Builder) {
	switch d.Kind {
	case JSON, Text:
		b.WriteString(" --data-raw " + quote(d.Body))
	case Form:
		b.WriteString(" --data-raw " + quote(d.form()))
	case Multipart:
		for _, p := range pairs(d.Body, "=") {
			b.WriteString(" -F " + quote(p.Name+"="+p.Value))
		}
	case File:
		b.WriteString(" --data-binary " + quote("@"+strings.TrimSpace(d.Body)))
	case None, kinds:
	}
}

// quote makes one word for a POSIX shell.
func quote(s string) string {
	safe := s != ""
	for _, r := range s {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:.,_-=@%+", r) {
			safe = false
		}
	}
	if safe {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// ParseCurl reads a curl command as browsers and people write it. Options that
// do not change the request are passed over.
func ParseCurl(line string) (Draft, error) {
	words := Words(line)
	if len(words) == 0 || words[0] != "curl" {
		return Draft{}, ErrNotCurl
	}
	var c curl
	for i := 1; i < len(words); i++ {
		i += c.take(words[i], words[i+1:])
	}
	return c.draft(), nil
}

// curl collects what the words of a command say.
type curl struct {
	d        Draft
	address  string
	data     []string
	get      bool
	isForm   bool
	explicit bool
}

// take reads one word and returns how many of the following ones it used.
func (c *curl) take(word string, rest []string) int {
	name, value, glued := word, "", false
	switch {
	case strings.HasPrefix(word, "--"):
		name, value, glued = strings.Cut(word, "=")
	case len(word) > 2 && word[0] == '-' && strings.ContainsRune("XHbdFAeu", rune(word[1])):
		name, value, glued = word[:2], word[2:], true
	}
	if !glued && len(rest) > 0 {
		value = rest[0]
	}
	if c.option(name, value) {
		if glued {
			return 0
		}
		return 1
	}
	switch {
	case name == "-I" || name == "--head":
		c.d.Method, c.explicit = "HEAD", true
	case name == "-G" || name == "--get":
		c.get = true
	case !strings.HasPrefix(word, "-") && c.address == "":
		c.address = word
	}
	return 0
}

// option reads an option that has a value.
func (c *curl) option(name, value string) bool {
	switch name {
	case "-X", "--request":
		c.d.Method, c.explicit = value, true
	case "-H", "--header":
		c.header(value)
	case "-A", "--user-agent":
		c.header("user-agent: " + value)
	case "-e", "--referer":
		c.header("referer: " + value)
	case "-u", "--user":
		c.header("authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(value)))
	case "-b", "--cookie":
		c.cookies(value)
	case "-d", "--data", "--data-raw", "--data-ascii", "--data-binary", "--data-urlencode":
		c.data = append(c.data, value)
	case "--json":
		c.data = append(c.data, value)
		c.header("content-type: application/json")
	case "-F", "--form":
		c.data, c.isForm = append(c.data, value), true
	case "--url":
		c.address = value
	case "-o", "--output", "-m", "--max-time", "--connect-timeout", "-w", "--write-out", "-x", "--proxy", "--retry":
	default:
		return false
	}
	return true
}

func (c *curl) header(line string) {
	if name, value, ok := strings.Cut(line, ":"); ok && strings.EqualFold(strings.TrimSpace(name), "cookie") {
		c.cookies(strings.TrimSpace(value))
		return
	}
	c.d.Headers = addLine(c.d.Headers, line)
}

func (c *curl) cookies(line string) {
	for _, one := range strings.Split(line, ";") {
		c.d.Cookies = addLine(c.d.Cookies, strings.TrimSpace(one))
	}
}

func addLine(text, line string) string {
	line = strings.NewReplacer("\n", " ", "\r", " ").Replace(line)
	if text == "" || line == "" {
		return text + line
	}
	return text + "\n" + line
}

// draft puts together what was collected.
func (c *curl) draft() Draft {
	d := c.d
	d.Target = Target(c.address)
	switch {
	case c.get && len(c.data) > 0:
		sep := "?"
		if strings.Contains(d.Target, "?") {
			sep = "&"
		}
		d.Target += sep + strings.Join(c.data, "&")
	case c.isForm:
		d.Kind, d.Body = Multipart, strings.Join(c.data, "\n")
	case len(c.data) > 0:
		d.Kind, d.Body = c.kind()
	}
	if !c.explicit {
		d.Method = "GET"
		if d.Kind != None {
			d.Method = "POST"
		}
	}
	return d
}

// kind tells the kind of a body from its content type, and from its looks.
func (c *curl) kind() (Kind, string) {
	body := strings.Join(c.data, "&")
	if name, ok := strings.CutPrefix(body, "@"); ok {
		return File, name
	}
	contentType := ""
	for _, p := range c.d.HeaderPairs() {
		if strings.EqualFold(p.Name, "content-type") {
			contentType = strings.ToLower(p.Value)
		}
	}
	trimmed := strings.TrimSpace(body)
	switch {
	case strings.Contains(contentType, "json"), contentType == "" && (strings.HasPrefix(trimmed, "{") || strings.HasPrefix(trimmed, "[")):
		return JSON, body
	case contentType == "" || strings.Contains(contentType, "urlencoded"):
		return Form, formLines(body)
	}
	return Text, body
}

// formLines turns an urlencoded body into lines for the form editor.
func formLines(body string) string {
	var lines []string
	for _, part := range strings.Split(body, "&") {
		name, value, _ := strings.Cut(part, "=")
		n, err1 := url.QueryUnescape(name)
		v, err2 := url.QueryUnescape(value)
		if err1 != nil || err2 != nil {
			n, v = name, value
		}
		lines = append(lines, n+"="+v)
	}
	return strings.Join(lines, "\n")
}

// Target returns the path and query of an address: of a whole URL, of
// "localhost:3000/x", or of "/x" itself.
func Target(address string) string {
	rest := address
	if _, after, ok := strings.Cut(rest, "://"); ok {
		rest = after
	} else if strings.HasPrefix(rest, "/") || rest == "" {
		return cmp.Or(stripHash(rest), "/")
	}
	i := strings.IndexAny(rest, "/?#")
	if i < 0 {
		return "/"
	}
	rest = stripHash(rest[i:])
	if !strings.HasPrefix(rest, "/") {
		rest = "/" + rest
	}
	return rest
}

func stripHash(s string) string {
	before, _, _ := strings.Cut(s, "#")
	return before
}

// Words parts a line as a POSIX shell does: quotes, backslashes, $'…' and line
// continuations. An open quote ends with the line.
func Words(line string) []string {
	var (
		out  []string
		word strings.Builder
		in   rune
		open bool
	)
	runes := []rune(line)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		switch {
		case r == '\\' && in != '\'' && i+1 < len(runes):
			i++
			if runes[i] != '\n' {
				word.WriteRune(runes[i])
				open = true
			}
		case in != 0 && r == in:
			in = 0
		case in != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			in, open = r, true
		case r == '$' && i+1 < len(runes) && runes[i+1] == '\'':
		case r == ' ' || r == '\t' || r == '\n' || r == '\r':
			if open {
				out = append(out, word.String())
				word.Reset()
				open = false
			}
		default:
			word.WriteRune(r)
			open = true
		}
	}
	if open {
		out = append(out, word.String())
	}
	return out
}

// Paste reads what a person pasted into the filter: a curl command, "METHOD
// URL", a URL, or a path. ok is false where it is none of these and so a plain
// filter.
func Paste(text string) (d Draft, ok bool) {
	text = strings.TrimSpace(text)
	if d, err := ParseCurl(text); err == nil && d.Target != "" {
		return d, true
	}
	method := "GET"
	if name, rest, found := strings.Cut(text, " "); found && name != "" && strings.ToUpper(name) == name && strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		method, text = name, strings.TrimSpace(rest)
	}
	if strings.ContainsAny(text, " \t\n") || !strings.HasPrefix(text, "/") && !strings.Contains(text, "://") && !strings.HasPrefix(text, "localhost") {
		return Draft{}, false
	}
	return Draft{Method: method, Target: Target(text)}, true
}

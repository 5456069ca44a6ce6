package draft

import (
	"bytes"
	"fmt"
	"io/fs"
	"mime"
	"net/textproto"
	"net/url"
	"path"
	"strings"

	"signalbox/engine"
	"signalbox/engine/jsrt"
)

// boundary parts the fields of a multipart body. It is fixed so that a replay
// sends the same bytes.
const boundary = "signalbox-7d1f0c5e9a"

// Build makes the request that is sent. Files that the body names are read
// from fsys. Headers that the person wrote win over those that the body kind
// suggests.
func (d *Draft) Build(fsys fs.FS) (engine.Request, error) {
	req := d.Head()
	body, contentType, err := d.body(fsys)
	if err != nil {
		return req, err
	}
	req.Header = d.header(contentType, len(body), d.Kind != None)
	if d.Kind != None {
		req.Body = bytes.NewReader(body)
	}
	return req, nil
}

// Head is the request without its body, for those who look at its head alone.
func (d *Draft) Head() engine.Request {
	req := engine.Request{Method: d.Method, Target: d.Wire(), Header: d.header("", 0, false)}
	if req.Method == "" {
		req.Method = "GET"
	}
	return req
}

// Wire is the target as it goes over the wire. A request line holds no space, no
// control character and nothing outside ASCII, so a browser percent-encodes them
// ("/日本" is sent as "/%E6%97%A5%E6%9C%AC") and keeps what follows a "#" for
// itself; so does this. All else goes as it was written, to be tried out.
func (d *Draft) Wire() string {
	target, _, _ := strings.Cut(d.Target, "#")
	var b strings.Builder
	if !strings.HasPrefix(target, "/") {
		b.WriteByte('/')
	}
	for i := 0; i < len(target); i++ {
		if c := target[i]; c <= 0x20 || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// header puts the header lines together as a client sends them.
func (d *Draft) header(contentType string, length int, hasBody bool) []jsrt.Header {
	var out []jsrt.Header
	has := map[string]bool{}
	for _, p := range d.HeaderPairs() {
		has[textproto.CanonicalMIMEHeaderKey(p.Name)] = true
		out = append(out, jsrt.Header{Name: p.Name, Value: p.Value})
	}
	add := func(name, value string) {
		if value != "" && !has[textproto.CanonicalMIMEHeaderKey(name)] {
			out = append(out, jsrt.Header{Name: name, Value: value})
		}
	}
	add("accept", "*/*")
	add("cookie", d.cookieLine())
	if hasBody {
		add("content-type", contentType)
		add("content-length", fmt.Sprint(length))
	}
	return out
}

func (d *Draft) cookieLine() string {
	var parts []string
	for _, p := range d.CookiePairs() {
		parts = append(parts, p.Name+"="+p.Value)
	}
	return strings.Join(parts, "; ")
}

// body returns the bytes of the body and the content type of its kind.
func (d *Draft) body(fsys fs.FS) ([]byte, string, error) {
	switch d.Kind {
	case None:
		return nil, "", nil
	case JSON:
		return []byte(d.Body), "application/json", nil
	case Text:
		return []byte(d.Body), "text/plain;charset=UTF-8", nil
	case Form:
		return []byte(d.form()), "application/x-www-form-urlencoded;charset=UTF-8", nil
	case Multipart:
		b, err := d.multipart(fsys)
		return b, "multipart/form-data; boundary=" + boundary, err
	case File:
		name := strings.TrimSpace(d.Body)
		b, err := readFile(fsys, name)
		return b, typeOf(name), err
	case kinds:
	}
	return nil, "", fmt.Errorf("there is no body kind %d", d.Kind)
}

func (d *Draft) form() string {
	var parts []string
	for _, p := range pairs(d.Body, "=") {
		parts = append(parts, url.QueryEscape(p.Name)+"="+url.QueryEscape(p.Value))
	}
	return strings.Join(parts, "&")
}

func (d *Draft) multipart(fsys fs.FS) ([]byte, error) {
	var b bytes.Buffer
	for _, p := range pairs(d.Body, "=") {
		fmt.Fprintf(&b, "--%s\r\nContent-Disposition: form-data; name=%q", boundary, p.Name)
		value := []byte(p.Value)
		if name, ok := strings.CutPrefix(p.Value, "@"); ok {
			data, err := readFile(fsys, name)
			if err != nil {
				return nil, err
			}
			value = data
			fmt.Fprintf(&b, "; filename=%q\r\nContent-Type: %s", path.Base(name), typeOf(name))
		}
		b.WriteString("\r\n\r\n")
		b.Write(value)
		b.WriteString("\r\n")
	}
	fmt.Fprintf(&b, "--%s--\r\n", boundary)
	return b.Bytes(), nil
}

func readFile(fsys fs.FS, name string) ([]byte, error) {
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("the body cannot be read: %w (name a file of the project, such as package.json)", err)
	}
	return data, nil
}

func typeOf(name string) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return "application/octet-stream"
}

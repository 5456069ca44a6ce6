package engine

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"

	"signalbox/engine/jsrt"
)

// Handler serves the open revision over HTTP as `next start` would. Requests
// wait until the static routes of the revision have been prerendered.
//
// The raw request target and the spelling of header names are kept: nothing is
// cleaned on the way in, nothing sniffed on the way out.
func (e *Engine) Handler() http.Handler { return &server{engine: e} }

type server struct{ engine *Engine }

// nodeMethods are the methods that Node's HTTP parser knows. It refuses others
// with 400 and closes the connection.
var nodeMethods = map[string]bool{
	"DELETE": true, "GET": true, "HEAD": true, "POST": true, "PUT": true, "CONNECT": true, "OPTIONS": true, "TRACE": true,
	"COPY": true, "LOCK": true, "MKCOL": true, "MOVE": true, "PROPFIND": true, "PROPPATCH": true, "SEARCH": true,
	"UNLOCK": true, "BIND": true, "REBIND": true, "UNBIND": true, "ACL": true, "REPORT": true, "MKACTIVITY": true,
	"CHECKOUT": true, "MERGE": true, "M-SEARCH": true, "NOTIFY": true, "SUBSCRIBE": true, "UNSUBSCRIBE": true,
	"PATCH": true, "PURGE": true, "MKCALENDAR": true, "LINK": true, "UNLINK": true, "SOURCE": true,
}

// ServeHTTP answers one request.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !nodeMethods[r.Method] {
		closeWith(w, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
		return
	}
	if err := s.engine.WaitBuild(r.Context()); err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	var rec *recorder
	if s.engine.opts.OnExchange != nil {
		rec = newRecorder()
	}
	ex, err := s.engine.exchange(r.Context(), request(r), rec)
	if err != nil {
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	if tell := s.engine.opts.OnExchange; tell != nil {
		defer tell(ex)
	}
	write(w, r, ex.Response)
}

// request takes over what came in, byte for byte.
func request(r *http.Request) Request {
	req := Request{Method: r.Method, Target: r.RequestURI, Host: r.Host, Proto: "http"}
	if r.TLS != nil {
		req.Proto = "https"
	}
	if local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		req.Local = local.String()
	}
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		req.Remote = host
	}
	if r.ContentLength != 0 {
		req.Body = r.Body
	}
	req.Header = make([]jsrt.Header, 0, len(r.Header)+1)
	for name, values := range r.Header {
		for _, v := range values {
			req.Header = append(req.Header, header(strings.ToLower(name), v))
		}
	}
	if len(r.TransferEncoding) > 0 {
		req.Header = append(req.Header, header("transfer-encoding", strings.Join(r.TransferEncoding, ", ")))
	}
	if r.ContentLength > 0 && r.Header.Get("Content-Length") == "" {
		req.Header = append(req.Header, header("content-length", fmt.Sprint(r.ContentLength)))
	}
	slices.SortStableFunc(req.Header, func(a, b jsrt.Header) int { return strings.Compare(a.Name, b.Name) })
	return req
}

// write sends a response.
func write(w http.ResponseWriter, r *http.Request, resp *Response) {
	defer resp.Body.Close()
	zip := compressible(r, resp)
	out := w.Header()
	out["Content-Type"], out["Date"] = nil, nil // neither sniffed nor doubled
	delete(out, "Date")
	for _, h := range resp.Header {
		out[h.Name] = append(out[h.Name], h.Value)
	}
	if zip {
		out["Content-Encoding"] = []string{"gzip"}
		out["Vary"] = append(out["Vary"], "Accept-Encoding")
	}
	out["Connection"], out["Keep-Alive"] = []string{"keep-alive"}, []string{"timeout=5"}
	if own := resp.StatusText; own != "" && own != http.StatusText(resp.Status) {
		writeRaw(w, r, resp)
		return
	}
	w.WriteHeader(resp.Status)
	if r.Method == http.MethodHead || nullBody(resp.Status) {
		return
	}
	if err := pump(w, resp, zip); err != nil {
		panic(http.ErrAbortHandler) // the connection is cut, as Node does
	}
}

// copyBuffers are what bodies pass through.
var copyBuffers = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}

// pump copies the body and lets each piece go at once where the answer streams.
// An error is one of the body, which the client has to notice; a client that
// went away is none.
func pump(w http.ResponseWriter, resp *Response, zip bool) error {
	sink, finish := sinkOf(w, resp, zip)
	buffer := copyBuffers.Get().(*[]byte)
	defer copyBuffers.Put(buffer)
	for {
		n, err := resp.Body.Read(*buffer)
		if n > 0 {
			if _, werr := sink.Write((*buffer)[:n]); werr != nil {
				return nil
			}
			if resp.Chunked && err == nil {
				if werr := sink.Flush(); werr != nil {
					return nil
				}
			}
		}
		if errors.Is(err, io.EOF) {
			return finish()
		}
		if err != nil {
			_ = sink.Flush()
			return err
		}
	}
}

// closeWith answers with raw bytes and closes the connection.
func closeWith(w http.ResponseWriter, text string) {
	conn, _, err := hijack(w)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	_, _ = io.WriteString(conn, text)
	_ = conn.Close()
}

func hijack(w http.ResponseWriter) (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(w).Hijack()
	return conn, rw, err
}

// writeRaw sends a response with a status text of its own, which net/http
// cannot: it takes the connection over and closes it afterwards.
func writeRaw(w http.ResponseWriter, r *http.Request, resp *Response) {
	headers := w.Header().Clone()
	conn, rw, err := hijack(w)
	if err != nil {
		w.WriteHeader(resp.Status)
		_, _ = io.Copy(w, resp.Body)
		return
	}
	defer conn.Close()
	headers["Connection"] = []string{"close"}
	delete(headers, "Keep-Alive")
	delete(headers, "Content-Encoding")
	fmt.Fprintf(rw, "HTTP/1.1 %d %s\r\n", resp.Status, resp.StatusText)
	_ = headers.Write(rw)
	_, _ = rw.WriteString("\r\n")
	if r.Method != http.MethodHead {
		_, _ = io.Copy(rw, resp.Body)
	}
	_ = rw.Flush()
}

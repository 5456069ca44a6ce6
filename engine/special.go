package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/metadata"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// idParam is the param of a metadata route that stands for several files.
const idParam = "__metadata_id__"

// special answers a metadata route once: a file of bytes, or a module whose
// value is written as robots.txt, a sitemap or a manifest (NEXT-FACTS G).
func (x *run) special(ctx context.Context, m jsrt.Runtime, h *host, mode jsrt.Mode) (*jsrt.Result, error) {
	r := x.result.Route
	if !r.Meta.Code {
		return x.bytesOf(r)
	}
	kind := metadataKind(r)
	id, found, err := x.metadataID(ctx, m, kind, mode)
	if err != nil {
		return nil, err
	}
	if !found {
		return textResult(404, "text/plain;charset=UTF-8", "Not Found"), nil
	}
	res, err := x.runMetadata(ctx, m, h, mode, kind, id)
	if err != nil || res.Thrown != nil || res.Response != nil {
		return res, err
	}
	text, err := metadata.Serialise(r.Meta.Type, res.Value)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.File, err)
	}
	made := textResult(200, metadata.ContentType(r.Meta.Type, ""), string(text))
	made.Response.Header = append(made.Response.Header, header("cache-control", revalidateNow))
	made.Dynamic, made.Tags, made.Revalidate, made.Expire, made.Took = res.Dynamic, res.Tags, res.Revalidate, res.Expire, res.Took
	return made, nil
}

func textResult(status int, contentType, body string) *jsrt.Result {
	return &jsrt.Result{Response: &jsrt.Response{
		Status: status, Header: []jsrt.Header{header("content-type", contentType)}, Body: io.NopCloser(strings.NewReader(body)),
	}}
}

// bytesOf answers with the file itself.
func (x *run) bytesOf(r *route.Route) (*jsrt.Result, error) {
	data, err := fs.ReadFile(x.tree.src, r.File)
	if err != nil {
		return nil, fmt.Errorf("%s could not be read: %w", r.File, err)
	}
	res := textResult(200, metadata.ContentType(r.Meta.Type, strings.TrimPrefix(path.Ext(r.File), ".")), string(data))
	res.Response.Header = append(res.Response.Header, header("cache-control", revalidateNow))
	return res, nil
}

// metadataKind is the word of jsrt.ActMetadata for a file.
func metadataKind(r *route.Route) string {
	switch r.Meta.Type {
	case "robots", "manifest", "sitemap":
		return r.Meta.Type
	}
	return "image"
}

// metadataID resolves the id in the URL against what the module names; found is
// false for one that it does not name. The code gets the id of the URL, a string,
// and in Next.js 14 the id as the module names it. Next.js 15 asks nobody about
// the id of a sitemap.
func (x *run) metadataID(ctx context.Context, m jsrt.Runtime, kind string, mode jsrt.Mode) (id any, found bool, err error) {
	if !x.result.Route.Meta.Multi {
		return "", true, nil
	}
	asked, action := "", jsrt.ActImageMetadata
	for _, p := range x.result.Params {
		if p.Name == idParam {
			asked = p.Value
		}
	}
	version := x.engine.opts.Version
	if kind == "sitemap" {
		action = jsrt.ActSitemaps
		var ok bool
		if asked, ok = strings.CutSuffix(asked, ".xml"); !ok || version == "15" {
			return asked, ok, nil
		}
	}
	items, err := x.generated(ctx, m, action, mode)
	if err != nil {
		return "", false, err
	}
	for _, item := range items {
		switch own := item["id"]; {
		case own == nil:
			return "", false, errors.New("id property is required for every item returned from " + generator(action))
		case fmt.Sprint(own) != asked:
		case version == "14":
			return own, true, nil
		default:
			return asked, true, nil
		}
	}
	return "", false, nil
}

func generator(a jsrt.Action) string {
	if a == jsrt.ActSitemaps {
		return "generateSitemaps"
	}
	return "generateImageMetadata"
}

func (x *run) generated(ctx context.Context, m jsrt.Runtime, action jsrt.Action, mode jsrt.Mode) ([]map[string]any, error) {
	args := []byte("[]")
	if action == jsrt.ActImageMetadata {
		args = []byte(`[{"params":` + string(x.metadataParams()) + `}]`)
	}
	call := &jsrt.Call{ID: x.engine.calls.Add(1), Action: action, File: x.result.Route.File, Args: args, Mode: mode}
	res, err := m.Do(ctx, call)
	if err != nil {
		return nil, err
	}
	if res.Thrown != nil {
		return nil, &thrownError{res.Thrown}
	}
	var items []map[string]any
	exact := json.NewDecoder(bytes.NewReader(res.Value))
	exact.UseNumber() // an id is compared by its digits
	if err := exact.Decode(&items); err != nil {
		return nil, fmt.Errorf("%s must return an array of objects with an id: %w", generator(action), err)
	}
	return items, nil
}

// metadataParams are the params of the folders above, without the id.
func (x *run) metadataParams() []byte {
	var params []trace.Param
	for _, p := range x.result.Params {
		if p.Name != idParam {
			params = append(params, p)
		}
	}
	if len(params) == 0 {
		return []byte("{}")
	}
	return paramsJSON(x.result.Route, params)
}

// metadataArguments are what the default export gets: nothing for robots and
// manifest, the id for one of several sitemaps, params and id for an image. Both
// are promises since Next.js 16.
func (x *run) metadataArguments(kind string, id any) []any {
	promised := func(v any) any {
		if x.engine.opts.Version != "16" {
			return v
		}
		return map[string]any{"$promise": v}
	}
	multi := x.result.Route.Meta.Multi
	switch {
	case kind == "sitemap" && multi:
		return []any{map[string]any{"id": promised(id)}}
	case kind != "image":
		return []any{}
	}
	arg := map[string]any{"params": promised(json.RawMessage(x.metadataParams()))}
	switch {
	case multi:
		arg["id"] = promised(id)
	case !hasDynamicSegment(x.result.Route):
		arg["params"] = map[string]any{"$undefined": true} // there by name only
	}
	return []any{arg}
}

// runMetadata runs the default export.
func (x *run) runMetadata(ctx context.Context, m jsrt.Runtime, h *host, mode jsrt.Mode, kind string, id any) (*jsrt.Result, error) {
	r := x.result.Route
	encoded, err := json.Marshal(x.metadataArguments(kind, id))
	if err != nil {
		return nil, err
	}
	c := &jsrt.Call{
		ID: x.engine.calls.Add(1), Action: jsrt.ActMetadata, File: r.File, Args: encoded, Params: x.metadataParams(),
		Request: x.jsRequest("GET", x.url(), x.header), Mode: mode,
	}
	state := h.open(c.ID, x.rec, x.implicitTags(r))
	defer h.close(c.ID)
	res, err := m.Do(ctx, c)
	state.settle()
	if err == nil {
		x.ran(r, "default", res.Took)
	}
	return res, err
}

// freshMetadata answers a metadata route that runs for each request. It knows
// the methods of a handler that exports GET alone.
func (x *run) freshMetadata(ctx context.Context, p plan) *answer {
	as := *x.result.Route
	as.Exports = []route.Export{{Name: "GET"}}
	runs, status, reason := choose(&as, x.req.Method)
	x.rec.add(trace.MethodChosen{Requested: x.req.Method, Exported: []string{"GET"}, Runs: runs, Status: status, Reason: reason})
	if runs == "" {
		return refused(&as, status)
	}
	m, err := x.tree.code.machine(ctx, x.result.Route.File)
	if err != nil {
		return x.failed(ctx, err, p)
	}
	res, err := x.special(ctx, m, x.tree.code.host, x.mode(p, false))
	if err != nil {
		return x.failed(ctx, err, p)
	}
	if res.Thrown != nil {
		return x.thrown(ctx, res, p)
	}
	return x.send(res.Response)
}

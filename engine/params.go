package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"strings"

	"signalbox/engine/jsrt"
	"signalbox/engine/route"
	"signalbox/engine/trace"
)

// concrete is one path of a route that is prepared, with its params.
type concrete struct {
	path   string // as a request would spell it
	shown  string // as the table of a build shows it
	params []trace.Param
}

// paths lists what to prepare: the route's own path, or what
// generateStaticParams (generateSitemaps, generateImageMetadata) names.
func (b *build) paths(rb *routeBuild, m *buildMachine) ([]concrete, error) {
	r := rb.route
	if rb.plan.kind == attempt {
		path := anyParam.ReplaceAllString(r.Path, "/-")
		return []concrete{{path: path, shown: path}}, nil
	}
	action := jsrt.ActStaticParams
	if r.Kind == route.Metadata && r.Meta.Multi {
		action = jsrt.ActImageMetadata
		if r.Meta.Type == "sitemap" {
			action = jsrt.ActSitemaps
		}
	}
	runtime, _, err := m.get(b.ctx, r)
	if err != nil {
		return nil, err
	}
	items, err := b.generate(runtime, r, action)
	if err != nil {
		return nil, err
	}
	return b.concretes(rb, items)
}

// concretes fills the items into the path. Where one lacks a param, Next
// prepares nothing at all, and refuses that under dynamicParams = false.
func (b *build) concretes(rb *routeBuild, items []map[string]any) ([]concrete, error) {
	var out []concrete
	for _, item := range items {
		if name, ok := lacking(rb.route, item); ok {
			if rb.plan.closed {
				return nil, fmt.Errorf("Segment \"route\" exports \"dynamicParams: false\" but the param %q is missing from the generated route params.", name)
			}
			return nil, nil
		}
		c, err := fillIn(rb.route, item)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// lacking names a param that an item does not have.
func lacking(r *route.Route, item map[string]any) (string, bool) {
	for segment := range strings.SplitSeq(r.Path, "/") {
		name, kind := paramOf(segment)
		if kind == notParam || segment == "[__metadata_id__]" {
			continue
		}
		if _, ok := item[name]; !ok {
			return name, true
		}
	}
	return "", false
}

// anyParam finds the dynamic segments of a path.
var anyParam = regexp.MustCompile(`/\[[^/]+\]`)

// generate runs one of the generate functions and returns its items.
func (b *build) generate(m jsrt.Runtime, r *route.Route, action jsrt.Action) ([]map[string]any, error) {
	mode := b.tree.baseMode()
	mode.BuildPhase, mode.Prerender, mode.RoutePath = true, true, r.Path
	call := &jsrt.Call{ID: b.tree.engine.calls.Add(1), Action: action, File: r.File, Args: []byte(`[{"params":{}}]`), Mode: mode}
	res, err := m.Do(context.WithoutCancel(b.ctx), call)
	if err != nil {
		return nil, err
	}
	if res.Thrown != nil {
		return nil, &thrownError{res.Thrown}
	}
	var items []map[string]any
	if err := json.Unmarshal(res.Value, &items); err != nil {
		kind := "object"
		if len(res.Value) > 0 && res.Value[0] == '"' {
			kind = "string"
		}
		return nil, fmt.Errorf("Invalid value returned from generateStaticParams for %q. Expected an array, but received type %s. See more info here: https://nextjs.org/docs/messages/generate-static-params", r.Path, kind)
	}
	return items, nil
}

// fillIn puts the params of one item into the route's path. One of the wrong
// type is an error (NEXT-FACTS B5).
func fillIn(r *route.Route, item map[string]any) (concrete, error) {
	var path strings.Builder
	var c concrete
	for _, segment := range strings.Split(strings.TrimPrefix(r.Path, "/"), "/") {
		name, kind := paramOf(segment)
		if kind == notParam {
			path.WriteString("/" + segment)
			continue
		}
		value := item[name]
		if segment == "[__metadata_id__]" {
			value = metadataID(r, item)
		}
		p := trace.Param{Name: name, CatchAll: kind != single}
		switch v := value.(type) {
		case string:
			if kind != single {
				return c, badParam(r, name, "an array", "string")
			}
			p.Value, p.Raw = v, route.EncodeComponent(v)
			path.WriteString("/" + p.Raw)
		case []any:
			if kind == single {
				return c, badParam(r, name, "a string", "object")
			}
			if kind == optional && len(v) == 0 {
				continue // as if it were not there
			}
			for _, part := range v {
				text := fmt.Sprint(part)
				p.Values = append(p.Values, text)
				path.WriteString("/" + route.EncodeComponent(text))
			}
		case nil:
			if segment == "[__metadata_id__]" {
				return c, errNoID
			}
			if kind != optional {
				return c, badParam(r, name, "a string", "object")
			}
			continue
		case float64:
			return c, badParam(r, name, "a string", "number")
		case bool:
			return c, badParam(r, name, "a string", "boolean")
		default:
			return c, badParam(r, name, "a string", "object")
		}
		c.params = append(c.params, p)
	}
	c.path = path.String()
	if c.path == "" {
		c.path = "/"
	}
	c.shown, _ = shownPath(r.Path, withID(r, item))
	return c, nil
}

// errNoID is Next's word for an item without an id.
var errNoID = errors.New("id property is required for every item returned from generateImageMetadata or generateSitemaps")

// withID is an item with its id under the name that the path has for it.
func withID(r *route.Route, item map[string]any) map[string]any {
	if id := metadataID(r, item); id != nil && r.Kind == route.Metadata {
		item = maps.Clone(item)
		item["__metadata_id__"] = id
	}
	return item
}

// metadataID is the id of an item of generateSitemaps or generateImageMetadata
// as the URL shows it.
func metadataID(r *route.Route, item map[string]any) any {
	id, ok := item["id"]
	if !ok {
		return nil
	}
	text := fmt.Sprint(id)
	if r.Meta != nil && r.Meta.Type == "sitemap" {
		text += ".xml"
	}
	return text
}

func badParam(r *route.Route, name, want, got string) error {
	return fmt.Errorf("A required parameter (%s) was not provided as %s received %s in generateStaticParams for %s", name, want, got, r.Path)
}

type paramKind uint8

const (
	notParam paramKind = iota
	single
	catchAll
	optional
)

// paramOf reads a segment of a route path.
func paramOf(segment string) (string, paramKind) {
	switch {
	case strings.HasPrefix(segment, "[[...") && strings.HasSuffix(segment, "]]"):
		return segment[5 : len(segment)-2], optional
	case strings.HasPrefix(segment, "[...") && strings.HasSuffix(segment, "]"):
		return segment[4 : len(segment)-1], catchAll
	case strings.HasPrefix(segment, "[") && strings.HasSuffix(segment, "]"):
		return segment[1 : len(segment)-1], single
	}
	return "", notParam
}

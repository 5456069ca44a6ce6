package engine

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"slices"

	"signalbox/engine/cache"
	"signalbox/engine/collate"
	"signalbox/engine/scan"
)

// legacyFiles lists the pages whose paths getStaticPaths names.
func (o *outliner) legacyFiles() []string {
	var files []string
	for _, p := range o.tree.found.scanned.Pages {
		if o.tree.found.pages[p.Path].props && o.namesPaths(p) {
			files = append(files, p.File)
		}
	}
	return files
}

func (o *outliner) namesPaths(p scan.Page) bool {
	text, err := fs.ReadFile(o.tree.src, p.File)
	return err == nil && bytes.Contains(text, []byte(namesPaths))
}

// legacyPages adds the rows of the pages folder.
func (o *outliner) legacyPages(params *outlineParams) {
	for _, p := range o.tree.found.scanned.Pages {
		switch p.Path {
		case "/_document", "/_error":
			continue
		}
		o.out.Pages = append(o.out.Pages, o.legacyPage(p, params))
	}
	slices.SortStableFunc(o.out.Pages, func(a, b OutlineRow) int { return collate.Compare(a.Path, b.Path) })
}

func (o *outliner) legacyPage(p scan.Page, params *outlineParams) OutlineRow {
	render := o.tree.found.pages[p.Path]
	row := OutlineRow{Path: p.Path, Mark: MarkStatic}
	switch {
	case p.Path == "/_app":
		row.Mark = NoMark
	case p.API || render.server:
		row.Mark = MarkDynamic
	case render.props:
		row.Mark = MarkSSG
		if render.revalidate > 0 {
			row.Life = cache.Life{Revalidate: render.revalidate, Expire: o.tree.cfg.ExpireTime}
		}
		o.legacyPaths(p, &row, params)
	}
	return row
}

// legacyPaths adds the paths that getStaticPaths names.
func (o *outliner) legacyPaths(p scan.Page, row *OutlineRow, params *outlineParams) {
	if !slices.Contains(params.files, p.File) {
		return
	}
	value, err := params.run(p.File, map[string]any{})
	if err != nil {
		o.note("%s: the paths of %s are left out: %v", p.File, p.Path, err)
		return
	}
	var named struct{ Paths []json.RawMessage }
	if json.Unmarshal(value, &named) != nil {
		return
	}
	for _, item := range named.Paths {
		var path string
		var object struct{ Params map[string]any }
		if json.Unmarshal(item, &path) != nil && json.Unmarshal(item, &object) == nil {
			path, _ = shownPath(p.Path, object.Params)
		}
		if path != "" {
			row.Children = append(row.Children, OutlineRow{Mark: MarkSSG, Path: path})
		}
	}
	switch {
	case len(row.Children) > 0:
		row.Mark = NoMark
	default:
		row.Life = cache.Life{}
	}
}

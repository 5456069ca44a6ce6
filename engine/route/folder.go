package route

import "strings"

// FolderKind says what a folder of the app tree contributes to a route.
type FolderKind uint8

// The kinds of a folder (NEXT-FACTS A4 to A8).
const (
	PlainFolder     FolderKind = iota // x: a literal segment
	GroupFolder                       // (x): not in the URL
	SlotFolder                        // @x: not in the URL, a slot of the layout around it
	PrivateFolder                     // _x: skipped with its whole subtree
	ParamFolder                       // [x], [...x], [[...x]]
	InterceptFolder                   // (.)x, (..)x, (..)(..)x, (...)x
)

// String returns "plain", "group", "slot", "private", "param" or "intercept".
func (k FolderKind) String() string {
	return [...]string{"plain", "group", "slot", "private", "param", "intercept"}[k]
}

// Folder is a folder name of the app tree, classified.
type Folder struct {
	Kind FolderKind
	Name string // as on disk
	// Marker is the interception marker of an InterceptFolder: "(.)".
	Marker string
	// Param describes the param of a ParamFolder, or of an InterceptFolder
	// such as "(.)[id]"; its Kind is Literal where there is none.
	Param Segment
}

// ClassifyFolder says what a folder name means. Brackets make a param only if
// they enclose the whole name: "x[id]y", "[a" and "a]" are plain literals.
func ClassifyFolder(name string) Folder {
	f := Folder{Name: name, Param: Segment{Kind: Literal, Text: name}}
	switch {
	case strings.HasPrefix(name, "_"):
		f.Kind = PrivateFolder
	case IsGroup(name):
		f.Kind = GroupFolder
	case strings.HasPrefix(name, "@"):
		f.Kind = SlotFolder
	case Marker(name) != "":
		f.Kind = InterceptFolder
		f.Marker = Marker(name)
		f.Param, _ = WholeParam(name[len(f.Marker):])
	default:
		if param, ok := WholeParam(name); ok {
			f.Kind, f.Param = ParamFolder, param
		}
	}
	return f
}

// IsGroup says whether a folder is a route group: "(" first and ")" last. A
// bare marker such as "(.)" is a group too.
func IsGroup(name string) bool {
	return strings.HasPrefix(name, "(") && strings.HasSuffix(name, ")")
}

// WholeParam reads a segment that is a param as a whole, as the check of `next
// build` sees it. The name keeps odd characters ("[a", "..a"), which Check then
// reports. ok is false for a literal, which is returned as one.
func WholeParam(name string) (Segment, bool) {
	cut := func(open, shut string) (string, bool) {
		rest, a := strings.CutPrefix(name, open)
		rest, b := strings.CutSuffix(rest, shut)
		return rest, a && b
	}
	if text, ok := cut("[[...", "]]"); ok {
		return Segment{Kind: OptionalCatchAll, Text: text}, true
	}
	if text, ok := cut("[...", "]"); ok {
		return Segment{Kind: CatchAll, Text: text}, true
	}
	if text, ok := cut("[", "]"); ok {
		return Segment{Kind: Single, Text: text}, true
	}
	return Segment{Kind: Literal, Text: name}, false
}

// NormalizePath drops from an app path what never shows in a URL: groups,
// slots, empty parts, and a last part that is "page" or "route". It takes the
// path of an entry: "/(shop)/@modal/cart/page" gives "/cart". "%5F" stays.
// EntryPath takes a folder.
func NormalizePath(appPath string) string {
	var b strings.Builder
	parts := strings.Split(appPath, "/")
	for i, part := range parts {
		leaf := i == len(parts)-1 && (part == "page" || part == "route")
		if part == "" || leaf || part[0] == '@' || IsGroup(part) {
			continue
		}
		b.WriteByte('/')
		b.WriteString(part)
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}

// EntryPath is the route path of a folder of the app tree, as the manifests name
// it: groups and slots gone, and "%5F" read as "_", the way to publish a URL that
// starts with an underscore. Unlike NormalizePath it takes no entry, so that a
// folder called "page" or "route" keeps its name.
func EntryPath(folder string) string {
	return strings.ReplaceAll(NormalizePath(folder+"/route"), "%5F", "_")
}

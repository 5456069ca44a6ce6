// Package diag holds located diagnostics: what is wrong with a tree, where,
// why, at which stage Next.js refuses it, and how to put it right.
//
// A Diagnostic is data. The packages that find problems build it, the command
// line prints it (text, JSON, GitHub annotations, SARIF), the terminal UI draws
// it, and the workspace applies its Fix to the overlay. It is a leaf: it knows
// neither routes nor files, only their names.
package diag

// Severity says how much a diagnostic weighs.
type Severity uint8

const (
	// Warning is a tree that Next accepts and that still does not do what its
	// author wants: a shadowed route, a lower-case export.
	Warning Severity = iota
	// Error is a tree that Next refuses, at the diagnostic's Stage.
	Error
)

// String returns "warning" or "error", the words of the JSON contract.
func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Stage is the step at which Next.js refuses a tree, "" where it never does.
type Stage string

// The stages, in the order in which a person meets them.
const (
	StageNone  Stage = ""      // Next accepts the tree
	StageDev   Stage = "dev"   // only `next dev` refuses it
	StageBuild Stage = "build" // `next build` exits with 1
	StageStart Stage = "start" // the build passes, `next start` dies
)

// Pos is a place in a source file. Line and Column are 1-based and count
// bytes; a zero Line means the file as a whole.
type Pos struct {
	File   string // relative to the project folder, with slashes
	Line   int
	Column int
}

// Span is a stretch of one file, End exclusive. A Span whose End is zero is a
// single position.
type Span struct {
	Pos
	EndLine   int
	EndColumn int
	Label     string // what this place contributes, or ""
}

// Code names a kind of problem in kebab case, stable across releases:
// "page-route-conflict", "different-slug-names", "lowercase-method".
type Code string

// Diagnostic is one problem of a tree.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Stage    Stage
	Message  string   // one sentence: what, where, why
	Next     string   // the literal message of Next.js, "" where it has none
	Path     string   // the route path concerned, as the manifests name it, or ""
	Witness  string   // a URL path that shows the problem, or ""
	Spans    []Span   // every file involved, the first the primary one
	Notes    []string // further sentences
	Fix      *Fix     // nil where no mechanical fix exists
}

// Files returns the files of the spans in order, each once.
func (d *Diagnostic) Files() []string {
	var files []string
	seen := make(map[string]bool, len(d.Spans))
	for _, s := range d.Spans {
		if !seen[s.File] {
			seen[s.File] = true
			files = append(files, s.File)
		}
	}
	return files
}

// Fix is a change of files that removes a diagnostic. It is described, never
// performed, here: the workspace applies Edits in order as one undoable step.
type Fix struct {
	Title string // imperative: "rename [slug] to [id]"
	Edits []Edit
}

// EditOp is what an Edit does with a file.
type EditOp uint8

// The operations of an Edit.
const (
	Rename  EditOp = iota // File (or folder) becomes To
	Delete                // File goes
	Create                // File appears with Text
	Replace               // bytes [Start,End) of File become Text
)

// Edit is one step of a Fix. Paths are relative to the project folder.
type Edit struct {
	Op         EditOp
	File       string
	To         string // Rename
	Start, End int    // Replace: byte offsets
	Text       string // Create, Replace
}

package scan

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"signalbox/engine/diag"
	"signalbox/engine/jslit"
)

// checkFormat reports a file with export statements whose package.json says
// that its files are CommonJS ("type": "commonjs", which `npm init` writes).
// The build takes the word of package.json.
func (b *builder) checkFormat(file string, m *jslit.Module) {
	if len(m.Exports) == 0 && len(m.Stars) == 0 {
		return
	}
	switch path.Ext(file) {
	case ".js", ".jsx", ".ts", ".tsx":
	default:
		return
	}
	manifest := b.commonJSFolder(folderOf(file))
	if manifest == "" {
		return
	}
	b.refused(diag.StageBuild, diag.Diagnostic{
		Code:    ModuleFormat,
		Message: fmt.Sprintf("%s is written as an ES module, and %s says that its files are CommonJS; remove \"type\" there, or make it \"module\"", file, manifest),
		Next:    "Specified module format (CommonJs) is not matching the module format of the source code (EcmaScript Modules)",
		Spans:   []diag.Span{fileSpan(file, ""), fileSpan(manifest, `"type": "commonjs"`)},
	})
}

// commonJSFolder answers the package.json that makes the files of a folder CommonJS,
// "" where the nearest one does not.
func (b *builder) commonJSFolder(dir string) string {
	if found, ok := b.formats[dir]; ok {
		return found
	}
	found := ""
	switch l := b.rd.listIfWalked(dir); {
	case l != nil && contains(l.files, "package.json"):
		name := path.Join(dir, "package.json")
		text, err := fs.ReadFile(b.rd.fsys, name)
		var manifest struct{ Type string }
		if err == nil && json.Unmarshal(text, &manifest) == nil && manifest.Type == "commonjs" {
			found = name
		}
	case dir != ".":
		found = b.commonJSFolder(folderOf(dir))
	}
	b.formats[dir] = found
	return found
}

// folderOf is path.Dir of a clean path, without its copy.
func folderOf(name string) string {
	if at := strings.LastIndexByte(name, '/'); at >= 0 {
		return name[:at]
	}
	return "."
}

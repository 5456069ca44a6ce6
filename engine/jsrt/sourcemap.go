package jsrt

import (
	"encoding/json"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"signalbox/engine/diag"
)

// modulePrefix starts the specifiers of a program's modules; without it they
// are paths below the project folder.
const modulePrefix = "/_/"

// mapper turns places in bundled code into places in source files. Each map is
// decoded at its first use.
type mapper struct {
	program *Program
	mu      sync.Mutex
	maps    map[string]*sourceMap
}

func newMapper(p *Program) *mapper { return &mapper{program: p, maps: map[string]*sourceMap{}} }

// sourceMap is a decoded map: per line of the output, its segments by column.
type sourceMap struct {
	sources []string
	lines   [][]segment
}

type segment struct{ column, source, line, sourceColumn int }

// frameAt finds "name:line:column" of a program's module in a stack line.
var frameAt = regexp.MustCompile(`/_/(.+?):(\d+)(?::(\d+))?`)

// place answers the source of the first frame that is the user's own: of the
// program, and if possible not of a package.
func (m *mapper) place(stack string) diag.Pos {
	var first diag.Pos
	for line := range strings.SplitSeq(stack, "\n") {
		pos, ok := m.frame(line)
		if !ok {
			continue
		}
		if !strings.Contains("/"+pos.File, "/node_modules/") {
			return pos
		}
		if first.Line == 0 {
			first = pos
		}
	}
	return first
}

// frame maps one line of a stack.
func (m *mapper) frame(line string) (diag.Pos, bool) {
	f := frameAt.FindStringSubmatch(line)
	if f == nil {
		return diag.Pos{}, false
	}
	n, _ := strconv.Atoi(f[2])
	column, _ := strconv.Atoi(f[3])
	return m.position(modulePrefix+f[1], n, max(column, 1)), true
}

// maxFrames is how many frames of a stack are shown, as V8 does.
const maxFrames = 10

// stack rewrites a stack to source positions and leaves out the machine's own
// frames.
func (m *mapper) stack(stack string) string {
	var out []string
	for line := range strings.SplitSeq(strings.TrimRight(stack, "\n"), "\n") {
		if len(out) == maxFrames {
			break
		}
		switch f := frameAt.FindStringSubmatchIndex(line); {
		case f != nil:
			pos, _ := m.frame(line)
			place := pos.File + ":" + strconv.Itoa(pos.Line) + ":" + strconv.Itoa(pos.Column)
			if name := strings.TrimSpace(line[:f[0]]); strings.HasSuffix(name, "__async (") || name == "at fulfilled (" || name == "at step (" {
				continue
			}
			out = append(out, line[:f[0]]+place+line[f[1]:])
		case strings.Contains(line, "signalbox:") || strings.HasSuffix(line, "(native)") || strings.Contains(line, "at <anonymous>"):
		default:
			out = append(out, line)
		}
	}
	return strings.Join(out, "\n")
}

// text maps the stack lines within a text, such as that of console.error(error).
func (m *mapper) text(text string) string {
	if !strings.Contains(text, modulePrefix) && !strings.Contains(text, "signalbox:") {
		return text
	}
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if !strings.HasPrefix(strings.TrimLeft(line, " "), "at ") {
			out = append(out, line)
		} else if mapped := m.stack(line); mapped != "" {
			out = append(out, mapped)
		}
	}
	return strings.Join(out, "\n")
}

// position maps a place (1-based) in a module; without a map it is the place
// itself.
func (m *mapper) position(module string, line, column int) diag.Pos {
	own := diag.Pos{File: strings.TrimPrefix(module, modulePrefix), Line: line, Column: column}
	sm := m.decoded(module)
	if sm == nil || line < 1 || line > len(sm.lines) {
		return own
	}
	segments := sm.lines[line-1]
	i, found := slices.BinarySearchFunc(segments, column-1, func(s segment, c int) int { return s.column - c })
	if !found {
		i--
	}
	if i < 0 || segments[i].source < 0 || segments[i].source >= len(sm.sources) {
		return own
	}
	s := segments[i]
	return diag.Pos{File: sm.sources[s.source], Line: s.line + 1, Column: s.sourceColumn + 1}
}

func (m *mapper) decoded(module string) *sourceMap {
	m.mu.Lock()
	defer m.mu.Unlock()
	if sm, ok := m.maps[module]; ok {
		return sm
	}
	var sm *sourceMap
	if mod := m.program.Modules[module]; len(mod.SourceMap) > 0 {
		sm = decodeMap(mod.SourceMap, path.Dir(strings.TrimPrefix(module, modulePrefix)))
	}
	m.maps[module] = sm
	return sm
}

// decodeMap reads a source map (version 3). Sources are relative to dir.
func decodeMap(text []byte, dir string) *sourceMap {
	var raw struct {
		Sources  []string
		Mappings string
	}
	if json.Unmarshal(text, &raw) != nil {
		return nil
	}
	sm := &sourceMap{}
	for _, s := range raw.Sources {
		sm.sources = append(sm.sources, path.Join(dir, s))
	}
	var source, line, sourceColumn int
	for row := range strings.SplitSeq(raw.Mappings, ";") {
		column := 0
		var segments []segment
		for field := range strings.SplitSeq(row, ",") {
			v := decodeVLQ(field)
			if len(v) == 0 {
				continue
			}
			column += v[0]
			s := segment{column: column, source: -1}
			if len(v) >= 4 {
				source, line, sourceColumn = source+v[1], line+v[2], sourceColumn+v[3]
				s.source, s.line, s.sourceColumn = source, line, sourceColumn
			}
			segments = append(segments, s)
		}
		sm.lines = append(sm.lines, segments)
	}
	return sm
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// decodeVLQ reads the numbers of one field; it stops at a byte that is none.
func decodeVLQ(field string) []int {
	var out []int
	value, shift := 0, 0
	for i := 0; i < len(field); i++ {
		d := strings.IndexByte(base64Digits, field[i])
		if d < 0 || shift > 30 {
			return out
		}
		value |= (d & 31) << shift
		if d&32 != 0 {
			shift += 5
			continue
		}
		n := value >> 1
		if value&1 != 0 {
			n = -n
		}
		out = append(out, n)
		value, shift = 0, 0
	}
	return out
}

// Package layout decides where the panes stand: a pure function from the size
// of the terminal, what is shown and what has the focus to rectangles.
//
// There are four arrangements, by width and height:
//
//   - Columns (130 cells and more): navigation, request over source, response
//     over why. Everything of one request is on one screen.
//   - Split (72 and more): navigation on the left; on the right the request and
//     below it what the focus asks for: response and why together, or the
//     source alone.
//   - Single (30 × 8 and more): one pane, the focused one.
//   - TooSmall: no pane, a sentence.
//
// Problems, cache, matrix, history and stages are wide views: they take the place of
// everything right of the navigation, and in Split of the navigation too.
// A zoomed pane takes everything.
//
// The rectangles tile the screen: none overlap and no cell is left over. The
// tests draw them.
package layout

// Name names a pane.
type Name uint8

// The panes, in the order of the keys that go to them.
const (
	Nav Name = iota // the routes, or the tree
	Request
	Response
	Why
	Source
	Problems
	Cache
	Matrix
	History
	Stops
	Stages
	Names // how many there are
)

// String returns the pane's name in the border.
func (n Name) String() string {
	return [...]string{"Routes", "Request", "Response", "Why", "Source", "Problems", "Cache", "Matrix", "History", "Stop", "Stages"}[n]
}

// Wide reports whether a pane is a view of its own.
func (n Name) Wide() bool {
	return n == Problems || n == Cache || n == Matrix || n == History || n == Stages
}

// Rect is a rectangle of cells, borders included.
type Rect struct{ X, Y, W, H int }

// Empty reports whether nothing can be drawn in r.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains reports whether the cell (x, y) lies in r.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// In is what the arrangement depends on.
type In struct {
	W, H    int
	Focus   Name
	Zoom    bool
	Stops   bool                // the project has a tour
	Request int                 // rows that the request wants, borders included
	Stop    func(width int) int // rows that the stop's text wants at an outer width
}

// Out is the arrangement.
type Out struct {
	TooSmall bool
	Header   Rect
	Footer   Rect
	Panes    [Names]Rect // an empty Rect: not shown
}

// The least sizes.
const (
	minW, minH   = 30, 8
	splitW       = 72
	columnsW     = 130
	requestShort = 5
)

// Shown reports whether a pane is on the screen.
func (o *Out) Shown(n Name) bool { return !o.Panes[n].Empty() }

// At returns the pane at a cell.
func (o *Out) At(x, y int) (Name, bool) {
	for n := range Names {
		if o.Panes[n].Contains(x, y) {
			return n, true
		}
	}
	return 0, false
}

// Arrange computes the arrangement.
func Arrange(in In) Out {
	if in.W < minW || in.H < minH {
		return Out{TooSmall: true}
	}
	out := Out{Header: Rect{0, 0, in.W, 1}, Footer: Rect{0, in.H - 1, in.W, 1}}
	body := Rect{0, 1, in.W, in.H - 2}
	switch {
	case in.Zoom || in.W < splitW:
		out.Panes[in.Focus] = body
	case in.W < columnsW:
		split(in, body, &out)
	default:
		columns(in, body, &out)
	}
	return out
}

// split lays the navigation beside one column.
func split(in In, body Rect, out *Out) {
	if in.Focus.Wide() {
		out.Panes[in.Focus] = body
		return
	}
	left, right := cutX(body, max(min(body.W*2/5, 44), 30))
	navigation(in, left, out)
	top, rest := cutY(right, min(requestRows(in), right.H-requestShort))
	out.Panes[Request] = top
	if in.Focus == Source {
		out.Panes[Request], rest = cutY(right, requestShort-1)
		out.Panes[Source] = rest
		return
	}
	answer(in, rest, out)
}

// requestRows is what the request gets: all its rows while it has the focus.
func requestRows(in In) int {
	if in.Focus == Request {
		return max(in.Request, requestShort)
	}
	return min(in.Request, requestShort)
}

// answer shares a column between the response and why; the focused one of
// them gets more, and all where there is no room for two.
func answer(in In, r Rect, out *Out) {
	if r.H < 10 {
		if in.Focus == Why {
			out.Panes[Why] = r
		} else {
			out.Panes[Response] = r
		}
		return
	}
	share := r.H / 2
	switch in.Focus {
	case Why:
		share = r.H * 3 / 10
	case Response:
		share = r.H * 7 / 10
	}
	out.Panes[Response], out.Panes[Why] = cutY(r, max(share, 5))
}

// columns lays three columns, or the navigation beside a wide view.
func columns(in In, body Rect, out *Out) {
	left, rest := cutX(body, max(min(body.W*3/10, 56), 42))
	navigation(in, left, out)
	if in.Focus.Wide() {
		out.Panes[in.Focus] = rest
		return
	}
	middle, right := cutX(rest, rest.W/2)
	rows := min(max(in.Request, 7), middle.H/2)
	out.Panes[Request], out.Panes[Source] = cutY(middle, rows)
	share := right.H / 2
	switch in.Focus {
	case Why:
		share = right.H * 4 / 10
	case Response:
		share = right.H * 6 / 10
	}
	out.Panes[Response], out.Panes[Why] = cutY(right, share)
}

// navigation puts the text of the stop below the routes. The text gets what it
// wants, up to half of the column.
func navigation(in In, r Rect, out *Out) {
	if !in.Stops || r.H < 14 && in.Focus != Stops {
		out.Panes[Nav] = r
		return
	}
	rows := 8
	if in.Stop != nil {
		rows = in.Stop(r.W)
	}
	rows = min(max(rows, 5), r.H/2)
	if in.Focus == Stops {
		rows = min(max(rows, r.H*6/10), r.H-4)
	}
	out.Panes[Nav], out.Panes[Stops] = cutY(r, r.H-rows)
}

// cutX cuts w columns off the left of r.
func cutX(r Rect, w int) (left, right Rect) {
	w = max(min(w, r.W), 0)
	return Rect{r.X, r.Y, w, r.H}, Rect{r.X + w, r.Y, r.W - w, r.H}
}

// cutY cuts h rows off the top of r.
func cutY(r Rect, h int) (top, bottom Rect) {
	h = max(min(h, r.H), 0)
	return Rect{r.X, r.Y, r.W, h}, Rect{r.X, r.Y + h, r.W, r.H - h}
}

package action

// row is one line of the table; the first key is the one that is shown.
type row struct {
	id    ID
	scope Scope
	keys  []string
	short string
	title string
}

func k(keys ...string) []string { return keys }

// rows is the table of actions. Where a key means different things in two
// panes, each meaning is a row of its own scope; a pane's scope is asked first.
func rows() []row {
	return []row{
		{Send, Always, k("ctrl+r"), "send", "send the request"},
		{CancelOrQuit, Always, k("ctrl+c"), "cancel", "cancel the running request; with none running, quit"},
		{Palette, Always, k("ctrl+p"), "commands", "find a command by name"},
		{NextPane, Always, k("tab"), "next pane", "go to the next pane"},
		{PrevPane, Always, k("shift+tab"), "previous pane", "go to the previous pane"},
		{Save, Always, k("ctrl+s"), "save", "save every edited file to disk"},
		{Back, Always, k("esc"), "back", "one level back: leave the text, the filter, the pane"},

		{Help, Global, k("?", "f1"), "help", "keys of the focused pane, and all the others"},
		{Quit, Global, k("q"), "quit", "quit; asks where edits are unsaved"},
		{GoRoutes, Global, k("1"), "routes", "go to the routes"},
		{GoRequest, Global, k("2"), "request", "go to the request"},
		{GoResponse, Global, k("3"), "response", "go to the response"},
		{GoWhy, Global, k("4", "w"), "why", "go to why: the trace of the request"},
		{GoSource, Global, k("5"), "source", "go to the source"},
		{GoProblems, Global, k("6"), "problems", "go to the problems"},
		{GoCache, Global, k("7"), "cache", "go to the cache and its clock"},
		{GoMatrix, Global, k("8"), "matrix", "go to the matrix of routes and methods"},
		{GoHistory, Global, k("9"), "history", "go to the history"},
		{GoStops, Global, k("0"), "stops", "go to the stops of the tour"},
		{GoStages, Global, k("s"), "stages", "go to the stages: test a path, and the matchers of the proxy"},
		{ToggleTree, Global, k("t"), "tree", "switch between the route table and the file tree"},
		{Zoom, Global, k("z"), "zoom", "give the focused pane the whole screen, and back"},
		{Filter, Global, k("/"), "find", "filter the routes, or find what answers a URL or a curl line"},
		{CopyCurl, Global, k("y"), "curl", "copy the request as a curl line; in the history that of the row"},
		{Undo, Global, k("u"), "undo", "undo the last edit of a file or the last fix"},
		{Redo, Global, k("U"), "redo", "redo what was undone"},
		{Edit, Global, k("e"), "edit", "edit the source in place"},
		{NewFile, Global, k("+", "A"), "new", "new file: a route, a page, any other; its folders with it"},
		{MoveFile, Global, k("R", "f2"), "rename", "rename or move a file: the one shown, or the folder under the cursor of the tree"},
		{DeleteFile, Global, k("D", "delete"), "delete", "delete a file: the one shown, or the folder under the cursor of the tree; asks first"},
		{OpenEditor, Global, k("E"), "$EDITOR", "open the source in $EDITOR at its line"},
		{Method, Global, k("m"), "method", "choose the method"},
		{Params, Global, k("p"), "params", "fill in the params of the path"},
		{EditURL, Global, k("o"), "URL", "edit the URL of the request"},
		{EditBody, Global, k("b"), "body", "edit the body of the request"},
		{EditHeaders, Global, k("a"), "headers", "edit the headers of the request"},
		{NextStop, Global, k("n"), "next", "go to the next request of the stop, and then to the next stop"},
		{PrevStop, Global, k("N"), "stop before", "go to the stop before"},
		{Preflight, Global, k("O"), "preflight", "send the preflight (OPTIONS) that a browser sends from another origin"},
		{Versions, Global, k("V"), "versions", "compare how Next 14, 15 and 16 compute each GET"},
		{Suspend, Global, k("ctrl+z"), "suspend", "give the terminal back to the shell; fg returns"},
		{ToggleMouse, Global, k("ctrl+o"), "mouse", "turn the mouse off (to select text) and on"},
		{ToggleTheme, Global, k("ctrl+t"), "theme", "switch between light and dark"},

		{Up, Move, k("up", "k"), "up", "one row up"},
		{Down, Move, k("down", "j"), "down", "one row down"},
		{PageUp, Move, k("pgup", "ctrl+b", "ctrl+u"), "page up", "one page up"},
		{PageDown, Move, k("pgdown", "ctrl+f", "ctrl+d"), "page down", "one page down"},
		{Top, Move, k("g", "home"), "top", "first row"},
		{Bottom, Move, k("G", "end"), "bottom", "last row"},
		{Left, Move, k("left", "h"), "left", "to the left; fold a folder"},
		{Right, Move, k("right", "l"), "right", "to the right; unfold a folder"},
		{Open, Move, k("enter"), "open", "act on the row: send, open, jump"},

		{EditRow, Request, k("e", "i"), "edit", "edit the row under the cursor"},
		{EditQuery, Request, k("Q"), "query", "edit the query"},
		{EditCookies, Request, k("C"), "cookies", "edit the cookies"},
		{BodyKind, Request, k("B"), "body kind", "none, JSON, form, multipart, text, file"},
		{ResetRequest, Request, k("X"), "reset", "put the request back to what the route suggests"},

		{NextTab, Response, k("]", "right", "l"), "view", "next view: pretty, raw, headers, cookies, log, hex"},
		{PrevTab, Response, k("[", "left", "h"), "last view", "view before"},
		{CopyBody, Response, k("c"), "copy", "copy the body"},
		{Wrap, Response, k("W"), "wrap", "wrap long lines"},
		{Search, Response, k("/"), "search", "search in the answer"},
		{SearchNext, Response, k("n"), "next match", "next match; with no search, on in the tour"},
		{SearchPrev, Response, k("N"), "match before", "the match before"},

		{DiffLast, Response, k("d"), "diff", "compare with the answer before it on the same URL"},

		{TryOther, Why, k("x"), "try it", "send what would work"},

		{ApplyFix, Problems, k("f"), "fix", "apply the fix (it can be undone)"},

		{ClockStop, Cache, k(" "), "stop/run", "stop the clock, and let it run again"},
		{ClockSecond, Cache, k("+", "="), "1s", "move the clock forward by a second"},
		{ClockMinute, Cache, k(">", "."), "1m", "move the clock forward by a minute"},
		{ClockHour, Cache, k(")"), "1h", "move the clock forward by an hour"},
		{RevalidateTag, Cache, k("T"), "tag", "revalidate a tag of the entry"},
		{RevalidatePath, Cache, k("P"), "path", "revalidate the path of the entry"},
		{ClearCache, Cache, k("X"), "clear", "empty the cache"},

		{FireRow, Matrix, k("r"), "row", "send the row: every method to this route"},
		{FireColumn, Matrix, k("c"), "column", "send the column: this method to every route shown"},
		{FireAll, Matrix, k("A"), "all", "send every cell"},

		{Replay, History, k("r"), "replay", "send it again"},
		{EditProbe, Stages, k("e", "i"), "another path", "type another request: a path, with a method before it if it is not GET"},
		{SendProbe, Stages, k("r"), "send it", "send the request for real"},

		{Hint, Stops, k("i"), "hint", "show a hint"},

		{ExportHTTP, History, k("x"), "export", "write the requests to a .http file"},
		{ImportHTTP, History, k("I"), "import", "read the requests of a .http file"},
		{DiffWith, History, k("d"), "diff", "compare with the exchange before it on the same URL"},
	}
}

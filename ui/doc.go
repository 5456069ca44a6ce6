// Package ui is the terminal program: the root model, the routing of messages
// and keys, and the commands that do what takes time.
//
// One thing flows in each direction. Facts come down: the engine publishes a
// route table, an answer, a piece of a body; a command turns it into a message
// in the past tense; the root hands it to the panes that draw it. Intents go
// up: a key becomes an action, the focused pane answers it with an Intent ("the
// route was chosen"), and the root turns that into a command.
//
//	key ─► action ─► pane.Do ─► intent ─► root ─► command ─► message ─► panes
//
// Three rules keep it simple:
//
//   - Update and View do no I/O and ask the engine nothing. Every read, match
//     and request is a command; its message carries the revision or the run it
//     belongs to, and Update drops it first if that is not the current one.
//   - Everything that changes the project (typing, a fix, undo, save) is a job
//     in one queue. One command at a time performs all jobs that wait and
//     resolves the tree once; see project.go. So edits never overtake each
//     other, and fast typing costs one resolution per finished one, not per key.
//   - Panes know no other pane and no engine. What one of them needs of another
//     goes through the root.
//
// The pieces below: layout (rectangles), frame (drawing), theme (styles), action
// (what can be done, and its keys), cell (widths), figure (sizes and times),
// pane/... and dialog/.... A pane of rows embeds pane.List, which holds cursor,
// scrolling and the drawing of rows; one of text holds a textview.View.
package ui

package scroll

import "testing"

// FuzzWindow holds the promise: whatever is done, the cursor is a visible row.
func FuzzWindow(f *testing.F) {
	f.Add([]byte{0, 10, 1, 3, 2, 200, 3, 1, 4, 9, 5, 7})
	f.Fuzz(func(t *testing.T, ops []byte) {
		var w Window
		for i := 0; i+1 < len(ops); i += 2 {
			n := int(int8(ops[i+1]))
			switch ops[i] % 6 {
			case 0:
				w.SetLen(int(ops[i+1]))
			case 1:
				w.SetHeight(n)
			case 2:
				w.Move(n)
			case 3:
				w.Page(n)
			case 4:
				w.To(n)
			case 5:
				w.Scroll(n)
			}
			check(t, w)
		}
	})
}

func check(t *testing.T, w Window) {
	t.Helper()
	if w.Len == 0 && w.Cursor != 0 || w.Len > 0 && (w.Cursor < 0 || w.Cursor >= w.Len) {
		t.Fatalf("the cursor left the list: %+v", w)
	}
	from, to := w.Visible()
	if from < 0 || to > w.Len || w.Height > 0 && w.Len > 0 && (w.Cursor < from || w.Cursor >= to) {
		t.Fatalf("the cursor is not visible: %+v shows [%d,%d)", w, from, to)
	}
}

func TestRow(t *testing.T) {
	w := Window{Len: 5, Height: 3}
	w.To(4)
	for y, want := range []int{2, 3, 4, -1} {
		if got := w.Row(y); got != want {
			t.Errorf("Row(%d) = %d, want %d", y, got, want)
		}
	}
	if got := w.Row(-1); got != -1 {
		t.Errorf("Row(-1) = %d, want -1", got)
	}
}

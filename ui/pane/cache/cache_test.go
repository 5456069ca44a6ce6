package cache

import "testing"

func TestTags(t *testing.T) {
	own, ofPath := Tags([]string{"_N_T_/layout", "items", "_N_T_/items"})
	if len(own) != 1 || own[0] != "items" || len(ofPath) != 2 {
		t.Errorf("own %v, of the path %v", own, ofPath)
	}
}

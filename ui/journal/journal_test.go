package journal

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/spf13/afero"

	"signalbox/engine/jsrt"
	"signalbox/ui/draft"
)

func entry(i int) Entry {
	return Entry{
		At: time.Date(2025, 1, 2, 3, 4, i%60, 0, time.UTC), Status: 200, Took: time.Millisecond, Size: 2,
		Draft:  draft.Draft{Method: "POST", Target: fmt.Sprintf("/a/%d", i), Kind: draft.JSON, Body: "{\n}", Cookies: "sid=1"},
		Header: []jsrt.Header{{Name: "content-type", Value: "text/plain"}}, Body: []byte{0, 0xff},
	}
}

func TestKeptAsItWas(t *testing.T) {
	disk := afero.NewMemMapFs()
	if list, err := New(disk, "/state", "/home/a/shop").Read(); list != nil || err != nil {
		t.Fatalf("a journal that never was: %v, %v", list, err)
	}
	if err := New(disk, "/state", "/home/a/shop").Add(entry(1)); err != nil {
		t.Fatal(err)
	}
	list, err := New(disk, "/state", "/home/a/shop").Read()
	if err != nil || len(list) != 1 || !reflect.DeepEqual(list[0], entry(1)) {
		t.Errorf("got %+v, %v", list, err)
	}
	if other, _ := New(disk, "/state", "/home/b/shop").Read(); other != nil {
		t.Error("two projects of one name share a journal")
	}
}

// TestBounds: a long journal is cut to the newest exchanges, a long body to its
// beginning, and a broken line costs no other.
func TestBounds(t *testing.T) {
	disk := afero.NewMemMapFs()
	j := New(disk, "/state", "p")
	for i := range 2*Keep + 1 {
		if err := j.Add(entry(i)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := j.Read()
	if err != nil || len(list) != Keep || list[Keep-1].Draft.Target != fmt.Sprintf("/a/%d", 2*Keep) {
		t.Fatalf("%d exchanges, %v", len(list), err)
	}
	if text, _ := afero.ReadFile(disk, j.file); bytes.Count(text, []byte("\n")) != Keep {
		t.Errorf("the file has %d lines", bytes.Count(text, []byte("\n")))
	}
	text, _ := afero.ReadFile(disk, j.file)
	if err := afero.WriteFile(disk, j.file, append([]byte("{\"at\":\n"), text...), 0o600); err != nil {
		t.Fatal(err)
	}
	big := entry(9)
	big.Body = []byte(strings.Repeat("x", KeepBody+1))
	if err := j.Add(big); err != nil {
		t.Fatal(err)
	}
	if list, _ = j.Read(); len(list) != Keep || len(list[Keep-1].Body) != KeepBody {
		t.Errorf("%d exchanges, the last body %d bytes", len(list), len(list[Keep-1].Body))
	}
}

func TestNoFolder(t *testing.T) {
	if err := New(afero.NewReadOnlyFs(afero.NewMemMapFs()), "/state", "p").Add(entry(1)); err == nil || !strings.Contains(err.Error(), "not kept") {
		t.Errorf("got %v", err)
	}
}

package intl

import (
	"os"
	"strings"
	"time"

	"signalbox/engine/jsrt/vm"
)

// zoneOps are the operations on time zones. Names come canonical: the table of
// aliases is JavaScript's.
func zoneOps() map[string]vm.Op {
	kept := map[string]*time.Location{}
	return map[string]vm.Op{
		"intlOffset": func(a []any) (any, error) {
			name := vm.Str(a, 0)
			zone, ok := kept[name]
			if !ok {
				var err error
				if zone, err = time.LoadLocation(name); err != nil {
					return nil, &vm.Error{Name: "RangeError", Message: "Intl.DateTimeFormat has no data of the time zone " + name + " here"}
				}
				kept[name] = zone
			}
			at := time.UnixMilli(int64(vm.Float(a, 1))).In(zone)
			_, offset := at.Zone()
			return []any{float64(offset), at.IsDST(), usual(zone, offset)}, nil
		},
		"intlLocalZone": func([]any) (any, error) { return localZone(), nil },
	}
}

// usual says whether an offset is the standard one of our days. London was an
// hour ahead from 1968 to 1971, a time that has no name.
func usual(zone *time.Location, offset int) bool {
	for _, month := range []time.Month{time.January, time.July} {
		at := time.Date(2024, month, 1, 0, 0, 0, 0, zone)
		if _, now := at.Zone(); now == offset && !at.IsDST() {
			return true
		}
	}
	return false
}

// localZone names the zone of the machine: TZ, else where /etc/localtime leads.
func localZone() string {
	name := strings.TrimPrefix(os.Getenv("TZ"), ":")
	if name == "" {
		if link, err := os.Readlink("/etc/localtime"); err == nil {
			_, name, _ = strings.Cut(link, "zoneinfo/")
		}
	}
	if name == "" || name == "Etc/UTC" {
		return "UTC"
	}
	if _, err := time.LoadLocation(name); err != nil {
		return "UTC"
	}
	return name
}

package cache

import (
	"fmt"
	"maps"
)

// Profile is a cacheLife profile in seconds; Never for no end.
type Profile struct{ Stale, Revalidate, Expire int }

// Profiles returns the built-in cacheLife profiles (NEXT-FACTS F14), overlaid
// with those of next.config.
func Profiles(own map[string]Profile) map[string]Profile {
	const minute, hour, day = 60, 3600, 86400
	p := map[string]Profile{
		"default": {Never, 15 * minute, Never},
		"seconds": {30, 1, minute},
		"minutes": {5 * minute, minute, hour},
		"hours":   {5 * minute, hour, day},
		"days":    {5 * minute, day, 7 * day},
		"weeks":   {5 * minute, 7 * day, 30 * day},
		"max":     {5 * minute, 30 * day, 365 * day},
	}
	maps.Copy(p, own)
	return p
}

// unknownLife is the message of cacheLife() for a name that no config has.
func unknownLife(name string) error {
	return fmt.Errorf("Unknown `cacheLife()` profile %q is not configured in next.config.js\n"+
		"module.exports = {\n  cacheLife: {\n    %q: ...\n  }\n}", name, name)
}

// unknownProfile is what Next logs for revalidateTag with such a name.
func unknownProfile(name string) string {
	return fmt.Sprintf("Error: Invalid profile provided %q must be configured under cacheLife in next.config or be \"max\"", name)
}

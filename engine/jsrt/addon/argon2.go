package addon

import (
	"fmt"

	"golang.org/x/crypto/argon2"

	"signalbox/engine/jsrt/vm"
)

// The types of Argon2 as its packages number them.
const (
	argon2d  = 0
	argon2i  = 1
	argon2id = 2
)

// memoryLimit is the most that one hash may take, in KiB: the packages' own
// defaults are 19 and 64 MiB.
const memoryLimit = 1 << 20

// argon2Op takes the type, password, salt, passes, memory in KiB, lanes and
// length, and answers the hash, in version 0x13 of the algorithm.
func argon2Op(a []any) (any, error) {
	kind, password, salt := vm.Int(a, 0), vm.Bytes(a, 1), vm.Bytes(a, 2)
	time, memory, lanes, length := vm.Int(a, 3), vm.Int(a, 4), vm.Int(a, 5), vm.Int(a, 6)
	if err := checkArgon2(len(salt), time, memory, lanes, length); err != nil {
		return nil, err
	}
	switch kind {
	case argon2i:
		return argon2.Key(password, salt, uint32(time), uint32(memory), uint8(lanes), uint32(length)), nil
	case argon2id:
		return argon2.IDKey(password, salt, uint32(time), uint32(memory), uint8(lanes), uint32(length)), nil
	case argon2d:
		return nil, fmt.Errorf("signalbox has argon2i and argon2id, not argon2d")
	}
	return nil, fmt.Errorf("signalbox has argon2i and argon2id, not type %d", kind)
}

// checkArgon2 refuses what the algorithm does not allow, in the words of its
// reference implementation, and what would take the machine's memory.
func checkArgon2(salt, time, memory, lanes, length int) error {
	switch {
	case salt < 8:
		return fmt.Errorf("Salt is too short")
	case length < 4:
		return fmt.Errorf("Output is too short")
	case time < 1:
		return fmt.Errorf("Time cost is too small")
	case lanes < 1:
		return fmt.Errorf("Too few lanes")
	case lanes > 255 || length > 1<<20:
		return fmt.Errorf("signalbox computes argon2 with at most 255 lanes and 1 MiB of output")
	case memory < 8*lanes:
		return fmt.Errorf("Memory cost is too small")
	case memory > memoryLimit:
		return fmt.Errorf("signalbox computes argon2 with at most %d KiB of memory, and %d are asked for", memoryLimit, memory)
	}
	return nil
}

package addon

import (
	"golang.org/x/crypto/blowfish"

	"signalbox/engine/jsrt/vm"
)

// magic is the text that bcrypt enciphers.
const magic = "OrpheanBeholderScryDoubt"

// bcryptOp takes the password with the zero byte that ends it, the salt of 16
// bytes and the cost, 4 to 31, and answers the hash of 23 bytes. Of the password
// 72 bytes count.
func bcryptOp(a []any) (any, error) {
	key, salt, cost := vm.Bytes(a, 0), vm.Bytes(a, 1), vm.Int(a, 2)
	if len(key) == 0 || len(salt) != 16 || cost < 4 || cost > 31 {
		return nil, vm.TypeErrorf("bcrypt: a key, a salt of 16 bytes and a cost from 4 to 31 are needed")
	}
	c, err := blowfish.NewSaltedCipher(key, salt)
	if err != nil {
		return nil, err
	}
	for range uint64(1) << cost {
		blowfish.ExpandKey(key, c)
		blowfish.ExpandKey(salt, c)
	}
	out := []byte(magic)
	for at := 0; at < len(out); at += blowfish.BlockSize {
		for range 64 {
			c.Encrypt(out[at:], out[at:])
		}
	}
	return out[:23], nil
}

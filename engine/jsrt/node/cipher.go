package node

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"strings"

	"golang.org/x/crypto/chacha20poly1305"

	"signalbox/engine/jsrt/vm"
)

// cipherOps transform data under a key. No state lives on this side: JavaScript
// passes the chaining value (CBC), the position (CTR and the stream part of an
// AEAD) or the whole plaintext (for a tag).
func cipherOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeCipherBlocks": cipherBlocks,
		"nodeCipherStream": cipherStream,
		"nodeCipherTag":    cipherTag,
	}
}

// newBlock makes the block cipher of a name such as "aes-256-cbc".
func newBlock(name string, key []byte) (cipher.Block, error) {
	var b cipher.Block
	var err error
	if strings.HasPrefix(name, "des-ede3") {
		b, err = des.NewTripleDESCipher(key)
	} else {
		b, err = aes.NewCipher(key)
	}
	if err != nil {
		return nil, &vm.Error{Name: "RangeError", Code: "ERR_CRYPTO_INVALID_KEYLEN", Message: "Invalid key length"}
	}
	return b, nil
}

// cipherBlocks takes name, key, iv, data (whole blocks), encrypt; it serves CBC
// and ECB.
func cipherBlocks(a []any) (any, error) {
	name, data, encrypt := vm.Str(a, 0), vm.Bytes(a, 3), vm.Bool(a, 4)
	block, err := newBlock(name, vm.Bytes(a, 1))
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(data))
	if strings.HasSuffix(name, "cbc") {
		if encrypt {
			cipher.NewCBCEncrypter(block, vm.Bytes(a, 2)).CryptBlocks(out, data)
		} else {
			cipher.NewCBCDecrypter(block, vm.Bytes(a, 2)).CryptBlocks(out, data)
		}
		return out, nil
	}
	for size := block.BlockSize(); len(data) > 0; data = data[size:] {
		at := len(out) - len(data)
		if encrypt {
			block.Encrypt(out[at:], data[:size])
		} else {
			block.Decrypt(out[at:], data[:size])
		}
	}
	return out, nil
}

// cipherStream takes name, key, iv, position, data: the key stream from that
// position on, over the data. Both directions are the same.
func cipherStream(a []any) (any, error) {
	name, key, iv, from, data := vm.Str(a, 0), vm.Bytes(a, 1), vm.Bytes(a, 2), vm.Int(a, 3), vm.Bytes(a, 4)
	if strings.HasSuffix(name, "ctr") {
		block, err := newBlock(name, key)
		if err != nil {
			return nil, err
		}
		stream := cipher.NewCTR(block, iv)
		skip := make([]byte, from)
		stream.XORKeyStream(skip, skip)
		out := make([]byte, len(data))
		stream.XORKeyStream(out, data)
		return out, nil
	}
	aead, err := newAEAD(name, key, len(iv))
	if err != nil {
		return nil, err
	}
	// Sealing zeros gives the key stream itself, whatever the nonce's length.
	out := aead.Seal(nil, iv, make([]byte, from+len(data)), nil)[from:]
	out = out[:len(data)]
	for i := range out {
		out[i] ^= data[i]
	}
	return out, nil
}

func newAEAD(name string, key []byte, nonce int) (cipher.AEAD, error) {
	if name == "chacha20-poly1305" {
		return chacha20poly1305.New(key)
	}
	block, err := newBlock(name, key)
	if err != nil {
		return nil, err
	}
	if nonce == 0 {
		return nil, &vm.Error{Name: "TypeError", Code: "ERR_CRYPTO_INVALID_IV", Message: "Invalid initialization vector"}
	}
	return cipher.NewGCMWithNonceSize(block, nonce)
}

// cipherTag takes name, key, iv, additional data and the whole plaintext, and
// answers the 16 bytes of the tag.
func cipherTag(a []any) (any, error) {
	aead, err := newAEAD(vm.Str(a, 0), vm.Bytes(a, 1), len(vm.Bytes(a, 2)))
	if err != nil {
		return nil, err
	}
	plain := vm.Bytes(a, 4)
	return aead.Seal(nil, vm.Bytes(a, 2), plain, vm.Bytes(a, 3))[len(plain):], nil
}

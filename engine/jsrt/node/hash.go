package node

import (
	"context"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"fmt"
	"hash"
	"io"
	"strings"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"
	"golang.org/x/crypto/ripemd160"
	"golang.org/x/crypto/scrypt"

	"signalbox/engine/jsrt/vm"
)

// maxRandom bounds one request for random bytes.
const maxRandom = 64 << 20

// newHash answers the constructor of a digest by any of OpenSSL's names for it,
// nil where there is none.
func newHash(name string) func() hash.Hash {
	switch strings.TrimPrefix(strings.ToLower(name), "rsa-") {
	case "md5", "ssl3-md5":
		return md5.New
	case "sha1", "sha-1", "ssl3-sha1", "sha1-2":
		return sha1.New
	case "sha224", "sha-224", "sha2-224":
		return sha256.New224
	case "sha256", "sha-256", "sha2-256":
		return sha256.New
	case "sha384", "sha-384", "sha2-384":
		return sha512.New384
	case "sha512", "sha-512", "sha2-512":
		return sha512.New
	case "sha512-224", "sha-512/224", "sha512/224":
		return sha512.New512_224
	case "sha512-256", "sha-512/256", "sha512/256":
		return sha512.New512_256
	case "sha3-224":
		return func() hash.Hash { return sha3.New224() }
	case "sha3-256":
		return func() hash.Hash { return sha3.New256() }
	case "sha3-384":
		return func() hash.Hash { return sha3.New384() }
	case "sha3-512":
		return func() hash.Hash { return sha3.New512() }
	case "ripemd160", "ripemd", "rmd160":
		return ripemd160.New
	case "blake2b512":
		return func() hash.Hash { h, _ := blake2b.New512(nil); return h }
	case "blake2s256":
		return func() hash.Hash { h, _ := blake2s.New256(nil); return h }
	}
	return nil
}

// newShake answers an extendable digest and its default length in bytes.
func newShake(name string) (*sha3.SHAKE, int) {
	switch strings.ToLower(name) {
	case "shake128":
		return sha3.NewSHAKE128(), 16
	case "shake256":
		return sha3.NewSHAKE256(), 32
	}
	return nil, 0
}

// hashOps are digests and what is made of them. Each takes its whole input:
// JavaScript collects the pieces, so that no state lives on this side.
func hashOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeHasHash": func(a []any) (any, error) {
			shake, size := newShake(vm.Str(a, 0))
			if shake != nil {
				return -size, nil
			}
			if h := newHash(vm.Str(a, 0)); h != nil {
				return h().Size(), nil
			}
			return 0, nil
		},
		"nodeHash": func(a []any) (any, error) { return digest(vm.Str(a, 0), vm.Bytes(a, 1), vm.Int(a, 2)) },
		"nodeHmac": func(a []any) (any, error) {
			h := newHash(vm.Str(a, 0))
			if h == nil {
				return nil, invalidDigest(vm.Str(a, 0))
			}
			mac := hmac.New(h, vm.Bytes(a, 1))
			mac.Write(vm.Bytes(a, 2))
			return mac.Sum(nil), nil
		},
		"nodeRandom":     func(a []any) (any, error) { return random(vm.Int(a, 0)) },
		"nodePbkdf2Sync": derivePbkdf2,
		"nodeScryptSync": deriveScrypt,
		"nodeHkdfSync":   deriveHkdf,
		"nodeEqual":      func(a []any) (any, error) { return hmac.Equal(vm.Bytes(a, 0), vm.Bytes(a, 1)), nil },
	}
}

// slowOps run on a goroutine of their own.
func slowOps() map[string]vm.AsyncOp {
	out := map[string]vm.AsyncOp{}
	for name, op := range map[string]vm.Op{
		"nodePbkdf2": derivePbkdf2, "nodeScrypt": deriveScrypt, "nodeHkdf": deriveHkdf, "nodeGenerateKeyPair": generateKeyPair,
		"nodeCompressAsync": compressOp, "nodeDecompressAsync": decompressOp,
	} {
		out[name] = func(_ context.Context, a []any) (any, error) { return op(a) }
	}
	return out
}

func invalidDigest(name string) error {
	return &vm.Error{Name: "TypeError", Code: "ERR_CRYPTO_INVALID_DIGEST", Message: "Invalid digest: " + name}
}

func digest(name string, data []byte, size int) (any, error) {
	if shake, normal := newShake(name); shake != nil {
		if size < 0 {
			size = normal
		}
		shake.Write(data)
		out := make([]byte, size)
		_, err := io.ReadFull(shake, out)
		return out, err
	}
	h := newHash(name)
	if h == nil {
		return nil, &vm.Error{Name: "Error", Message: "Digest method not supported"}
	}
	d := h()
	d.Write(data)
	return d.Sum(nil), nil
}

func random(n int) (any, error) {
	if n > maxRandom {
		return nil, &vm.Error{Name: "RangeError", Code: "ERR_OUT_OF_RANGE", Message: fmt.Sprintf("more than %d random bytes at once are not given here; asked for %d", maxRandom, n)}
	}
	out := make([]byte, n)
	rand.Read(out)
	return out, nil
}

// derivePbkdf2 takes digest, password, salt, iterations, length.
func derivePbkdf2(a []any) (any, error) {
	h := newHash(vm.Str(a, 0))
	if h == nil {
		return nil, invalidDigest(vm.Str(a, 0))
	}
	if vm.Int(a, 4) == 0 {
		return []byte{}, nil
	}
	return pbkdf2.Key(h, string(vm.Bytes(a, 1)), vm.Bytes(a, 2), vm.Int(a, 3), vm.Int(a, 4))
}

// deriveScrypt takes password, salt, N, r, p, length.
func deriveScrypt(a []any) (any, error) {
	if vm.Int(a, 5) == 0 {
		return []byte{}, nil
	}
	key, err := scrypt.Key(vm.Bytes(a, 0), vm.Bytes(a, 1), vm.Int(a, 2), vm.Int(a, 3), vm.Int(a, 4), vm.Int(a, 5))
	if err != nil {
		return nil, &vm.Error{Name: "RangeError", Code: "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", Message: "Invalid scrypt params: " + err.Error()}
	}
	return key, nil
}

// deriveHkdf takes digest, key, salt, info, length.
func deriveHkdf(a []any) (any, error) {
	h := newHash(vm.Str(a, 0))
	if h == nil {
		return nil, invalidDigest(vm.Str(a, 0))
	}
	size := vm.Int(a, 4)
	if size > 255*h().Size() {
		return nil, &vm.Error{Name: "RangeError", Code: "ERR_CRYPTO_INVALID_KEYLEN", Message: "Invalid key length"}
	}
	if size == 0 {
		return []byte{}, nil
	}
	return hkdf.Key(h, vm.Bytes(a, 1), vm.Bytes(a, 2), string(vm.Bytes(a, 3)), size)
}

package web

import (
	"context"
	"crypto"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/pbkdf2"
	_ "crypto/sha1" // the hashes of Web Crypto register themselves
	_ "crypto/sha256"
	_ "crypto/sha512"

	"github.com/cloudflare/circl/dh/x448"

	"signalbox/engine/jsrt/vm"
)

// cryptoParams is what JavaScript says about an operation; each reads its part.
type cryptoParams struct {
	Op         string         `json:"op"`
	Family     string         `json:"family"` // "RSA", "EC", "OKP"
	Name       string         `json:"name"`
	Hash       string         `json:"hash"`
	Curve      string         `json:"curve"`
	Format     string         `json:"format"`
	Type       string         `json:"type"`
	JWK        map[string]any `json:"jwk"`
	Bits       int            `json:"bits"`
	Bytes      int            `json:"bytes"`
	Length     int            `json:"length"`
	TagLength  int            `json:"tagLength"`
	SaltLength int            `json:"saltLength"`
	Iterations int            `json:"iterations"`
}

// addCrypto adds the operations below SubtleCrypto. They run beside the
// machine: generating an RSA key or stretching a password takes its time.
func addCrypto(l *vm.Library) {
	l.AsyncOps["cryptoDigest"] = func(_ context.Context, args []any) (any, error) {
		h, err := hashOf(vm.Str(args, 0))
		if err != nil {
			return nil, err
		}
		return digest(h, vm.Bytes(args, 1)), nil
	}
	add := func(name string, op func(p cryptoParams, args []any) (any, error)) {
		l.AsyncOps[name] = func(_ context.Context, args []any) (any, error) {
			var p cryptoParams
			if err := vm.Into(args, 0, &p); err != nil {
				return nil, err
			}
			return op(p, args[1:])
		}
	}
	add("cryptoSign", func(p cryptoParams, a []any) (any, error) {
		return sign(p, vm.Bytes(a, 0), vm.Bytes(a, 1), vm.Bytes(a, 2))
	})
	add("cryptoVerify", func(p cryptoParams, a []any) (any, error) {
		return verify(p, vm.Bytes(a, 0), vm.Bytes(a, 1), vm.Bytes(a, 2), vm.Bytes(a, 3))
	})
	add("cryptoCipher", func(p cryptoParams, a []any) (any, error) {
		return cipherOp(p, vm.Bytes(a, 0), vm.Bytes(a, 1), vm.Bytes(a, 2), vm.Bytes(a, 3))
	})
	add("cryptoDerive", func(p cryptoParams, a []any) (any, error) {
		return derive(p, vm.Bytes(a, 0), vm.Bytes(a, 1), vm.Bytes(a, 2))
	})
	add("cryptoGenerate", func(p cryptoParams, _ []any) (any, error) { return generatePair(p) })
	add("cryptoImport", func(p cryptoParams, a []any) (any, error) { return importPair(p, vm.Bytes(a, 0)) })
	add("cryptoExport", func(p cryptoParams, a []any) (any, error) { return exportPair(p, vm.Bytes(a, 0)) })
}

// operationError is what a failed operation throws. It says no more, so that a
// decryption is no oracle.
func operationError() error {
	return &vm.Error{Name: "OperationError", Message: "The operation failed for an operation-specific reason"}
}

func dataError() error { return &vm.Error{Name: "DataError", Message: "Invalid keyData"} }

func hashOf(name string) (crypto.Hash, error) {
	switch name {
	case "SHA-1":
		return crypto.SHA1, nil
	case "SHA-256":
		return crypto.SHA256, nil
	case "SHA-384":
		return crypto.SHA384, nil
	case "SHA-512":
		return crypto.SHA512, nil
	}
	return 0, &vm.Error{Name: "NotSupportedError", Message: "Unrecognized algorithm name"}
}

func digest(h crypto.Hash, b []byte) []byte {
	w := h.New()
	w.Write(b)
	return w.Sum(nil)
}

// derive answers key material: for HKDF and PBKDF2 from a secret and a salt,
// for the key agreements from a private and a public key.
func derive(p cryptoParams, key, saltOrPublic, info []byte) (any, error) {
	switch p.Name {
	case "HKDF", "PBKDF2":
		h, err := hashOf(p.Hash)
		if err != nil {
			return nil, err
		}
		var out []byte
		if p.Name == "HKDF" {
			out, err = hkdf.Key(h.New, key, saltOrPublic, string(info), p.Bytes)
		} else {
			out, err = pbkdf2.Key(h.New, string(key), saltOrPublic, p.Iterations, p.Bytes)
		}
		if err != nil {
			return nil, operationError()
		}
		return out, nil
	case "X25519":
		return deriveX25519(key, saltOrPublic)
	case "X448":
		return deriveX448(key, saltOrPublic)
	}
	return deriveECDH(key, saltOrPublic)
}

func deriveX25519(private, public []byte) (any, error) {
	k, err := ecdh.X25519().NewPrivateKey(private)
	if err != nil {
		return nil, operationError()
	}
	pub, err := ecdh.X25519().NewPublicKey(public)
	if err != nil {
		return nil, operationError()
	}
	secret, err := k.ECDH(pub)
	if err != nil {
		return nil, operationError()
	}
	return secret, nil
}

func deriveX448(private, public []byte) (any, error) {
	var shared, k, pub x448.Key
	copy(k[:], private)
	copy(pub[:], public)
	if !x448.Shared(&shared, &k, &pub) {
		return nil, operationError()
	}
	return shared[:], nil
}

func deriveECDH(private, public []byte) (any, error) {
	k, err := ecPrivate(private)
	if err != nil {
		return nil, err
	}
	pub, err := ecPublic(public)
	if err != nil {
		return nil, err
	}
	a, err := k.ECDH()
	if err != nil {
		return nil, operationError()
	}
	b, err := pub.ECDH()
	if err != nil {
		return nil, operationError()
	}
	secret, err := a.ECDH(b)
	if err != nil {
		return nil, operationError()
	}
	return secret, nil
}

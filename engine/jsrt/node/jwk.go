package node

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"math/big"

	"signalbox/engine/jsrt/vm"
)

func b64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

func invalidJWK() error {
	return &vm.Error{Name: "TypeError", Code: "ERR_CRYPTO_INVALID_JWK", Message: "Invalid JWK data"}
}

// keyToJWK takes kind and DER and answers the members of the JSON Web Key (RFC
// 7517, 7518, 8037) as [name, value] pairs in OpenSSL's order.
func keyToJWK(a []any) (any, error) {
	private, public, err := either(vm.Str(a, 0), vm.Bytes(a, 1))
	if err != nil {
		return nil, err
	}
	switch k := public.(type) {
	case *rsa.PublicKey:
		return rsaJWK(k, private), nil
	case *ecdsa.PublicKey:
		return ecJWK(k, private)
	case ed25519.PublicKey:
		out := []any{[]any{"crv", "Ed25519"}}
		if p, ok := private.(ed25519.PrivateKey); ok {
			out = append(out, []any{"d", b64(p.Seed())})
		}
		return append(out, []any{"x", b64(k)}, []any{"kty", "OKP"}), nil
	case *ecdh.PublicKey:
		out := []any{[]any{"crv", "X25519"}}
		if p, ok := private.(*ecdh.PrivateKey); ok {
			out = append(out, []any{"d", b64(p.Bytes())})
		}
		return append(out, []any{"x", b64(k.Bytes())}, []any{"kty", "OKP"}), nil
	}
	return nil, &vm.Error{Name: "Error", Code: "ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE", Message: "Unsupported JWK Key Type."}
}

func rsaJWK(k *rsa.PublicKey, private signer) []any {
	out := []any{[]any{"kty", "RSA"}, []any{"n", b64(k.N.Bytes())}, []any{"e", b64(big.NewInt(int64(k.E)).Bytes())}}
	p, ok := private.(*rsa.PrivateKey)
	if !ok {
		return out
	}
	p.Precompute()
	return append(out, []any{"d", b64(p.D.Bytes())}, []any{"p", b64(p.Primes[0].Bytes())}, []any{"q", b64(p.Primes[1].Bytes())},
		[]any{"dp", b64(p.Precomputed.Dp.Bytes())}, []any{"dq", b64(p.Precomputed.Dq.Bytes())}, []any{"qi", b64(p.Precomputed.Qinv.Bytes())})
}

func ecJWK(k *ecdsa.PublicKey, private signer) (any, error) {
	point, err := k.Bytes()
	if err != nil {
		return nil, err
	}
	size := (len(point) - 1) / 2
	out := []any{[]any{"kty", "EC"}, []any{"x", b64(point[1 : 1+size])}, []any{"y", b64(point[1+size:])}, []any{"crv", k.Curve.Params().Name}}
	if p, ok := private.(*ecdsa.PrivateKey); ok {
		d, err := p.Bytes()
		if err != nil {
			return nil, err
		}
		out = append(out, []any{"d", b64(d)})
	}
	return out, nil
}

// jwk is what keyFromJWK reads.
type jwk struct{ Kty, Crv, N, E, D, P, Q, X, Y string }

func (k jwk) bytes(text string) []byte {
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil
	}
	return b
}

func (k jwk) number(text string) *big.Int { return new(big.Int).SetBytes(k.bytes(text)) }

// keyFromJWK takes the key and whether only its public half is wanted, and
// answers [kind, der].
func keyFromJWK(a []any) (any, error) {
	var k jwk
	if err := vm.Into(a, 0, &k); err != nil {
		return nil, invalidJWK()
	}
	private, public, err := k.keys()
	if err != nil {
		return nil, invalidJWK()
	}
	if private != nil && !vm.Bool(a, 1) {
		return pair("private", private)
	}
	if private != nil {
		public = private.Public()
	}
	return pair("public", public)
}

func (k jwk) keys() (signer, crypto.PublicKey, error) {
	switch k.Kty {
	case "RSA":
		return k.rsaKeys()
	case "EC":
		return k.ecKeys()
	case "OKP":
		return k.okpKeys()
	}
	return nil, nil, invalidJWK()
}

func (k jwk) rsaKeys() (signer, crypto.PublicKey, error) {
	public := &rsa.PublicKey{N: k.number(k.N), E: int(k.number(k.E).Int64())}
	if public.N.Sign() == 0 || public.E == 0 {
		return nil, nil, invalidJWK()
	}
	if k.D == "" {
		return nil, public, nil
	}
	private := &rsa.PrivateKey{PublicKey: *public, D: k.number(k.D), Primes: []*big.Int{k.number(k.P), k.number(k.Q)}}
	if err := private.Validate(); err != nil {
		return nil, nil, err
	}
	private.Precompute()
	return private, nil, nil
}

func (k jwk) ecKeys() (signer, crypto.PublicKey, error) {
	curve := curveNamed(k.Crv)
	if curve == nil {
		return nil, nil, invalidJWK()
	}
	if k.D != "" {
		private, err := ecdsa.ParseRawPrivateKey(curve, k.bytes(k.D))
		if err != nil {
			return nil, nil, err
		}
		return private, nil, nil
	}
	point := append(append([]byte{4}, k.bytes(k.X)...), k.bytes(k.Y)...)
	public, err := ecdsa.ParseUncompressedPublicKey(curve, point)
	return nil, public, err
}

func (k jwk) okpKeys() (signer, crypto.PublicKey, error) {
	x, d := k.bytes(k.X), k.bytes(k.D)
	switch {
	case k.Crv == "Ed25519" && len(d) == ed25519.SeedSize:
		return ed25519.NewKeyFromSeed(d), nil, nil
	case k.Crv == "Ed25519" && len(x) == ed25519.PublicKeySize && k.D == "":
		return nil, ed25519.PublicKey(x), nil
	case k.Crv == "X25519" && len(d) > 0:
		private, err := ecdh.X25519().NewPrivateKey(d)
		if err != nil {
			return nil, nil, err
		}
		return private, nil, nil
	case k.Crv == "X25519":
		public, err := ecdh.X25519().NewPublicKey(x)
		return nil, public, err
	}
	return nil, nil, invalidJWK()
}

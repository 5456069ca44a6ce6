package web

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/base64"
	"math/big"

	"github.com/cloudflare/circl/dh/x448"
	"github.com/cloudflare/circl/sign/ed448"
)

// Keys cross as bytes. RSA and elliptic curve keys are SubjectPublicKeyInfo or
// PKCS #8; the Edwards and Montgomery curves are the raw point or the raw seed.

func rsaPublic(der []byte) (*rsa.PublicKey, error) {
	k, err := x509.ParsePKIXPublicKey(der)
	if r, ok := k.(*rsa.PublicKey); ok && err == nil {
		return r, nil
	}
	return nil, dataError()
}

func rsaPrivate(der []byte) (*rsa.PrivateKey, error) {
	k, err := x509.ParsePKCS8PrivateKey(der)
	if r, ok := k.(*rsa.PrivateKey); ok && err == nil {
		return r, nil
	}
	return nil, dataError()
}

func ecPublic(der []byte) (*ecdsa.PublicKey, error) {
	k, err := x509.ParsePKIXPublicKey(der)
	if r, ok := k.(*ecdsa.PublicKey); ok && err == nil {
		return r, nil
	}
	return nil, dataError()
}

func ecPrivate(der []byte) (*ecdsa.PrivateKey, error) {
	k, err := x509.ParsePKCS8PrivateKey(der)
	if r, ok := k.(*ecdsa.PrivateKey); ok && err == nil {
		return r, nil
	}
	return nil, dataError()
}

func curveOf(name string) elliptic.Curve {
	switch name {
	case "P-256":
		return elliptic.P256()
	case "P-384":
		return elliptic.P384()
	}
	return elliptic.P521()
}

// okpOID is the last arc of 1.3.101.x for a curve.
func okpOID(name string) int {
	switch name {
	case "X25519":
		return 110
	case "X448":
		return 111
	case "Ed25519":
		return 112
	}
	return 113
}

// okpSize is the length of a raw key of a curve, private and public alike.
func okpSize(name string) int {
	switch name {
	case "X448":
		return x448.Size
	case "Ed448":
		return ed448.PublicKeySize
	}
	return 32
}

// okpPublic is the public key of a private one.
func okpPublic(name string, seed []byte) []byte {
	switch name {
	case "Ed25519":
		return ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	case "Ed448":
		return ed448.NewKeyFromSeed(seed).Public().(ed448.PublicKey)
	case "X448":
		var pub, k x448.Key
		copy(k[:], seed)
		x448.KeyGen(&pub, &k)
		return pub[:]
	}
	k, err := ecdh.X25519().NewPrivateKey(seed)
	if err != nil {
		return nil // only for a wrong length, which import refuses
	}
	return k.PublicKey().Bytes()
}

// generatePair answers [public, private].
func generatePair(p cryptoParams) (any, error) {
	switch p.Family {
	case "OKP":
		seed := make([]byte, okpSize(p.Name))
		if _, err := rand.Read(seed); err != nil {
			return nil, operationError()
		}
		return []any{okpPublic(p.Name, seed), seed}, nil
	case "EC":
		k, err := ecdsa.GenerateKey(curveOf(p.Curve), rand.Reader)
		if err != nil {
			return nil, operationError()
		}
		return marshalPair(k.Public(), k)
	}
	k, err := rsa.GenerateKey(rand.Reader, p.Bits)
	if err != nil {
		return nil, operationError()
	}
	return marshalPair(k.Public(), k)
}

func marshalPair(public, private any) (any, error) {
	pub, err := x509.MarshalPKIXPublicKey(public)
	if err != nil {
		return nil, operationError()
	}
	priv, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, operationError()
	}
	return []any{pub, priv}, nil
}

// importPair answers [type, bytes] and for RSA also the modulus length and the
// exponent.
func importPair(p cryptoParams, data []byte) (any, error) {
	switch p.Family {
	case "OKP":
		return importOKP(p, data)
	case "EC":
		return importEC(p, data)
	}
	return importRSA(p, data)
}

func importOKP(p cryptoParams, data []byte) (any, error) {
	kind, raw := "public", data
	var ok bool
	switch p.Format {
	case "raw":
		ok = true
	case "spki":
		raw, ok = parseOKP(data, p.Name, false)
	case "pkcs8":
		kind = "private"
		raw, ok = parseOKP(data, p.Name, true)
	case "jwk":
		raw, ok = jwkBytes(p.JWK, "x")
		if d, private := jwkBytes(p.JWK, "d"); private && ok {
			if len(d) != okpSize(p.Name) || string(okpPublic(p.Name, d)) != string(raw) {
				return nil, dataError()
			}
			kind, raw = "private", d
		}
	}
	if !ok || len(raw) != okpSize(p.Name) {
		return nil, dataError()
	}
	return []any{kind, raw}, nil
}

type spkiInfo struct {
	Algorithm pkix.AlgorithmIdentifier
	Key       asn1.BitString
}

type pkcs8Info struct {
	Version    int
	Algorithm  pkix.AlgorithmIdentifier
	Key        []byte
	Attributes asn1.RawValue `asn1:"optional,tag:0"`
	Public     asn1.RawValue `asn1:"optional,tag:1"`
}

// parseOKP takes the raw key out of RFC 8410's structures.
func parseOKP(der []byte, name string, private bool) ([]byte, bool) {
	oid := asn1.ObjectIdentifier{1, 3, 101, okpOID(name)}
	if private {
		var info pkcs8Info
		rest, err := asn1.Unmarshal(der, &info)
		if err != nil || len(rest) > 0 || !info.Algorithm.Algorithm.Equal(oid) {
			return nil, false
		}
		var seed []byte
		rest, err = asn1.Unmarshal(info.Key, &seed)
		return seed, err == nil && len(rest) == 0
	}
	var info spkiInfo
	rest, err := asn1.Unmarshal(der, &info)
	return info.Key.Bytes, err == nil && len(rest) == 0 && info.Algorithm.Algorithm.Equal(oid)
}

// importEC also takes compressed points, which crypto/x509 does not.
func importEC(p cryptoParams, data []byte) (any, error) {
	curve := curveOf(p.Curve)
	switch p.Format {
	case "raw":
		return importPoint(curve, data)
	case "spki":
		var info spkiInfo
		rest, err := asn1.Unmarshal(data, &info)
		if err != nil || len(rest) > 0 || !info.Algorithm.Algorithm.Equal(asn1.ObjectIdentifier{1, 2, 840, 10045, 2, 1}) || !isCurve(info.Algorithm.Parameters.FullBytes, p.Curve) {
			return nil, dataError()
		}
		return importPoint(curve, info.Key.Bytes)
	case "pkcs8":
		k, err := ecPrivate(data)
		if err != nil || k.Curve != curve {
			return nil, dataError()
		}
		return importPrivate(k)
	}
	return importECJWK(p, curve)
}

func isCurve(der []byte, name string) bool {
	var oid asn1.ObjectIdentifier
	if _, err := asn1.Unmarshal(der, &oid); err != nil {
		return false
	}
	switch name {
	case "P-256":
		return oid.Equal(asn1.ObjectIdentifier{1, 2, 840, 10045, 3, 1, 7})
	case "P-384":
		return oid.Equal(asn1.ObjectIdentifier{1, 3, 132, 0, 34})
	}
	return oid.Equal(asn1.ObjectIdentifier{1, 3, 132, 0, 35})
}

func importPoint(curve elliptic.Curve, point []byte) (any, error) {
	var x, y *big.Int
	if len(point) > 0 && (point[0] == 2 || point[0] == 3) {
		x, y = elliptic.UnmarshalCompressed(curve, point)
		if x == nil {
			return nil, dataError()
		}
		point = make([]byte, 1+2*((curve.Params().BitSize+7)/8))
		point[0] = 4
		half := (len(point) - 1) / 2
		x.FillBytes(point[1 : 1+half])
		y.FillBytes(point[1+half:])
	}
	k, err := ecdsa.ParseUncompressedPublicKey(curve, point)
	if err != nil {
		return nil, dataError()
	}
	der, err := x509.MarshalPKIXPublicKey(k)
	if err != nil {
		return nil, dataError()
	}
	return []any{"public", der}, nil
}

func importPrivate(k crypto.PrivateKey) (any, error) {
	der, err := x509.MarshalPKCS8PrivateKey(k)
	if err != nil {
		return nil, dataError()
	}
	return []any{"private", der}, nil
}

func importECJWK(p cryptoParams, curve elliptic.Curve) (any, error) {
	x, okX := jwkBytes(p.JWK, "x")
	y, okY := jwkBytes(p.JWK, "y")
	size := (curve.Params().BitSize + 7) / 8
	if !okX || !okY || len(x) != size || len(y) != size {
		return nil, dataError()
	}
	point := append(append([]byte{4}, x...), y...)
	d, private := jwkBytes(p.JWK, "d")
	if !private {
		return importPoint(curve, point)
	}
	if len(d) != size {
		return nil, dataError()
	}
	k, err := ecdsa.ParseRawPrivateKey(curve, d)
	if err != nil {
		return nil, dataError()
	}
	if pub, err := k.PublicKey.Bytes(); err != nil || string(pub) != string(point) {
		return nil, dataError()
	}
	return importPrivate(k)
}

func importRSA(p cryptoParams, data []byte) (any, error) {
	switch p.Format {
	case "spki":
		k, err := rsaPublic(data)
		if err != nil {
			return nil, err
		}
		return rsaImported("public", k, k)
	case "pkcs8":
		k, err := rsaPrivate(data)
		if err != nil {
			return nil, err
		}
		return rsaImported("private", k, &k.PublicKey)
	}
	n, okN := jwkInt(p.JWK, "n")
	e, okE := jwkInt(p.JWK, "e")
	if !okN || !okE || !e.IsInt64() || e.Int64() > 1<<31-1 {
		return nil, dataError()
	}
	pub := rsa.PublicKey{N: n, E: int(e.Int64())}
	d, private := jwkInt(p.JWK, "d")
	if !private {
		return rsaImported("public", &pub, &pub)
	}
	prime1, ok1 := jwkInt(p.JWK, "p")
	prime2, ok2 := jwkInt(p.JWK, "q")
	if !ok1 || !ok2 {
		return nil, dataError()
	}
	k := &rsa.PrivateKey{PublicKey: pub, D: d, Primes: []*big.Int{prime1, prime2}}
	if k.Validate() != nil {
		return nil, dataError()
	}
	k.Precompute()
	return rsaImported("private", k, &pub)
}

func rsaImported(kind string, key any, pub *rsa.PublicKey) (any, error) {
	var der []byte
	var err error
	if kind == "public" {
		der, err = x509.MarshalPKIXPublicKey(key)
	} else {
		der, err = x509.MarshalPKCS8PrivateKey(key)
	}
	if err != nil {
		return nil, dataError()
	}
	return []any{kind, der, pub.N.BitLen(), big.NewInt(int64(pub.E)).Bytes()}, nil
}

// exportPair answers the bytes of a format, or the members of a JWK.
func exportPair(p cryptoParams, data []byte) (any, error) {
	switch p.Family {
	case "OKP":
		return exportOKP(p, data)
	case "EC":
		return exportEC(p, data)
	}
	if p.Format != "jwk" {
		return data, nil
	}
	return rsaJWK(p.Type, data)
}

func exportOKP(p cryptoParams, raw []byte) (any, error) {
	algorithm := pkix.AlgorithmIdentifier{Algorithm: asn1.ObjectIdentifier{1, 3, 101, okpOID(p.Name)}}
	switch p.Format {
	case "raw":
		return raw, nil
	case "spki":
		return marshalDER(spkiInfo{algorithm, asn1.BitString{Bytes: raw, BitLength: 8 * len(raw)}})
	case "pkcs8":
		inner, err := asn1.Marshal(raw)
		if err != nil {
			return nil, operationError()
		}
		return marshalDER(struct {
			Version   int
			Algorithm pkix.AlgorithmIdentifier
			Key       []byte
		}{0, algorithm, inner})
	}
	jwk := map[string]any{"kty": "OKP", "crv": p.Name}
	if p.Type == "private" {
		jwk["d"] = encode64(raw)
		raw = okpPublic(p.Name, raw)
	}
	jwk["x"] = encode64(raw)
	return jwk, nil
}

func marshalDER(v any) (any, error) {
	der, err := asn1.Marshal(v)
	if err != nil {
		return nil, operationError()
	}
	return der, nil
}

func exportEC(p cryptoParams, data []byte) (any, error) {
	if p.Format == "spki" || p.Format == "pkcs8" {
		return data, nil
	}
	jwk := map[string]any{"kty": "EC", "crv": p.Curve}
	var pub *ecdsa.PublicKey
	if p.Type == "private" {
		k, err := ecPrivate(data)
		if err != nil {
			return nil, err
		}
		d, err := k.Bytes()
		if err != nil {
			return nil, operationError()
		}
		jwk["d"], pub = encode64(d), &k.PublicKey
	} else {
		k, err := ecPublic(data)
		if err != nil {
			return nil, err
		}
		pub = k
	}
	point, err := pub.Bytes()
	if err != nil {
		return nil, operationError()
	}
	if p.Format == "raw" {
		return point, nil
	}
	half := (len(point) - 1) / 2
	jwk["x"], jwk["y"] = encode64(point[1:1+half]), encode64(point[1+half:])
	return jwk, nil
}

func rsaJWK(kind string, data []byte) (any, error) {
	jwk := map[string]any{"kty": "RSA"}
	pub := &rsa.PublicKey{}
	if kind == "private" {
		k, err := rsaPrivate(data)
		if err != nil {
			return nil, err
		}
		k.Precompute()
		pub = &k.PublicKey
		jwk["d"], jwk["p"], jwk["q"] = encode64(k.D.Bytes()), encode64(k.Primes[0].Bytes()), encode64(k.Primes[1].Bytes())
		jwk["dp"], jwk["dq"], jwk["qi"] = encode64(k.Precomputed.Dp.Bytes()), encode64(k.Precomputed.Dq.Bytes()), encode64(k.Precomputed.Qinv.Bytes())
	} else {
		k, err := rsaPublic(data)
		if err != nil {
			return nil, err
		}
		pub = k
	}
	jwk["n"], jwk["e"] = encode64(pub.N.Bytes()), encode64(big.NewInt(int64(pub.E)).Bytes())
	return jwk, nil
}

func encode64(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// jwkBytes decodes a member of a JWK; false where it is missing or malformed.
func jwkBytes(jwk map[string]any, name string) ([]byte, bool) {
	s, ok := jwk[name].(string)
	if !ok {
		return nil, false
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	return b, err == nil
}

func jwkInt(jwk map[string]any, name string) (*big.Int, bool) {
	b, ok := jwkBytes(jwk, name)
	if !ok || len(b) == 0 {
		return nil, false
	}
	return new(big.Int).SetBytes(b), true
}

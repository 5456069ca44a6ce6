package node

import (
	"crypto"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"

	"signalbox/engine/jsrt/vm"
)

// keyOps work on asymmetric keys. A key crosses as DER: PKCS #8 for a private
// key, SPKI for a public one; JavaScript's KeyObject keeps that and nothing
// else, so no key lives on this side.
func keyOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeParseKey":            parseKey,
		"nodePublicKey":           publicKey,
		"nodeKeyDetails":          keyDetails,
		"nodeExportKey":           exportKey,
		"nodeSign":                signOp,
		"nodeVerify":              verifyOp,
		"nodeRSACrypt":            rsaCrypt,
		"nodeRSAReverse":          rsaReverse,
		"nodeGenerateKeyPairSync": generateKeyPair,
		"nodeDiffieHellman":       diffieHellman,
		"nodeECDH":                ecdhOp,
		"nodeKeyToJWK":            keyToJWK,
		"nodeKeyFromJWK":          keyFromJWK,
	}
}

func unsupportedKey(what string) error {
	return &vm.Error{Name: "Error", Code: "ERR_OSSL_UNSUPPORTED", Message: "error:1E08010C:DECODER routines::unsupported" + what}
}

// parseKey takes want ("private", "public"), data, format ("pem", "der"), type
// ("pkcs1", "pkcs8", "spki", "sec1" or "") and passphrase; it answers
// [kind, der]. A private key where a public one is wanted gives its public half.
func parseKey(a []any) (any, error) {
	want, der, typ := vm.Str(a, 0), vm.Bytes(a, 1), vm.Str(a, 3)
	label := ""
	if vm.Str(a, 2) != "der" {
		block, _ := pem.Decode(der)
		if block == nil {
			return nil, unsupportedKey("")
		}
		der, label = block.Bytes, block.Type
		if label == "ENCRYPTED PRIVATE KEY" || x509.IsEncryptedPEMBlock(block) { //nolint:staticcheck // old keys exist
			if len(vm.Bytes(a, 4)) == 0 {
				return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED", Message: "error:07880109:common libcrypto routines::interrupted or cancelled"}
			}
			return decryptKey(want, block, vm.Bytes(a, 4))
		}
	}
	if label == "CERTIFICATE" {
		cert, err := x509.ParseCertificate(der)
		if err != nil || want == "private" {
			return nil, unsupportedKey("")
		}
		return pair("public", cert.PublicKey)
	}
	return classify(want, der, typ)
}

func classify(want string, der []byte, typ string) (any, error) {
	if typ != "spki" {
		if private, err := parsePrivate(der); err == nil {
			if want == "private" {
				return pair("private", private)
			}
			return pair("public", private.Public())
		}
	}
	if want == "private" {
		return nil, unsupportedKey("")
	}
	public, err := parsePublic(der)
	if err != nil {
		return nil, unsupportedKey("")
	}
	return pair("public", public)
}

// decryptKey opens the old PEM encryption. PKCS #8 with a passphrase would need
// a cipher suite of its own and is refused by name.
func decryptKey(want string, block *pem.Block, passphrase []byte) (any, error) {
	if block.Type == "ENCRYPTED PRIVATE KEY" {
		der, err := openPKCS8(block.Bytes, passphrase)
		if err != nil {
			return nil, err
		}
		return classify(want, der, "pkcs8")
	}
	der, err := x509.DecryptPEMBlock(block, passphrase) //nolint:staticcheck // old keys exist
	if err != nil {
		return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_BAD_DECRYPT", Message: "error:1C800064:Provider routines::bad decrypt"}
	}
	return classify(want, der, "")
}

// signer is a private key of any kind.
type signer interface{ Public() crypto.PublicKey }

func parsePrivate(der []byte) (signer, error) {
	if k, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		if s, ok := k.(signer); ok {
			return s, nil
		}
	}
	if k, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return k, nil
	}
	if k, err := x509.ParseECPrivateKey(der); err == nil {
		return k, nil
	}
	return nil, errors.New("not a private key")
}

func parsePublic(der []byte) (crypto.PublicKey, error) {
	if k, err := x509.ParsePKIXPublicKey(der); err == nil {
		return k, nil
	}
	return x509.ParsePKCS1PublicKey(der)
}

func pair(kind string, key any) (any, error) {
	var der []byte
	var err error
	if kind == "private" {
		der, err = x509.MarshalPKCS8PrivateKey(key)
	} else {
		der, err = x509.MarshalPKIXPublicKey(key)
	}
	if err != nil {
		return nil, err
	}
	return []any{kind, der}, nil
}

// publicKey takes the DER of a private key.
func publicKey(a []any) (any, error) {
	private, err := parsePrivate(vm.Bytes(a, 0))
	if err != nil {
		return nil, err
	}
	return x509.MarshalPKIXPublicKey(private.Public())
}

// either parses a key of a known kind and answers both halves it has.
func either(kind string, der []byte) (signer, crypto.PublicKey, error) {
	if kind == "private" {
		k, err := parsePrivate(der)
		if err != nil {
			return nil, nil, err
		}
		return k, k.Public(), nil
	}
	k, err := parsePublic(der)
	return nil, k, err
}

// keyDetails takes kind and DER and answers asymmetricKeyType and details, as
// pairs, because their order is visible.
func keyDetails(a []any) (any, error) {
	_, public, err := either(vm.Str(a, 0), vm.Bytes(a, 1))
	if err != nil {
		return nil, err
	}
	switch k := public.(type) {
	case *rsa.PublicKey:
		return pairs("type", "rsa", "modulusLength", k.N.BitLen(), "publicExponent", k.E), nil
	case *ecdsa.PublicKey:
		return pairs("type", "ec", "namedCurve", opensslCurve(k.Curve)), nil
	case ed25519.PublicKey:
		return pairs("type", "ed25519"), nil
	case *ecdh.PublicKey:
		return pairs("type", "x25519"), nil
	}
	return nil, fmt.Errorf("the key type %T is unknown", public)
}

func pairs(list ...any) []any {
	var out []any
	for i := 0; i < len(list); i += 2 {
		out = append(out, list[i:i+2])
	}
	return out
}

func opensslCurve(c elliptic.Curve) string {
	switch c.Params().Name {
	case "P-256":
		return "prime256v1"
	case "P-384":
		return "secp384r1"
	case "P-521":
		return "secp521r1"
	default:
		return "secp224r1"
	}
}

func curveNamed(name string) elliptic.Curve {
	switch name {
	case "P-256", "prime256v1", "secp256r1":
		return elliptic.P256()
	case "P-384", "secp384r1":
		return elliptic.P384()
	case "P-521", "secp521r1":
		return elliptic.P521()
	case "P-224", "secp224r1":
		return elliptic.P224()
	}
	return nil
}

// exportKey takes kind, DER, type and format and answers PEM text or DER bytes.
func exportKey(a []any) (any, error) {
	kind, der, typ := vm.Str(a, 0), vm.Bytes(a, 1), vm.Str(a, 2)
	out, label, err := encodeKey(kind, der, typ)
	if err != nil {
		return nil, err
	}
	if vm.Str(a, 3) == "der" {
		return out, nil
	}
	if passphrase := vm.Bytes(a, 5); vm.Str(a, 4) != "" {
		sealed, err := sealPKCS8(out, passphrase)
		if err != nil {
			return nil, err
		}
		out, label = sealed, "ENCRYPTED PRIVATE KEY"
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: label, Bytes: out})), nil
}

func encodeKey(kind string, der []byte, typ string) ([]byte, string, error) {
	private, public, err := either(kind, der)
	if err != nil {
		return nil, "", err
	}
	switch {
	case typ == "spki":
		return der, "PUBLIC KEY", nil
	case typ == "pkcs8":
		return der, "PRIVATE KEY", nil
	case typ == "pkcs1" && kind == "private":
		if k, ok := private.(*rsa.PrivateKey); ok {
			return x509.MarshalPKCS1PrivateKey(k), "RSA PRIVATE KEY", nil
		}
	case typ == "pkcs1":
		if k, ok := public.(*rsa.PublicKey); ok {
			return x509.MarshalPKCS1PublicKey(k), "RSA PUBLIC KEY", nil
		}
	case typ == "sec1":
		if k, ok := private.(*ecdsa.PrivateKey); ok {
			out, err := x509.MarshalECPrivateKey(k)
			return out, "EC PRIVATE KEY", err
		}
	}
	return nil, "", &vm.Error{Name: "Error", Code: "ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", Message: fmt.Sprintf("The selected key encoding %s is not compatible with this key", typ)}
}

// generateKeyPair takes type, modulusLength, publicExponent and curve and
// answers [private DER, public DER].
func generateKeyPair(a []any) (any, error) {
	var key any
	var err error
	switch typ := vm.Str(a, 0); typ {
	case "rsa", "rsa-pss":
		bits := vm.Int(a, 1)
		if bits > 8192 {
			return nil, &vm.Error{Name: "RangeError", Code: "ERR_OUT_OF_RANGE", Message: fmt.Sprintf("an RSA key of more than 8192 bits is not made here; asked for %d", bits)}
		}
		key, err = rsa.GenerateKey(rand.Reader, bits)
	case "ec":
		curve := curveNamed(vm.Str(a, 3))
		if curve == nil {
			return nil, &vm.Error{Name: "TypeError", Code: "ERR_CRYPTO_INVALID_CURVE", Message: "Invalid EC curve name"}
		}
		key, err = ecdsa.GenerateKey(curve, rand.Reader)
	case "ed25519":
		_, key, err = ed25519.GenerateKey(rand.Reader)
	case "x25519":
		key, err = ecdh.X25519().GenerateKey(rand.Reader)
	default:
		return nil, &vm.Error{Name: "TypeError", Code: "ERR_INVALID_ARG_VALUE", Message: fmt.Sprintf("The argument 'type' must be a supported key type. Received '%s'", typ)}
	}
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	private, err := parsePrivate(der)
	if err != nil {
		return nil, err
	}
	spki, err := x509.MarshalPKIXPublicKey(private.Public())
	return []any{der, spki}, err
}

// diffieHellman takes the private DER and the public DER and answers the secret.
func diffieHellman(a []any) (any, error) {
	private, err := parsePrivate(vm.Bytes(a, 0))
	if err != nil {
		return nil, err
	}
	public, err := parsePublic(vm.Bytes(a, 1))
	if err != nil {
		return nil, err
	}
	ours, err := toECDH(private)
	if err != nil {
		return nil, err
	}
	theirs, ok := public.(*ecdh.PublicKey)
	if k, isEC := public.(*ecdsa.PublicKey); isEC {
		if theirs, err = k.ECDH(); err != nil {
			return nil, err
		}
		ok = true
	}
	if !ok {
		return nil, &vm.Error{Name: "Error", Code: "ERR_CRYPTO_INCOMPATIBLE_KEY", Message: "Incompatible key types for Diffie-Hellman"}
	}
	return ours.ECDH(theirs)
}

func toECDH(k signer) (*ecdh.PrivateKey, error) {
	switch k := k.(type) {
	case *ecdsa.PrivateKey:
		return k.ECDH()
	case *ecdh.PrivateKey:
		return k, nil
	}
	return nil, &vm.Error{Name: "Error", Code: "ERR_CRYPTO_INCOMPATIBLE_KEY", Message: "Incompatible key types for Diffie-Hellman"}
}

// ecdhOp serves crypto.createECDH: curve, what ("generate", "public",
// "secret"), the private scalar and the peer's point.
func ecdhOp(a []any) (any, error) {
	var curve ecdh.Curve
	switch vm.Str(a, 0) {
	case "prime256v1", "secp256r1", "P-256":
		curve = ecdh.P256()
	case "secp384r1", "P-384":
		curve = ecdh.P384()
	case "secp521r1", "P-521":
		curve = ecdh.P521()
	default:
		return nil, &vm.Error{Name: "TypeError", Code: "ERR_CRYPTO_INVALID_CURVE", Message: "Invalid EC curve name"}
	}
	switch vm.Str(a, 1) {
	case "check":
		return nil, nil
	case "point":
		return fullPoint(vm.Str(a, 0), vm.Bytes(a, 2))
	case "generate":
		k, err := curve.GenerateKey(rand.Reader)
		if err != nil {
			return nil, err
		}
		return k.Bytes(), nil
	}
	k, err := curve.NewPrivateKey(scalar(vm.Str(a, 0), vm.Bytes(a, 2)))
	if err != nil {
		return nil, &vm.Error{Name: "Error", Code: "ERR_CRYPTO_INVALID_KEYTYPE", Message: "Private key is not valid for specified curve."}
	}
	if vm.Str(a, 1) == "public" {
		return k.PublicKey().Bytes(), nil
	}
	point, err := fullPoint(vm.Str(a, 0), vm.Bytes(a, 3))
	if err != nil {
		return nil, &vm.Error{Name: "Error", Code: "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY", Message: "Public key is not valid for specified curve"}
	}
	peer, err := curve.NewPublicKey(point)
	if err != nil {
		return nil, &vm.Error{Name: "Error", Code: "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY", Message: "Public key is not valid for specified curve"}
	}
	return k.ECDH(peer)
}

// scalar is a private key as long as its curve has it.
func scalar(curve string, key []byte) []byte {
	size := (curveNamed(curve).Params().BitSize + 7) / 8
	if len(key) >= size {
		return key
	}
	return append(make([]byte, size-len(key)), key...)
}

// fullPoint writes a public point of any form as both its coordinates.
func fullPoint(name string, point []byte) ([]byte, error) {
	curve := curveNamed(name)
	switch {
	case len(point) == 0:
	case point[0] == 4:
		if x, y := elliptic.Unmarshal(curve, point); x != nil { //nolint:staticcheck // crypto/ecdh reads no compressed points
			return elliptic.Marshal(curve, x, y), nil //nolint:staticcheck // see above
		}
	case point[0] == 6 || point[0] == 7:
		return fullPoint(name, append([]byte{4}, point[1:]...))
	default:
		if x, y := elliptic.UnmarshalCompressed(curve, point); x != nil {
			return elliptic.Marshal(curve, x, y), nil //nolint:staticcheck // see above
		}
	}
	return nil, &vm.Error{Name: "Error", Code: "ERR_CRYPTO_OPERATION_FAILED", Message: "Failed to convert Buffer to EC_POINT"}
}

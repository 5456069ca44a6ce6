package node

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/asn1"
	"math/big"
	"strings"

	"signalbox/engine/jsrt/vm"
)

// OpenSSL's numbers for paddings, as crypto.constants has them.
const (
	paddingPKCS1 = 1
	paddingOAEP  = 4
	paddingPSS   = 6
)

// cryptoHash is the number Go gives to a digest's name, 0 where it has none.
func cryptoHash(name string) crypto.Hash {
	switch strings.TrimPrefix(strings.ToLower(name), "rsa-") {
	case "md5":
		return crypto.MD5
	case "sha1", "sha-1":
		return crypto.SHA1
	case "sha224":
		return crypto.SHA224
	case "sha256", "sha-256":
		return crypto.SHA256
	case "sha384", "sha-384":
		return crypto.SHA384
	case "sha512", "sha-512":
		return crypto.SHA512
	case "sha3-256":
		return crypto.SHA3_256
	case "sha3-384":
		return crypto.SHA3_384
	case "sha3-512":
		return crypto.SHA3_512
	case "ripemd160":
		return crypto.RIPEMD160
	}
	return 0
}

func digestOf(name string, data []byte) ([]byte, crypto.Hash, error) {
	if name == "" {
		name = "sha256"
	}
	h := cryptoHash(name)
	if h == 0 {
		return nil, 0, invalidDigest(name)
	}
	sum, err := digest(name, data, -1)
	if err != nil {
		return nil, 0, err
	}
	return sum.([]byte), h, nil
}

// pssOptions reads the salt length: -1 is the digest's, -2 the largest.
func pssOptions(h crypto.Hash, salt int, signing bool) *rsa.PSSOptions {
	o := &rsa.PSSOptions{Hash: h, SaltLength: salt}
	switch {
	case salt == -1:
		o.SaltLength = rsa.PSSSaltLengthEqualsHash
	case salt < 0 && signing:
		o.SaltLength = rsa.PSSSaltLengthAuto
	case salt < 0:
		o.SaltLength = rsa.PSSSaltLengthAuto
	}
	return o
}

// signOp takes digest, private DER, data, padding, salt length and whether an
// ECDSA signature is raw (IEEE P1363) rather than DER.
func signOp(a []any) (any, error) {
	key, err := parsePrivate(vm.Bytes(a, 1))
	if err != nil {
		return nil, err
	}
	if k, ok := key.(ed25519.PrivateKey); ok {
		if vm.Str(a, 0) != "" {
			return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_INVALID_DIGEST", Message: "error:1C80007A:Provider routines::invalid digest"}
		}
		return ed25519.Sign(k, vm.Bytes(a, 2)), nil
	}
	sum, h, err := digestOf(vm.Str(a, 0), vm.Bytes(a, 2))
	if err != nil {
		return nil, err
	}
	switch k := key.(type) {
	case *rsa.PrivateKey:
		if vm.Int(a, 3) == paddingPSS {
			return rsa.SignPSS(rand.Reader, k, h, sum, pssOptions(h, vm.Int(a, 4), true))
		}
		return rsa.SignPKCS1v15(rand.Reader, k, h, sum)
	case *ecdsa.PrivateKey:
		if vm.Bool(a, 5) {
			return rawECDSA(k, sum)
		}
		return ecdsa.SignASN1(rand.Reader, k, sum)
	}
	return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE", Message: "error:03000096:digital envelope routines::operation not supported for this keytype"}
}

type ecdsaSignature struct{ R, S *big.Int }

func rawECDSA(k *ecdsa.PrivateKey, sum []byte) (any, error) {
	der, err := ecdsa.SignASN1(rand.Reader, k, sum)
	if err != nil {
		return nil, err
	}
	var sig ecdsaSignature
	if _, err := asn1.Unmarshal(der, &sig); err != nil {
		return nil, err
	}
	size := (k.Curve.Params().BitSize + 7) / 8
	out := make([]byte, 2*size)
	sig.R.FillBytes(out[:size])
	sig.S.FillBytes(out[size:])
	return out, nil
}

// verifyOp takes digest, public DER, data, signature, padding, salt length and
// whether an ECDSA signature is raw.
func verifyOp(a []any) (any, error) {
	key, err := parsePublic(vm.Bytes(a, 1))
	if err != nil {
		return nil, err
	}
	signature := vm.Bytes(a, 3)
	if k, ok := key.(ed25519.PublicKey); ok {
		return ed25519.Verify(k, vm.Bytes(a, 2), signature), nil
	}
	sum, h, err := digestOf(vm.Str(a, 0), vm.Bytes(a, 2))
	if err != nil {
		return nil, err
	}
	switch k := key.(type) {
	case *rsa.PublicKey:
		if vm.Int(a, 4) == paddingPSS {
			return rsa.VerifyPSS(k, h, sum, signature, pssOptions(h, vm.Int(a, 5), false)) == nil, nil
		}
		return rsa.VerifyPKCS1v15(k, h, sum, signature) == nil, nil
	case *ecdsa.PublicKey:
		if !vm.Bool(a, 6) {
			return ecdsa.VerifyASN1(k, sum, signature), nil
		}
		size := (k.Curve.Params().BitSize + 7) / 8
		if len(signature) != 2*size {
			return false, nil
		}
		return ecdsa.Verify(k, sum, new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])), nil
	}
	return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE", Message: "error:03000096:digital envelope routines::operation not supported for this keytype"}
}

// rsaCrypt takes what ("encrypt", "decrypt"), DER, data, padding, OAEP digest
// and OAEP label.
func rsaCrypt(a []any) (any, error) {
	data, padding := vm.Bytes(a, 2), vm.Int(a, 3)
	h := newHash(vm.Str(a, 4))
	if h == nil {
		return nil, invalidDigest(vm.Str(a, 4))
	}
	if vm.Str(a, 0) == "encrypt" {
		key, err := parsePublic(vm.Bytes(a, 1))
		k, ok := key.(*rsa.PublicKey)
		if err != nil || !ok {
			return nil, unsupportedKey("")
		}
		if padding == paddingPKCS1 {
			return rsa.EncryptPKCS1v15(rand.Reader, k, data)
		}
		return rsa.EncryptOAEP(h(), rand.Reader, k, data, vm.Bytes(a, 5))
	}
	key, err := parsePrivate(vm.Bytes(a, 1))
	k, ok := key.(*rsa.PrivateKey)
	if err != nil || !ok {
		return nil, unsupportedKey("")
	}
	var out []byte
	if padding == paddingPKCS1 {
		out, err = rsa.DecryptPKCS1v15(rand.Reader, k, data)
	} else {
		out, err = rsa.DecryptOAEP(h(), rand.Reader, k, data, vm.Bytes(a, 5))
	}
	if err != nil {
		return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_RSA_OAEP_DECODING_ERROR", Message: "error:02000079:rsa routines::oaep decoding error"}
	}
	return out, nil
}

// rsaReverse is RSA the other way round, with the padding of signatures: what
// ("encrypt" with a private key, "decrypt" with a public one), DER and data.
func rsaReverse(a []any) (any, error) {
	data := vm.Bytes(a, 2)
	if vm.Str(a, 0) == "encrypt" {
		key, err := parsePrivate(vm.Bytes(a, 1))
		k, ok := key.(*rsa.PrivateKey)
		if err != nil || !ok {
			return nil, unsupportedKey("")
		}
		return rsa.SignPKCS1v15(nil, k, crypto.Hash(0), data)
	}
	key, err := parsePublic(vm.Bytes(a, 1))
	k, ok := key.(*rsa.PublicKey)
	if err != nil || !ok {
		return nil, unsupportedKey("")
	}
	plain := new(big.Int).Exp(new(big.Int).SetBytes(data), big.NewInt(int64(k.E)), k.N)
	if plain.BitLen() > 8*k.Size() {
		return nil, unsupportedKey("")
	}
	block := plain.FillBytes(make([]byte, k.Size()))
	end := bytes.IndexByte(block[2:], 0)
	if block[0] != 0 || block[1] != 1 || end < 8 {
		return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_RSA_INVALID_PADDING", Message: "error:0200008A:rsa routines::invalid padding"}
	}
	return block[2+end+1:], nil
}

package web

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"math/big"

	"github.com/cloudflare/circl/sign/ed448"
)

// sign signs data. For ECDSA the signature is r and s side by side.
func sign(p cryptoParams, key, data, ctx []byte) (any, error) {
	switch p.Name {
	case "Ed25519":
		return ed25519.Sign(ed25519.NewKeyFromSeed(key), data), nil
	case "Ed448":
		return ed448.Sign(ed448.NewKeyFromSeed(key), data, string(ctx)), nil
	}
	h, err := hashOf(p.Hash)
	if err != nil {
		return nil, err
	}
	switch p.Name {
	case "HMAC":
		mac := hmac.New(h.New, key)
		mac.Write(data)
		return mac.Sum(nil), nil
	case "ECDSA":
		k, err := ecPrivate(key)
		if err != nil {
			return nil, err
		}
		r, s, err := ecdsa.Sign(rand.Reader, k, digest(h, data))
		if err != nil {
			return nil, operationError()
		}
		size := (k.Curve.Params().BitSize + 7) / 8
		out := make([]byte, 2*size)
		r.FillBytes(out[:size])
		s.FillBytes(out[size:])
		return out, nil
	}
	k, err := rsaPrivate(key)
	if err != nil {
		return nil, err
	}
	var out []byte
	switch {
	case p.Name != "RSA-PSS":
		out, err = rsa.SignPKCS1v15(nil, k, h, digest(h, data))
	case p.SaltLength == 0:
		out, err = signPSSEmpty(k, h, data)
	default:
		out, err = rsa.SignPSS(rand.Reader, k, h, digest(h, data), &rsa.PSSOptions{SaltLength: p.SaltLength})
	}
	if err != nil {
		return nil, operationError()
	}
	return out, nil
}

// verify says whether a signature is right; a malformed one is just wrong.
func verify(p cryptoParams, key, signature, data, ctx []byte) (any, error) {
	switch p.Name {
	case "Ed25519":
		return len(key) == ed25519.PublicKeySize && ed25519.Verify(key, data, signature), nil
	case "Ed448":
		return ed448.Verify(key, data, signature, string(ctx)), nil
	}
	h, err := hashOf(p.Hash)
	if err != nil {
		return nil, err
	}
	switch p.Name {
	case "HMAC":
		mac := hmac.New(h.New, key)
		mac.Write(data)
		return hmac.Equal(mac.Sum(nil), signature), nil
	case "ECDSA":
		k, err := ecPublic(key)
		if err != nil {
			return nil, err
		}
		size := (k.Curve.Params().BitSize + 7) / 8
		if len(signature) != 2*size {
			return false, nil
		}
		r, s := new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])
		return ecdsa.Verify(k, digest(h, data), r, s), nil
	}
	k, err := rsaPublic(key)
	if err != nil {
		return nil, err
	}
	if p.Name == "RSA-PSS" {
		return verifyPSS(k, h, data, signature, p.SaltLength), nil
	}
	return rsa.VerifyPKCS1v15(k, h, digest(h, data), signature) == nil, nil
}

package web

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
	"encoding/binary"
	"errors"
)

// cipherOp encrypts, decrypts, wraps or unwraps.
func cipherOp(p cryptoParams, key, iv, aad, data []byte) (any, error) {
	out, err := cipherBytes(p, key, iv, aad, data)
	if err != nil {
		return nil, operationError()
	}
	if out == nil {
		out = []byte{}
	}
	return out, nil
}

func cipherBytes(p cryptoParams, key, iv, aad, data []byte) ([]byte, error) {
	if p.Name == "RSA-OAEP" {
		return rsaOAEP(p, key, aad, data)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	encrypting := p.Op == "encrypt"
	switch p.Name {
	case "AES-CBC":
		return aesCBC(block, encrypting, iv, data)
	case "AES-CTR":
		return aesCTR(block, iv, p.Length, data)
	case "AES-GCM":
		return aesGCM(block, encrypting, iv, aad, data, p.TagLength/8)
	}
	if p.Op == "wrap" {
		return wrapAES(block, data)
	}
	return unwrapAES(block, data)
}

func rsaOAEP(p cryptoParams, key, label, data []byte) ([]byte, error) {
	h, err := hashOf(p.Hash)
	if err != nil {
		return nil, err
	}
	if p.Op == "encrypt" {
		k, err := rsaPublic(key)
		if err != nil {
			return nil, err
		}
		return rsa.EncryptOAEP(h.New(), rand.Reader, k, data, label)
	}
	k, err := rsaPrivate(key)
	if err != nil {
		return nil, err
	}
	return rsa.DecryptOAEP(h.New(), nil, k, data, label)
}

// aesCBC pads as PKCS #7.
func aesCBC(block cipher.Block, encrypting bool, iv, data []byte) ([]byte, error) {
	if encrypting {
		n := aes.BlockSize - len(data)%aes.BlockSize
		out := append(bytes.Clone(data), bytes.Repeat([]byte{byte(n)}, n)...)
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(out, out)
		return out, nil
	}
	if len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, errors.New("wrong length")
	}
	out := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, data)
	n := int(out[len(out)-1])
	if n == 0 || n > aes.BlockSize || !bytes.Equal(out[len(out)-n:], bytes.Repeat([]byte{byte(n)}, n)) {
		return nil, errors.New("wrong padding")
	}
	return out[:len(out)-n], nil
}

// aesCTR counts in the low bits of the counter block only, and refuses data
// that would make the counter meet itself.
func aesCTR(block cipher.Block, counter []byte, bits int, data []byte) ([]byte, error) {
	blocks := (len(data) + aes.BlockSize - 1) / aes.BlockSize
	if bits < 63 && blocks > 1<<bits {
		return nil, errors.New("the counter would repeat")
	}
	out := make([]byte, len(data))
	ctr := bytes.Clone(counter)
	var stream [aes.BlockSize]byte
	for i := 0; i < len(data); i += aes.BlockSize {
		block.Encrypt(stream[:], ctr)
		subtle.XORBytes(out[i:], data[i:], stream[:min(aes.BlockSize, len(data)-i)])
		increment(ctr, bits)
	}
	return out, nil
}

// increment adds one to the low bits of a counter block, modulo their number.
func increment(ctr []byte, bits int) {
	for i := len(ctr) - 1; bits > 0; i-- {
		n := min(bits, 8)
		mask := byte(0xFF >> (8 - n))
		next := (ctr[i] + 1) & mask
		ctr[i] = ctr[i]&^mask | next
		if next != 0 {
			return
		}
		bits -= n
	}
}

// aesGCM uses the standard library where it has the sizes, and counts itself
// for the short tags and odd nonces that Web Crypto allows.
func aesGCM(block cipher.Block, encrypting bool, iv, aad, data []byte, tagSize int) ([]byte, error) {
	var aead cipher.AEAD
	var err error
	switch {
	case len(iv) == 12 && tagSize >= 12:
		aead, err = cipher.NewGCMWithTagSize(block, tagSize)
	case tagSize == 16:
		aead, err = cipher.NewGCMWithNonceSize(block, len(iv))
	default:
		return shortGCM(block, encrypting, iv, aad, data, tagSize)
	}
	if err != nil {
		return nil, err
	}
	if encrypting {
		return aead.Seal(nil, iv, data, aad), nil
	}
	return aead.Open(nil, iv, data, aad)
}

// shortGCM truncates the full tag. To decrypt it encrypts again, for GCM
// deciphers with the same key stream, and compares the tags.
func shortGCM(block cipher.Block, encrypting bool, iv, aad, data []byte, tagSize int) ([]byte, error) {
	aead, err := cipher.NewGCMWithNonceSize(block, len(iv))
	if err != nil {
		return nil, err
	}
	if encrypting {
		sealed := aead.Seal(nil, iv, data, aad)
		return sealed[:len(data)+tagSize], nil
	}
	if len(data) < tagSize {
		return nil, errors.New("the data is too short")
	}
	text, tag := data[:len(data)-tagSize], data[len(data)-tagSize:]
	plain := aead.Seal(nil, iv, text, aad)[:len(text)]
	again := aead.Seal(nil, iv, plain, aad)
	if subtle.ConstantTimeCompare(again[len(text):len(text)+tagSize], tag) != 1 {
		return nil, errors.New("wrong tag")
	}
	return plain, nil
}

// wrapAES is AES key wrap (RFC 3394, 2.2.1).
func wrapAES(block cipher.Block, data []byte) ([]byte, error) {
	if len(data)%8 != 0 || len(data) < 16 {
		return nil, errors.New("wrong length")
	}
	n := len(data) / 8
	out := append(bytes.Repeat([]byte{0xA6}, 8), data...)
	var b [16]byte
	for j := range 6 {
		for i := 1; i <= n; i++ {
			copy(b[:8], out[:8])
			copy(b[8:], out[8*i:])
			block.Encrypt(b[:], b[:])
			t := binary.BigEndian.Uint64(b[:8]) ^ uint64(n*j+i)
			binary.BigEndian.PutUint64(out, t)
			copy(out[8*i:], b[8:])
		}
	}
	return out, nil
}

func unwrapAES(block cipher.Block, data []byte) ([]byte, error) {
	if len(data)%8 != 0 || len(data) < 24 {
		return nil, errors.New("wrong length")
	}
	n := len(data)/8 - 1
	out := bytes.Clone(data)
	var b [16]byte
	for j := 5; j >= 0; j-- {
		for i := n; i >= 1; i-- {
			binary.BigEndian.PutUint64(b[:8], binary.BigEndian.Uint64(out)^uint64(n*j+i))
			copy(b[8:], out[8*i:8*i+8])
			block.Decrypt(b[:], b[:])
			copy(out[:8], b[:8])
			copy(out[8*i:], b[8:])
		}
	}
	if subtle.ConstantTimeCompare(out[:8], bytes.Repeat([]byte{0xA6}, 8)) != 1 {
		return nil, errors.New("wrong integrity value")
	}
	return out[8:], nil
}

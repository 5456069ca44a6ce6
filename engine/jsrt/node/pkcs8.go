package node

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509/pkix"
	"encoding/asn1"
	"hash"

	"signalbox/engine/jsrt/vm"
)

// The passphrase form of PKCS #8 (RFC 8018, PBES2 with PBKDF2 and AES-CBC), the
// one that OpenSSL writes.
type (
	encryptedKey struct {
		Algorithm pkix.AlgorithmIdentifier
		Data      []byte
	}
	pbes2 struct{ KDF, Cipher pkix.AlgorithmIdentifier }
	kdf   struct {
		Salt       []byte
		Iterations int
		Length     int                      `asn1:"optional"`
		PRF        pkix.AlgorithmIdentifier `asn1:"optional"`
	}
)

var (
	oidPBES2  = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 13}
	oidPBKDF2 = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 5, 12}
	oidSHA256 = asn1.ObjectIdentifier{1, 2, 840, 113549, 2, 9}
	oidAES128 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 2}
	oidAES256 = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 1, 42}
)

func badDecrypt() error {
	return &vm.Error{Name: "Error", Code: "ERR_OSSL_BAD_DECRYPT", Message: "error:1C800064:Provider routines::bad decrypt"}
}

// openPKCS8 answers the PKCS #8 inside an encrypted one.
func openPKCS8(der, passphrase []byte) ([]byte, error) {
	var outer encryptedKey
	var scheme pbes2
	var derive kdf
	var iv []byte
	if _, err := asn1.Unmarshal(der, &outer); err != nil || !outer.Algorithm.Algorithm.Equal(oidPBES2) {
		return nil, unsupportedKey("")
	}
	if _, err := asn1.Unmarshal(outer.Algorithm.Parameters.FullBytes, &scheme); err != nil {
		return nil, unsupportedKey("")
	}
	if _, err := asn1.Unmarshal(scheme.KDF.Parameters.FullBytes, &derive); err != nil || !scheme.KDF.Algorithm.Equal(oidPBKDF2) {
		return nil, unsupportedKey("")
	}
	if _, err := asn1.Unmarshal(scheme.Cipher.Parameters.FullBytes, &iv); err != nil || len(iv) != aes.BlockSize {
		return nil, unsupportedKey("")
	}
	size := 32
	if scheme.Cipher.Algorithm.Equal(oidAES128) {
		size = 16
	}
	digest := func() hash.Hash { return sha1.New() }
	if derive.PRF.Algorithm.Equal(oidSHA256) {
		digest = sha256.New
	}
	key, err := pbkdf2.Key(digest, string(passphrase), derive.Salt, derive.Iterations, size)
	if err != nil {
		return nil, err
	}
	return unpad(key, iv, outer.Data)
}

func unpad(key, iv, data []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) == 0 || len(data)%aes.BlockSize != 0 {
		return nil, badDecrypt()
	}
	out := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, data)
	pad := int(out[len(out)-1])
	if pad == 0 || pad > aes.BlockSize {
		return nil, badDecrypt()
	}
	return out[:len(out)-pad], nil
}

// sealPKCS8 encrypts a PKCS #8 with AES-256-CBC under a key from PBKDF2.
func sealPKCS8(der, passphrase []byte) ([]byte, error) {
	salt, iv := make([]byte, 16), make([]byte, aes.BlockSize)
	rand.Read(salt)
	rand.Read(iv)
	const iterations = 2048
	key, err := pbkdf2.Key(sha256.New, string(passphrase), salt, iterations, 32)
	if err != nil {
		return nil, err
	}
	pad := aes.BlockSize - len(der)%aes.BlockSize
	data := append([]byte{}, der...)
	for range pad {
		data = append(data, byte(pad))
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
	return marshalSealed(salt, iv, iterations, data)
}

func marshalSealed(salt, iv []byte, iterations int, data []byte) ([]byte, error) {
	params, err := asn1.Marshal(kdf{Salt: salt, Iterations: iterations, PRF: pkix.AlgorithmIdentifier{Algorithm: oidSHA256, Parameters: asn1.NullRawValue}})
	if err != nil {
		return nil, err
	}
	ivDER, err := asn1.Marshal(iv)
	if err != nil {
		return nil, err
	}
	scheme, err := asn1.Marshal(pbes2{
		KDF:    pkix.AlgorithmIdentifier{Algorithm: oidPBKDF2, Parameters: asn1.RawValue{FullBytes: params}},
		Cipher: pkix.AlgorithmIdentifier{Algorithm: oidAES256, Parameters: asn1.RawValue{FullBytes: ivDER}},
	})
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(encryptedKey{Algorithm: pkix.AlgorithmIdentifier{Algorithm: oidPBES2, Parameters: asn1.RawValue{FullBytes: scheme}}, Data: data})
}

package web

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"math/big"
)

// Go's PSSOptions read a salt length of zero as "automatic", which Web Crypto
// must not: a salt of zero bytes is a length like any other. So an empty salt
// is done here (RFC 8017, 9.1).

// signPSSEmpty signs with an empty salt.
func signPSSEmpty(k *rsa.PrivateKey, h crypto.Hash, data []byte) ([]byte, error) {
	bits := k.N.BitLen() - 1
	em, err := encodePSS(h, digest(h, data), bits)
	if err != nil {
		return nil, err
	}
	m := new(big.Int).SetBytes(em)
	s := blindedExp(k, m)
	return s.FillBytes(make([]byte, k.Size())), nil
}

// blindedExp is m^d mod n with a random factor, so that time does not depend on m.
func blindedExp(k *rsa.PrivateKey, m *big.Int) *big.Int {
	for {
		r, err := rand.Int(rand.Reader, k.N)
		if err != nil || r.Sign() == 0 {
			continue
		}
		inverse := new(big.Int).ModInverse(r, k.N)
		if inverse == nil {
			continue
		}
		re := new(big.Int).Exp(r, big.NewInt(int64(k.E)), k.N)
		s := new(big.Int).Exp(re.Mul(re, m).Mod(re, k.N), k.D, k.N)
		return s.Mul(s, inverse).Mod(s, k.N)
	}
}

// verifyPSS checks a signature with exactly that salt length.
func verifyPSS(k *rsa.PublicKey, h crypto.Hash, data, signature []byte, salt int) bool {
	if salt > 0 {
		return rsa.VerifyPSS(k, h, digest(h, data), signature, &rsa.PSSOptions{SaltLength: salt}) == nil
	}
	if len(signature) != k.Size() {
		return false
	}
	s := new(big.Int).SetBytes(signature)
	if s.Cmp(k.N) >= 0 {
		return false
	}
	bits := k.N.BitLen() - 1
	want, err := encodePSS(h, digest(h, data), bits)
	if err != nil {
		return false
	}
	m := new(big.Int).Exp(s, big.NewInt(int64(k.E)), k.N)
	if m.BitLen() > 8*len(want) {
		return false
	}
	return subtle.ConstantTimeCompare(m.FillBytes(make([]byte, len(want))), want) == 1
}

// encodePSS is EMSA-PSS-ENCODE with an empty salt: it is deterministic, so
// checking is encoding again.
func encodePSS(h crypto.Hash, hashed []byte, bits int) ([]byte, error) {
	size := (bits + 7) / 8
	if size < h.Size()+2 {
		return nil, errors.New("the key is too short")
	}
	final := digest(h, append(make([]byte, 8), hashed...))
	em := make([]byte, size)
	db := em[:size-h.Size()-1]
	db[len(db)-1] = 1
	mgf1(db, h, final)
	db[0] &= 0xFF >> (8*size - bits)
	copy(em[len(db):], final)
	em[size-1] = 0xBC
	return em, nil
}

// mgf1 xors the mask of a seed into out.
func mgf1(out []byte, h crypto.Hash, seed []byte) {
	for i := uint32(0); len(out) > 0; i++ {
		mask := digest(h, binary.BigEndian.AppendUint32(append([]byte{}, seed...), i))
		n := subtle.XORBytes(out, out, mask[:min(len(mask), len(out))])
		out = out[n:]
	}
}

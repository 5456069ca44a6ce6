package node

import (
	"crypto/rand"
	"fmt"
	"math/big"

	"signalbox/engine/jsrt/vm"
)

// primeOps are Diffie-Hellman over primes and the primes themselves. Numbers
// cross as their bytes, the highest first.
func primeOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeDHGroup":  func(a []any) (any, error) { return modp(vm.Str(a, 0)) },
		"nodePower":    power,
		"nodeRandomTo": func(a []any) (any, error) { return randomBelow(vm.Bytes(a, 0)) },
		"nodeIsPrime": func(a []any) (any, error) {
			return new(big.Int).SetBytes(vm.Bytes(a, 0)).ProbablyPrime(max(vm.Int(a, 1), 20)), nil
		},
		"nodePrime": func(a []any) (any, error) { return prime(vm.Int(a, 0), vm.Bool(a, 1), vm.Bytes(a, 2), vm.Bytes(a, 3)) },
	}
}

// groups are the well-known primes of RFC 2409 and RFC 3526: bits, and the
// number that makes the formula of modp prime.
var groups = map[string]struct {
	bits uint
	add  int64
}{
	"modp1": {768, 149686}, "modp2": {1024, 129093}, "modp5": {1536, 741804}, "modp14": {2048, 124476}, "modp15": {3072, 1690314},
	"modp16": {4096, 240904}, "modp17": {6144, 929484}, "modp18": {8192, 4743158},
}

// modp answers the prime of a group, nil for an unknown name. It is
// 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) * pi) + add).
func modp(name string) (any, error) {
	g, ok := groups[name]
	if !ok {
		return nil, nil
	}
	one := big.NewInt(1)
	p := new(big.Int).Lsh(one, g.bits)
	p.Sub(p, new(big.Int).Lsh(one, g.bits-64))
	p.Sub(p, one)
	middle := pi(g.bits - 130)
	middle.Add(middle, big.NewInt(g.add))
	return p.Add(p, middle.Lsh(middle, 64)).Bytes(), nil
}

// pi is floor(2^bits * pi), by Machin's formula.
func pi(bits uint) *big.Int {
	const spare = 64
	unit := new(big.Int).Lsh(big.NewInt(1), bits+spare)
	arctan := func(n int64) *big.Int {
		term := new(big.Int).Div(unit, big.NewInt(n))
		sum, square := new(big.Int).Set(term), big.NewInt(n*n)
		for k := int64(3); term.Sign() != 0; k += 2 {
			term.Div(term, square)
			part := new(big.Int).Div(term, big.NewInt(k))
			if k%4 == 3 {
				part.Neg(part)
			}
			sum.Add(sum, part)
		}
		return sum
	}
	out := new(big.Int).Mul(arctan(5), big.NewInt(4))
	out.Sub(out, arctan(239))
	out.Mul(out, big.NewInt(4))
	return out.Rsh(out, spare)
}

// maxPower bounds the modulus of one exponentiation, in bytes.
const maxPower = 2048

// power takes base, exponent and modulus and answers base^exponent, as long as
// the modulus.
func power(a []any) (any, error) {
	m := vm.Bytes(a, 2)
	if len(m) == 0 || len(m) > maxPower {
		return nil, &vm.Error{Name: "Error", Message: fmt.Sprintf("a modulus of %d bytes is not computed with; at most %d", len(m), maxPower)}
	}
	modulus := new(big.Int).SetBytes(m)
	if modulus.Sign() == 0 {
		return nil, &vm.Error{Name: "Error", Message: "the modulus is zero"}
	}
	out := new(big.Int).Exp(new(big.Int).SetBytes(vm.Bytes(a, 0)), new(big.Int).SetBytes(vm.Bytes(a, 1)), modulus)
	return out.FillBytes(make([]byte, len(m))), nil
}

// randomBelow is a number from 1 to limit-1.
func randomBelow(limit []byte) (any, error) {
	top := new(big.Int).Sub(new(big.Int).SetBytes(limit), big.NewInt(1))
	if top.Sign() <= 0 {
		return []byte{1}, nil
	}
	n, err := rand.Int(rand.Reader, top)
	if err != nil {
		return nil, err
	}
	return n.Add(n, big.NewInt(1)).Bytes(), nil
}

// maxPrime bounds the primes that are looked for, in bits: a safe prime of 2048
// bits takes a minute.
const maxPrime = 2048

// prime looks for a prime of so many bits that is rem modulo add (where add is
// given), and whose half is prime too where it has to be safe.
func prime(bits int, safe bool, add, rem []byte) (any, error) {
	if bits > maxPrime || safe && bits > 1024 {
		return nil, &vm.Error{Name: "RangeError", Code: "ERR_OUT_OF_RANGE", Message: fmt.Sprintf("a prime of %d bits is not looked for here", bits)}
	}
	for range 100_000 {
		p, err := rand.Prime(rand.Reader, max(bits, 2))
		if err != nil {
			return nil, err
		}
		if len(add) > 0 {
			step := new(big.Int).SetBytes(add)
			p.Sub(p, new(big.Int).Mod(p, step)).Add(p, new(big.Int).SetBytes(rem))
		}
		half := new(big.Int).Rsh(p, 1)
		if p.BitLen() == bits && (len(add) == 0 || p.ProbablyPrime(20)) && (!safe || half.ProbablyPrime(20)) {
			return p.FillBytes(make([]byte, (bits+7)/8)), nil
		}
	}
	return nil, &vm.Error{Name: "Error", Message: "no such prime was found"}
}

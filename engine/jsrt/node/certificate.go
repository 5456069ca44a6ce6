package node

import (
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"strings"
	"time"

	"signalbox/engine/jsrt/vm"
)

// certificateOps read X.509 certificates.
func certificateOps() map[string]vm.Op {
	return map[string]vm.Op{
		"nodeCertificate": certificate,
		"nodeCertificateSigned": func(a []any) (any, error) {
			cert, err := x509.ParseCertificate(vm.Bytes(a, 0))
			if err != nil {
				return nil, err
			}
			key, err := parsePublic(vm.Bytes(a, 1))
			if err != nil {
				return nil, err
			}
			issuer := &x509.Certificate{PublicKey: key, PublicKeyAlgorithm: cert.PublicKeyAlgorithm}
			return issuer.CheckSignature(cert.SignatureAlgorithm, cert.RawTBSCertificate, cert.Signature) == nil, nil
		},
		"nodeCertificateHost": func(a []any) (any, error) {
			cert, err := x509.ParseCertificate(vm.Bytes(a, 0))
			return err == nil && cert.VerifyHostname(vm.Str(a, 1)) == nil, nil
		},
	}
}

// certificate takes PEM or DER and answers what an X509Certificate shows.
func certificate(a []any) (any, error) {
	der := vm.Bytes(a, 0)
	if block, _ := pem.Decode(der); block != nil {
		der = block.Bytes
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, &vm.Error{Name: "Error", Code: "ERR_OSSL_ASN1_NOT_ENOUGH_DATA", Message: "error:0688010A:asn1 encoding routines::nested asn1 error"}
	}
	spki, err := x509.MarshalPKIXPublicKey(cert.PublicKey)
	if err != nil {
		return nil, err
	}
	s1, s256, s512 := sha1.Sum(cert.Raw), sha256.Sum256(cert.Raw), sha512.Sum512(cert.Raw)
	return map[string]any{
		"raw": cert.Raw, "spki": spki, "ca": cert.IsCA, "serialNumber": strings.ToUpper(evenHex(fmt.Sprintf("%x", cert.SerialNumber))),
		"subject": distinguished(cert.Subject), "issuer": distinguished(cert.Issuer), "subjectAltName": altNames(cert),
		"validFrom": opensslTime(cert.NotBefore), "validTo": opensslTime(cert.NotAfter),
		"fingerprint": colons(s1[:]), "fingerprint256": colons(s256[:]), "fingerprint512": colons(s512[:]),
		"pem": string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw})),
	}, nil
}

func evenHex(s string) string {
	if len(s)%2 == 1 {
		return "0" + s
	}
	return s
}

func colons(b []byte) string {
	return strings.ReplaceAll(strings.ToUpper(fmt.Sprintf("% x", b)), " ", ":")
}

func opensslTime(t time.Time) string { return t.UTC().Format("Jan _2 15:04:05 2006 GMT") }

// distinguished writes a name as OpenSSL does on several lines.
func distinguished(name pkix.Name) string {
	short := map[string]string{
		"2.5.4.3": "CN", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "ST", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.5": "serialNumber",
		"2.5.4.9": "street", "1.2.840.113549.1.9.1": "emailAddress", "0.9.2342.19200300.100.1.25": "DC", "0.9.2342.19200300.100.1.1": "UID",
	}
	var lines []string
	for _, part := range name.Names {
		key := part.Type.String()
		if s, ok := short[key]; ok {
			key = s
		}
		lines = append(lines, fmt.Sprintf("%s=%v", key, part.Value))
	}
	return strings.Join(lines, "\n")
}

func altNames(cert *x509.Certificate) string {
	var out []string
	for _, name := range cert.DNSNames {
		out = append(out, "DNS:"+name)
	}
	for _, mail := range cert.EmailAddresses {
		out = append(out, "email:"+mail)
	}
	for _, ip := range cert.IPAddresses {
		out = append(out, "IP Address:"+ip.String())
	}
	for _, uri := range cert.URIs {
		out = append(out, "URI:"+uri.String())
	}
	return strings.Join(out, ", ")
}

// X509Certificate: the host reads the certificate once, JavaScript shows it.
import { host, internal } from "signalbox:internal";
import { Buffer } from "node:buffer";
import { invalidArgType, invalidArgValue } from "signalbox:node/errors";
import { createPublicKey, keyBytes, publicFor } from "signalbox:node/keys";

export class X509Certificate {
  #v;
  constructor(buffer) {
    if (typeof buffer !== "string" && !ArrayBuffer.isView(buffer)) throw invalidArgType("buffer", ["string", "Buffer", "TypedArray", "DataView"], buffer);
    const bytes = typeof buffer === "string" ? Buffer.from(buffer) : new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    this.#v = host.nodeCertificate(bytes);
  }
  get subject() { return this.#v.subject || undefined; }
  get subjectAltName() { return this.#v.subjectAltName || undefined; }
  get issuer() { return this.#v.issuer || undefined; }
  get issuerCertificate() { return undefined; }
  get infoAccess() { return undefined; }
  get validFrom() { return this.#v.validFrom; }
  get validTo() { return this.#v.validTo; }
  get validFromDate() { return new Date(this.#v.validFrom); }
  get validToDate() { return new Date(this.#v.validTo); }
  get fingerprint() { return this.#v.fingerprint; }
  get fingerprint256() { return this.#v.fingerprint256; }
  get fingerprint512() { return this.#v.fingerprint512; }
  get keyUsage() { return undefined; }
  get serialNumber() { return this.#v.serialNumber; }
  get raw() { return Buffer.from(this.#v.raw); }
  get publicKey() { return createPublicKey({ key: Buffer.from(this.#v.spki), format: "der", type: "spki" }); }
  get ca() { return this.#v.ca; }
  checkHost(name) { return host.nodeCertificateHost(this.#v.raw, `${name}`) ? `${name}` : undefined; }
  checkEmail(mail) { return `, ${this.#v.subjectAltName}, `.includes(`, email:${mail}, `) || `\n${this.#v.subject}\n`.includes(`\nemailAddress=${mail}\n`) ? `${mail}` : undefined; }
  checkIP(ip) { return `, ${this.#v.subjectAltName}, `.includes(`, IP Address:${ip}, `) ? `${ip}` : undefined; }
  checkIssued(other) { return this.#v.issuer === other.subject && host.nodeCertificateSigned(this.#v.raw, keyBytes(other.publicKey)); }
  checkPrivateKey(key) {
    if (key?.type !== "private") throw invalidArgValue("pkey", key);
    return createPublicKey(key).equals(this.publicKey);
  }
  verify(key) { return host.nodeCertificateSigned(this.#v.raw, keyBytes(publicFor(key))); }
  toString() { return this.#v.pem; }
  toJSON() { return this.#v.pem; }
  toLegacyObject() {
    const split = (text) => Object.fromEntries((text ?? "").split("\n").map((line) => line.split(/=(.*)/s)));
    return { subject: split(this.subject), issuer: split(this.issuer), subjectaltname: this.subjectAltName, valid_from: this.validFrom, valid_to: this.validTo, fingerprint: this.fingerprint, fingerprint256: this.fingerprint256, serialNumber: this.serialNumber, raw: this.raw };
  }
}

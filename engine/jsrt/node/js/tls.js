// node:tls: importing works, connecting does not.
import { Socket } from "node:net";
import EventEmitter from "node:events";
import { classes, functions } from "signalbox:node/unavailable";

const why = "a handler reaches the network by fetch only";
// StreamSocket is the class behind a TLS socket over a stream; packages take it from a socket's handle.
class StreamSocket extends Socket { constructor(stream) { super(); this.stream = stream; } }
class TLSSocket extends Socket { _handle = { _parentWrap: new StreamSocket() }; encrypted = true; authorized = false; getPeerCertificate() { return {}; } getCipher() { return {}; } getProtocol() { return null; } }
const tls = {
  CLIENT_RENEG_LIMIT: 3, CLIENT_RENEG_WINDOW: 600, DEFAULT_CIPHERS: "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256",
  DEFAULT_ECDH_CURVE: "auto", DEFAULT_MIN_VERSION: "TLSv1.2", DEFAULT_MAX_VERSION: "TLSv1.3", getCiphers: () => [], rootCertificates: [],
  createSecureContext: (options) => ({ context: options }), SecureContext: class SecureContext {}, TLSSocket, checkServerIdentity: () => undefined, convertALPNProtocols() {},
  ...functions("tls", ["connect", "createServer", "createSecurePair"], why), ...classes("tls", ["Server"], why, EventEmitter),
};
export default tls;
export const {
  CLIENT_RENEG_LIMIT, CLIENT_RENEG_WINDOW, DEFAULT_CIPHERS, DEFAULT_ECDH_CURVE, DEFAULT_MIN_VERSION, DEFAULT_MAX_VERSION, getCiphers,
  rootCertificates, convertALPNProtocols, checkServerIdentity, createSecureContext, SecureContext, Server, createServer, connect, createSecurePair,
} = tls;
export { TLSSocket };

// node:http2: importing works, connecting does not.
import { classes, functions } from "signalbox:node/unavailable";

const why = "a handler reaches the network by fetch only";
const constants = {
  HTTP2_HEADER_STATUS: ":status", HTTP2_HEADER_METHOD: ":method", HTTP2_HEADER_PATH: ":path", HTTP2_HEADER_AUTHORITY: ":authority",
  HTTP2_HEADER_SCHEME: ":scheme", HTTP2_HEADER_CONTENT_TYPE: "content-type", HTTP2_HEADER_CONTENT_LENGTH: "content-length",
  HTTP2_HEADER_TE: "te", NGHTTP2_CANCEL: 8, NGHTTP2_NO_ERROR: 0, NGHTTP2_REFUSED_STREAM: 7, NGHTTP2_INTERNAL_ERROR: 2, NGHTTP2_ENHANCE_YOUR_CALM: 11,
};
const sensitiveHeaders = Symbol("nodejs.http2.sensitiveHeaders");
const all = {
  constants, sensitiveHeaders, getDefaultSettings: () => ({}), getPackedSettings: () => new Uint8Array(), getUnpackedSettings: () => ({}),
  ...functions("http2", ["connect", "createServer", "createSecureServer", "performServerHandshake"], why), ...classes("http2", ["Http2ServerRequest", "Http2ServerResponse"], why),
};
export default all;
export const { connect, createServer, createSecureServer, performServerHandshake, getDefaultSettings, getPackedSettings, getUnpackedSettings, Http2ServerRequest, Http2ServerResponse } = all;
export { constants, sensitiveHeaders };

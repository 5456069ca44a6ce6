// node:net: addresses can be judged, sockets cannot be opened.
import { Duplex } from "node:stream";
import EventEmitter from "node:events";
import { refused } from "signalbox:node/errors";
import { classes, functions } from "signalbox:node/unavailable";

const why = "a handler reaches the network by fetch only";
const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const v4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

function isIPv6(text) {
  text = `${text}`;
  const zone = text.indexOf("%");
  if (zone !== -1) {
    if (!/^%[0-9a-zA-Z-.:]+$/.test(text.slice(zone))) return false;
    text = text.slice(0, zone);
  }
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (tail) {
    if (!v4.test(tail[1])) return false;
    text = `${text.slice(0, -tail[1].length)}0:0`;
  }
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.map((h) => (h === "" ? [] : h.split(":")));
  const count = groups.flat().length;
  return groups.flat().every((g) => /^[0-9a-fA-F]{1,4}$/.test(g)) && (halves.length === 2 ? count < 8 : count === 8);
}
const isIPv4 = (text) => v4.test(`${text}`);
const isIP = (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);

// A Socket can be made, because packages do so at import; it cannot connect.
class Socket extends Duplex {
  connecting = false;
  connect() { throw refused("net", "Socket.connect()", why); }
  _read() {}
  _write(chunk, encoding, done) { done(refused("net", "Socket.write()", why)); }
  setTimeout() { return this; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  ref() { return this; }
  unref() { return this; }
  address() { return {}; }
}
const { connect, createConnection, createServer, _createServerHandle, _normalizeArgs, _setSimultaneousAccepts } =
  functions("net", ["connect", "createConnection", "createServer", "_createServerHandle", "_normalizeArgs", "_setSimultaneousAccepts"], why);
const { Server } = classes("net", ["Server"], why, EventEmitter);
class SocketAddress { constructor({ address = "127.0.0.1", port = 0, family = "ipv4", flowlabel = 0 } = {}) { Object.assign(this, { address, port, family, flowlabel }); } }
class BlockList {
  rules = [];
  #exact = new Set();
  addAddress(address) { this.#exact.add(`${address?.address ?? address}`); }
  addRange() { throw refused("net", "BlockList.addRange()", "only single addresses are kept"); }
  addSubnet() { throw refused("net", "BlockList.addSubnet()", "only single addresses are kept"); }
  check(address) { return this.#exact.has(`${address?.address ?? address}`); }
}
const Stream = Socket;
const getDefaultAutoSelectFamily = () => true, setDefaultAutoSelectFamily = () => {}, getDefaultAutoSelectFamilyAttemptTimeout = () => 250, setDefaultAutoSelectFamilyAttemptTimeout = () => {};

export default {
  _createServerHandle, _normalizeArgs, _setSimultaneousAccepts, BlockList, SocketAddress, connect, createConnection, createServer, isIP, isIPv4,
  isIPv6, Server, Socket, Stream, getDefaultAutoSelectFamily, setDefaultAutoSelectFamily, getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout,
};
export {
  _createServerHandle, _normalizeArgs, _setSimultaneousAccepts, BlockList, SocketAddress, connect, createConnection, createServer, isIP, isIPv4,
  isIPv6, Server, Socket, Stream, getDefaultAutoSelectFamily, setDefaultAutoSelectFamily, getDefaultAutoSelectFamilyAttemptTimeout, setDefaultAutoSelectFamilyAttemptTimeout,
};

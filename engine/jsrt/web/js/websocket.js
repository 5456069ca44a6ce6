// WebSocket (https://websockets.spec.whatwg.org/). Packages look whether it is
// there and choose another transport where it does not connect: the interface is
// whole, its arguments are checked, and every connection fails.
(function (host, internal) {
  'use strict';
  const { idl, expose, usv, need } = internal;
  const states = { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 };
  const syntax = (text) => new internal.DOMException(text, 'SyntaxError');
  const token = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;

  class WebSocket extends internal.EventTarget {
    #url; #state = states.CONNECTING; #type = 'blob';
    constructor(url, protocols = []) {
      super();
      need(arguments, 1, 'WebSocket constructor');
      const parts = internal.parseHere(usv(url));
      if (parts === null) throw syntax(`Invalid URL: ${url}`);
      const scheme = { 'http:': 'ws:', 'https:': 'wss:' }[parts[1]] ?? parts[1];
      if (scheme !== 'ws:' && scheme !== 'wss:') throw syntax(`Expected a ws: or wss: protocol, got ${parts[1]}`);
      if (parts[9] !== '' || parts[0].endsWith('#')) throw syntax('Got fragment');
      const list = typeof protocols === 'string' ? [protocols] : Array.from(protocols?.protocols ?? protocols, (p) => `${p}`);
      if (new Set(list.map((p) => p.toLowerCase())).size !== list.length || !list.every((p) => token.test(p))) throw syntax('Invalid Sec-WebSocket-Protocol value');
      this.#url = scheme + parts[0].slice(parts[1].length);
      internal.setTimeout(() => this.#fail(), 0);
    }
    #fail() {
      if (this.#state === states.CLOSED) return;
      this.#state = states.CLOSED;
      internal.consoleError(`WebSocket connections are not supported by signalbox: ${this.#url}`);
      const error = new internal.Event('error');
      Object.defineProperty(error, 'message', { value: 'WebSocket connections are not supported by signalbox', enumerable: true, configurable: true });
      internal.fireEvent(this, error);
      internal.fireEvent(this, Object.assign(new internal.Event('close'), { wasClean: false, code: 1006, reason: '' }));
    }
    get url() { return this.#url; }
    get readyState() { return this.#state; }
    get bufferedAmount() { return 0; }
    get extensions() { return ''; }
    get protocol() { return ''; }
    get binaryType() { return this.#type; }
    set binaryType(value) { if (['blob', 'arraybuffer'].includes(value)) this.#type = value; }
    send(data) {
      need(arguments, 1, 'WebSocket.send');
      if (this.#state === states.CONNECTING) throw new internal.DOMException('Sent before connected.', 'InvalidStateError');
    }
    close(code = undefined) {
      if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) throw new internal.DOMException('invalid code', 'InvalidAccessError');
      if (this.#state === states.CONNECTING) this.#state = states.CLOSING;
    }
  }
  for (const [name, value] of Object.entries(states)) {
    for (const target of [WebSocket, WebSocket.prototype]) Object.defineProperty(target, name, { value, enumerable: true });
  }
  idl(WebSocket);
  for (const type of ['open', 'error', 'close', 'message']) internal.eventHandler(WebSocket, type);
  expose('WebSocket', WebSocket);
})

// node:https: as node:http, with another default scheme.
import { client } from "signalbox:node/http_client";
import { Agent as HTTPAgent } from "signalbox:node/http_constants";
import { classes, functions } from "signalbox:node/unavailable";
import EventEmitter from "node:events";

const { request, get } = client("https:");
class Agent extends HTTPAgent {
  constructor(options) { super(options); this.defaultPort = 443; this.protocol = "https:"; }
}
const globalAgent = new Agent();
const why = "a handler answers requests, it cannot listen for them";
const { createServer } = functions("https", ["createServer"], why);
const { Server } = classes("https", ["Server"], why, EventEmitter);

export default { Agent, globalAgent, Server, createServer, get, request };
export { Agent, globalAgent, Server, createServer, get, request };

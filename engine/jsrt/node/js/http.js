// node:http. A client request goes out through fetch, so that permission, trace
// and limits are fetch's; a server cannot be started.
import { client } from "signalbox:node/http_client";
import { validateHeaderName, validateHeaderValue } from "signalbox:node/http_headers";
import { IncomingMessage, OutgoingMessage, ServerResponse, ClientRequest } from "signalbox:node/http_messages";
import { Agent, METHODS, STATUS_CODES } from "signalbox:node/http_constants";
import { classes, functions } from "signalbox:node/unavailable";
import EventEmitter from "node:events";

const { request, get } = client("http:");
const globalAgent = new Agent();
const why = "a handler answers requests, it cannot listen for them";
const { createServer, _connectionListener } = functions("http", ["createServer", "_connectionListener"], why);
const { Server } = classes("http", ["Server"], why, EventEmitter);
const maxHeaderSize = 16384, setMaxIdleHTTPParsers = () => {};

export default {
  _connectionListener, METHODS, STATUS_CODES, Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse, createServer,
  validateHeaderName, validateHeaderValue, get, request, setMaxIdleHTTPParsers, maxHeaderSize, globalAgent,
};
export {
  _connectionListener, METHODS, STATUS_CODES, Agent, ClientRequest, IncomingMessage, OutgoingMessage, Server, ServerResponse, createServer,
  validateHeaderName, validateHeaderValue, get, request, setMaxIdleHTTPParsers, maxHeaderSize, globalAgent,
};

// node:dgram: importing works, opening a socket does not.
import EventEmitter from "node:events";
import { classes, functions } from "signalbox:node/unavailable";

const why = "a handler cannot open sockets";
const all = { ...functions("dgram", ["createSocket"], why), ...classes("dgram", ["Socket"], why, EventEmitter) };
export default all;
export const { createSocket, Socket } = all;

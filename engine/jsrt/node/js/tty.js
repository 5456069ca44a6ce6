// node:tty: nothing here is a terminal.
import { classes } from "signalbox:node/unavailable";
import { Socket } from "node:net";

const isatty = () => false;
const { ReadStream, WriteStream } = classes("tty", ["ReadStream", "WriteStream"], "there is no terminal", Socket);
export default { isatty, ReadStream, WriteStream };
export { isatty, ReadStream, WriteStream };

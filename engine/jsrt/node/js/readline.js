// node:readline: lines of a stream. There is no terminal to ask.
import EventEmitter from "node:events";
import { StringDecoder } from "node:string_decoder";
import { refused } from "signalbox:node/errors";
import promises from "node:readline/promises";

class Interface extends EventEmitter {
  constructor(options) {
    super();
    const input = options?.input ?? options;
    if (!input?.on) throw refused("readline", "createInterface()", "there is no terminal; pass a stream as input");
    this.input = input;
    this.closed = false;
    const decoder = new StringDecoder("utf8");
    let rest = "";
    input.on("data", (chunk) => {
      const lines = (rest + decoder.write(chunk)).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) this.emit("line", line);
    });
    input.on("end", () => { rest += decoder.end(); if (rest !== "") this.emit("line", rest.replace(/\r$/, "")); this.close(); });
    input.on("error", (err) => this.emit("error", err));
  }
  close() { if (!this.closed) { this.closed = true; this.emit("close"); } }
  pause() { this.input.pause(); return this; }
  resume() { this.input.resume(); return this; }
  setPrompt() {}
  prompt() {}
  write() {}
  question() { throw refused("readline", "question()", "there is no terminal to ask"); }
  async *[Symbol.asyncIterator]() {
    const lines = [];
    let wake = () => {}, failure;
    this.on("line", (line) => { lines.push(line); wake(); });
    this.on("close", () => wake());
    this.on("error", (err) => { failure = err; wake(); });
    for (;;) {
      while (lines.length > 0) yield lines.shift();
      if (failure) throw failure;
      if (this.closed) return;
      await new Promise((resolve) => { wake = resolve; });
    }
  }
}
const createInterface = (options) => new Interface(options);
const write = (stream, text, done) => { stream?.write?.(text); done?.(); return true; };
const clearLine = (s, dir, done) => write(s, "", done), clearScreenDown = (s, done) => write(s, "", done), cursorTo = (s, x, y, done) => write(s, "", done), moveCursor = (s, x, y, done) => write(s, "", done);
const emitKeypressEvents = () => {};

export default { Interface, clearLine, clearScreenDown, createInterface, cursorTo, emitKeypressEvents, moveCursor, promises };
export { Interface, clearLine, clearScreenDown, createInterface, cursorTo, emitKeypressEvents, moveCursor, promises };

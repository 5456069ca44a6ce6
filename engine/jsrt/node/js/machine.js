// What other modules need of the machine without loading node:process.
import { host, internal } from "signalbox:internal";

// tick is process.nextTick: what a tick puts off runs before any promise does,
// so the queue is emptied in one go. A tick that throws leaves the rest to the
// next go, after the machine has told the error.
const queue = [];
let running = false;
export function tick(fn, ...args) {
  if (queue.length === 0 && !running) internal.nextTick(drain);
  queue.push([internal.context.wrap(fn), args]);
}
function drain() {
  running = true;
  try {
    while (queue.length > 0) {
      const [fn, args] = queue.shift();
      fn(...args);
    }
  } finally {
    running = false;
    if (queue.length > 0) internal.nextTick(drain);
  }
}
const root = host.nodeProcessFacts().cwd;
export const cwd = () => root;

// What other modules need of the machine without loading node:process.
import { host, internal } from "signalbox:internal";

export const tick = internal.nextTick;
const root = host.nodeProcessFacts().cwd;
export const cwd = () => root;

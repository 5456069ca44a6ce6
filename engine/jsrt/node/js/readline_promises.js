// node:readline/promises
import { functions } from "signalbox:node/unavailable";

const all = functions("readline/promises", ["createInterface", "Interface", "Readline"], "there is no terminal to ask");
export default all;
export const { createInterface, Interface, Readline } = all;

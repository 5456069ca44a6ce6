// node:wasi: the engine has no WebAssembly.
import { classes } from "signalbox:node/unavailable";

const all = classes("wasi", ["WASI"], "the engine has no WebAssembly");
export default all;
export const { WASI } = all;

// node:inspector/promises
import inspector from "node:inspector";

export default inspector;
export const { open, close, url, waitForDebugger, console, Session } = inspector;

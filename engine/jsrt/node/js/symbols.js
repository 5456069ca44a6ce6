// Symbols that several modules share.
export const customPromisify = Symbol.for("nodejs.util.promisify.custom");

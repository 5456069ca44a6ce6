// node:stream/consumers: a whole stream as one value.
import { Buffer } from "node:buffer";

async function chunks(stream) {
  const out = [];
  for await (const chunk of stream) out.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return out;
}
async function blob(stream) { return new Blob(await chunks(stream)); }
async function buffer(stream) {
  return Buffer.concat((await chunks(stream)).map((c) => (c instanceof Uint8Array ? c : Buffer.from(c))));
}
async function arrayBuffer(stream) {
  const all = await buffer(stream);
  return all.buffer.slice(all.byteOffset, all.byteOffset + all.byteLength);
}
async function text(stream) {
  const decoder = new TextDecoder();
  let out = "";
  for await (const chunk of stream) out += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
  return out + decoder.decode();
}
async function json(stream) { return JSON.parse(await text(stream)); }

export default { arrayBuffer, blob, buffer, text, json };
export { arrayBuffer, blob, buffer, text, json };

// The numbers that a Buffer reads and writes: readUInt8 to writeBigInt64BE,
// made from a table, with Node's range checks.
import { invalidArgType, nodeError, outOfRange } from "signalbox:node/errors";

const view = (buf) => new DataView(buf.buffer, buf.byteOffset, buf.byteLength);

function checkOffset(buf, offset, size) {
  if (typeof offset !== "number") throw invalidArgType("offset", "number", offset);
  const max = buf.length - size;
  if (Number.isInteger(offset) && offset >= 0 && offset <= max) return;
  if (!Number.isInteger(offset)) throw outOfRange("offset", "an integer", offset);
  if (max < 0) throw nodeError(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds");
  throw outOfRange("offset", `>= 0 and <= ${max}`, offset);
}

function checkValue(value, min, max, bytes) {
  if (value <= max && value >= min) return;
  if (!(value > max || value < min)) return;
  const n = typeof min === "bigint" ? "n" : "";
  let range = `>= ${min}${n} and <= ${max}${n}`;
  if (bytes > 4) {
    const bits = bytes * 8;
    range = min == 0 ? `>= 0${n} and < 2${n} ** ${bits}${n}` : `>= -(2${n} ** ${bits - 1}${n}) and < 2${n} ** ${bits - 1}${n}`;
  }
  throw outOfRange("value", range, value);
}

// readInt reads size bytes (1 to 6) as an integer.
function readInt(buf, offset, size, little, signed) {
  let value = 0;
  for (let i = 0; i < size; i++) value = value * 256 + buf[offset + (little ? size - 1 - i : i)];
  return signed && value >= 2 ** (size * 8 - 1) ? value - 2 ** (size * 8) : value;
}

function writeInt(buf, value, offset, size, little, signed) {
  value = +value;
  const min = signed ? -(2 ** (size * 8 - 1)) : 0;
  const max = signed ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1;
  checkValue(value, min, max, size);
  let rest = Math.trunc(value) || 0;
  if (rest < 0) rest += 2 ** (size * 8);
  for (let i = 0; i < size; i++) {
    buf[offset + (little ? i : size - 1 - i)] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return offset + size;
}

function checkWidth(size) {
  if (size === undefined) throw invalidArgType("byteLength", "number", size);
  if (typeof size !== "number") throw invalidArgType("byteLength", "number", size);
  if (!Number.isInteger(size)) throw outOfRange("byteLength", "an integer", size);
  if (size < 1 || size > 6) throw outOfRange("byteLength", ">= 1 and <= 6", size);
}

export function installNumbers(proto) {
  const define = (name, fn, aliases = []) => { for (const one of [name, ...aliases]) proto[one] = fn; };
  const lower = (name) => (name.includes("UInt") ? [name.replace("UInt", "Uint")] : []);

  for (const signed of [false, true]) {
    const kind = signed ? "Int" : "UInt";
    for (const little of [true, false]) {
      const end = little ? "LE" : "BE";
      for (const size of [1, 2, 4]) {
        if (size === 1 && !little) continue;
        const name = size === 1 ? `${kind}8` : `${kind}${size * 8}${end}`;
        define(`read${name}`, function (offset = 0) { checkOffset(this, offset, size); return readInt(this, offset, size, little, signed); }, lower(`read${name}`));
        define(`write${name}`, function (value, offset = 0) { checkForWrite(this, value, offset, size, signed); return writeInt(this, value, offset, size, little, signed); }, lower(`write${name}`));
      }
      define(`read${kind}${end}`, function (offset, size) {
        if (offset === undefined) throw invalidArgType("offset", "number", offset);
        checkWidth(size);
        checkOffset(this, offset, size);
        return readInt(this, offset, size, little, signed);
      }, lower(`read${kind}${end}`));
      define(`write${kind}${end}`, function (value, offset, size) {
        checkWidth(size);
        checkForWrite(this, value, offset, size, signed);
        return writeInt(this, value, offset, size, little, signed);
      }, lower(`write${kind}${end}`));
      const big = signed ? "BigInt64" : "BigUInt64";
      define(`read${big}${end}`, function (offset = 0) { checkOffset(this, offset, 8); return view(this)[signed ? "getBigInt64" : "getBigUint64"](offset, little); }, lower(`read${big}${end}`));
      define(`write${big}${end}`, function (value, offset = 0) {
        checkValue(value, signed ? -(2n ** 63n) : 0n, signed ? 2n ** 63n - 1n : 2n ** 64n - 1n, 8);
        checkOffset(this, offset, 8);
        view(this)[signed ? "setBigInt64" : "setBigUint64"](offset, value, little);
        return offset + 8;
      }, lower(`write${big}${end}`));
    }
  }
  for (const [name, size] of [["Float", 4], ["Double", 8]]) {
    for (const little of [true, false]) {
      const bits = size * 8;
      define(`read${name}${little ? "LE" : "BE"}`, function (offset = 0) { checkOffset(this, offset, size); return view(this)[`getFloat${bits}`](offset, little); });
      define(`write${name}${little ? "LE" : "BE"}`, function (value, offset = 0) {
        value = +value;
        checkOffset(this, offset, size);
        view(this)[`setFloat${bits}`](offset, value, little);
        return offset + size;
      });
    }
  }
}

// checkForWrite keeps Node's order: the value is judged before the offset.
function checkForWrite(buf, value, offset, size, signed) {
  if (typeof offset !== "number") throw invalidArgType("offset", "number", offset);
  const min = signed ? -(2 ** (size * 8 - 1)) : 0;
  const max = signed ? 2 ** (size * 8 - 1) - 1 : 2 ** (size * 8) - 1;
  checkValue(+value, min, max, size);
  checkOffset(buf, offset, size);
}

// How inspect lays entries out: on one line, in columns, or on a line each.

// The kinds of what has entries: an object, an item of an array, an array with
// whatever else it owns.
export const kObject = 0, kArray = 1, kArrayExtras = 2;

const ansi = /[\u001B\u009B][[\]()#;?]*(?:(?:(?:(?:;[-a-zA-Z\d/#&.:=?%@~_]+)*|[a-zA-Z\d]+(?:;[-a-zA-Z\d/#&.:=?%@~_]*)*)?(?:\u0007|\u001B\u005C|\u009C))|(?:(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]))/g;
export function stripAnsi(text) { return text.replace(ansi, ""); }

// textWidth is the number of terminal cells: wide scripts take two.
export function textWidth(text, colored = true) {
  if (colored) text = stripAnsi(text);
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text.normalize("NFC")) {
    const c = char.codePointAt(0);
    if (c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0x20d0 && c <= 0x20ff) || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfe20 && c <= 0xfe2f) || (c >= 0xe0100 && c <= 0xe01ef)) continue;
    const wide = c >= 0x1100 && (c <= 0x115f || c === 0x2329 || c === 0x232a || (c >= 0x2e80 && c <= 0x3247 && c !== 0x303f) || (c >= 0x3250 && c <= 0x4dbf) || (c >= 0x4e00 && c <= 0xa4c6) || (c >= 0xa960 && c <= 0xa97c) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe10 && c <= 0xfe19) || (c >= 0xfe30 && c <= 0xfe6b) || (c >= 0xff01 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1b000 && c <= 0x1b001) || (c >= 0x1f200 && c <= 0x1f251) || (c >= 0x1f300 && c <= 0x1f64f) || (c >= 0x1f900 && c <= 0x1f9ff) || (c >= 0x20000 && c <= 0x3fffd));
    width += wide ? 2 : 1;
  }
  return width;
}

// fit joins entries on one line where they are few and short enough, in
// columns where they are many, else on a line each.
export function fit(ctx, output, base, braces, kind, depth, value) {
  if (ctx.compact !== true) {
    if (typeof ctx.compact === "number" && ctx.compact >= 1) {
      const entries = output.length;
      if (kind === kArrayExtras && entries > 6) output = columns(ctx, output, value);
      if (ctx.currentDepth - depth < ctx.compact && entries === output.length) {
        const start = output.length + ctx.indentation + braces[0].length + base.length + 10;
        if (fits(ctx, output, start, base)) {
          const line = output.join(", ");
          if (!line.includes("\n")) return `${base ? `${base} ` : ""}${braces[0]} ${line} ${braces[1]}`;
        }
      }
    }
    const pad = `\n${" ".repeat(ctx.indentation)}`;
    return `${base ? `${base} ` : ""}${braces[0]}${pad}  ${output.join(`,${pad}  `)}${pad}${braces[1]}`;
  }
  if (fits(ctx, output, 0, base)) return `${braces[0]}${base ? ` ${base}` : ""} ${output.join(", ")} ${braces[1]}`;
  const pad = `\n${" ".repeat(ctx.indentation)}`;
  const lead = base === "" && braces[0].length === 1 ? " " : `${base ? ` ${base}` : ""}\n${" ".repeat(ctx.indentation)}  `;
  return `${braces[0]}${lead}${output.join(`,${pad}  `)} ${braces[1]}`;
}

function fits(ctx, output, start, base) {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  for (const entry of output) {
    total += ctx.colors ? stripAnsi(entry).length : entry.length;
    if (total > ctx.breakLength) return false;
  }
  return base === "" || !base.includes("\n");
}

// columns arranges more than six short array entries as a table.
function columns(ctx, output, value) {
  let widest = 0, i = 0, length = output.length;
  if (ctx.maxArrayLength < output.length) length--;
  const gap = 2, widths = new Array(length);
  let total = 0;
  for (; i < length; i++) {
    const width = textWidth(output[i], ctx.colors);
    widths[i] = width;
    total += width + gap;
    if (widest < width) widest = width;
  }
  const cell = widest + gap;
  if (!(cell * 3 + ctx.indentation < ctx.breakLength && (total / cell > 5 || widest <= 6))) return output;
  const biased = Math.max(widest - 1 - Math.sqrt(cell - total / output.length), 1);
  const count = Math.min(
    Math.round(Math.sqrt(2.5 * biased * length) / biased),
    Math.floor((ctx.breakLength - ctx.indentation) / cell), ctx.compact * 4, 15);
  if (count <= 1) return output;
  const lines = [], maxima = [];
  for (let col = 0; col < count; col++) {
    let max = 0;
    for (let j = col; j < length; j += count) if (widths[j] > max) max = widths[j];
    maxima.push(max + gap);
  }
  const padStart = value !== undefined && output.every((_, at) => typeof value[at] === "number" || typeof value[at] === "bigint");
  for (let row = 0; row < length; row += count) {
    const end = Math.min(row + count, length);
    let line = "", j = row;
    for (; j < end - 1; j++) {
      const cellText = `${output[j]}, `;
      const width = maxima[j - row] + output[j].length - widths[j];
      line += padStart ? cellText.padStart(width) : cellText.padEnd(width);
    }
    if (padStart) line += output[j].padStart(maxima[j - row] + output[j].length - widths[j] - gap);
    else line += output[j];
    lines.push(line);
  }
  if (ctx.maxArrayLength < output.length) lines.push(output[length]);
  return lines;
}

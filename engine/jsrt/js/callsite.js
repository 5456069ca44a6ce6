// What V8 prints of an expression in the message of an error ("user.save is not
// a function"), read from the text around the place where the engine failed.
// The engine tells the place; the text before it ends with the expression that
// was called, read or iterated.
(function (host, internal) {
  "use strict";
  const somehow = "(intermediate value)";
  const word = /[\w$\u0080-\uffff]/;
  const closers = { ")": "(", "]": "[", "}": "{" };

  // opener is where the bracket that closes at `end` opens; quotes hide brackets.
  const opener = (text, end) => {
    const open = [];
    for (let i = end; i >= 0; i--) {
      const c = text[i];
      if (c === '"' || c === "'" || c === "`") {
        i = quote(text, i);
        if (i < 0) return -1;
      } else if (closers[c]) open.push(closers[c]);
      else if (c === "(" || c === "[" || c === "{") {
        if (open.pop() !== c) return -1;
        if (open.length === 0) return i;
      }
    }
    return -1;
  };
  // quote is where the string that ends at `end` begins.
  const quote = (text, end) => {
    for (let i = end - 1; i >= 0; i--) if (text[i] === text[end] && text[i - 1] !== "\\") return i;
    return -1;
  };

  // tail cuts the expression at the end of a text: a chain of members and calls.
  const tail = (text) => {
    text = text.trimEnd();
    let i = text.length - 1;
    for (;;) {
      const c = text[i];
      if (c === ")" || c === "]" || c === "}") i = opener(text, i);
      else if (c === '"' || c === "'" || c === "`") i = quote(text, i);
      else if (c !== undefined && word.test(c)) {
        while (i >= 0 && word.test(text[i])) i--;
        i++;
      } else return "";
      if (i < 0) return "";
      const before = text.slice(0, i);
      if (/\?\.$/.test(before)) i -= 3;
      else if (/[^.]\.$/.test(before) || before === ".") i -= 2;
      else if (/^[[(]/.test(text.slice(i)) && (/[\w$)\]"'`}]$/.test(before) && !/(?:^|[^\w$.])(?:return|typeof|in|of|new|yield|await|void|delete|case|throw|else|instanceof)$/.test(before))) i -= 1;
      else return text.slice(i);
    }
  };

  // shown prints an expression as V8 does in a message.
  const shown = (text) => {
    text = text.trim();
    if (text === "") return somehow;
    const parts = [];
    while (text !== "") {
      const c = text.at(-1);
      const at = c === ")" || c === "]" || c === "}" ? opener(text, text.length - 1) : -1;
      if (at === 0) {
        parts.unshift(alone(text));
        break;
      }
      if (c === "]" && at > 0) {
        parts.unshift(member(text.slice(at + 1, -1)));
        text = text.slice(0, at).replace(/\?\.$/, "");
      } else if (c === ")" && at > 0) {
        parts.unshift("(...)");
        text = text.slice(0, at).replace(/\?\.$/, "");
      } else {
        const m = /(\??\.)(#?[\w$\u0080-\uffff]+)$/.exec(text);
        if (m && m.index > 0) {
          parts.unshift(`.${m[2]}`);
          text = text.slice(0, m.index);
        } else {
          parts.unshift(alone(text));
          break;
        }
      }
    }
    return parts.join("").replace(/^import_[\w$]+\./, "");
  };
  const member = (key) => {
    const text = /^(["'`])([^"'`\\]*)\1$/.exec(key.trim());
    return text ? `.${text[2]}` : `[${shown(key)}]`;
  };
  // alone prints what is not a chain: a name, a literal, something in brackets.
  const alone = (text) => {
    const imported = /^\(0, ([\w$.]+)\)$/.exec(text);
    if (imported) return imported[1].replace(/^import_[\w$]+\./, "");
    if (text[0] === "(") {
      const inner = text.slice(1, -1).trim();
      if (inner === "void 0") return "(void 0)";
      const either = /^([\w$.]+) (\?\?|\|\||&&) ([\w$.]+)$/.exec(inner);
      if (either) return `(${shown(either[1])} ${either[2]} ${shown(either[3])})`;
      return /^(?:yield|await|async|function|class|new)\b|=>|\?|&&|\|\||[-+*/%<>]/.test(inner) ? somehow : shown(inner);
    }
    if (text[0] === "[") return `[${list(text)}]`;
    if (text[0] === "{") return /^\{\s*\}$/.test(text) ? "{}" : `{${somehow}}`;
    if (text === "this" || text === "super") return text;
    if (/^(["'])[^"'\\]*\1$/.test(text)) return `"${text.slice(1, -1)}"`;
    return /^[\w$.\u0080-\uffff]+$/.test(text) ? text : somehow;
  };
  const list = (text) => text.slice(1, -1).split(",").map((part) => (part.trim() === "" ? "" : shown(part))).join(",");

  // head is the expression that a text begins with, up to a comma, a bracket
  // or the end of the statement that belong to what is around it.
  const head = (text) => {
    const open = [];
    let i = 0;
    for (; i < text.length; i++) {
      const c = text[i];
      if (c === '"' || c === "'" || c === "`") {
        const end = text.indexOf(c, i + 1);
        if (end === -1) break;
        i = end;
      } else if (c === "(" || c === "[" || c === "{") open.push(c);
      else if (closers[c]) {
        if (open.pop() !== closers[c]) break;
      } else if (open.length === 0 && (c === "," || c === ";" || c === "\n")) break;
    }
    return text.slice(0, i).trim();
  };

  // literal is how V8 shows the value of a literal, undefined for anything else.
  const literal = (text) => {
    text = text.trim();
    if (text === "" || text === "void 0" || text === "undefined") return "undefined";
    if (text === "null" || text === "true" || text === "false" || /^-?[\d.]+$/.test(text)) return text.replace(/^\./, "0.");
    if (/^(["'])[^"'\\]*\1$/.test(text)) return text.slice(1, -1);
    if (/^\{[^]*\}$/.test(text)) return "#<Object>";
    if (/^\[\s*\]$/.test(text)) return "";
    return undefined;
  };

  internal.callsite = { somehow, tail, shown, head, literal };
})

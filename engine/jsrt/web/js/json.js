// V8's wording of JSON.parse's errors, which handlers pass on to their clients.
// The engine parses; only where it refuses is the text read again here, to find
// the place and the reason.
(function (host, internal) {
  'use strict';
  const white = (c) => c === 32 || c === 10 || c === 13 || c === 9;

  // fault walks the text as V8's scanner does and answers [kind, position].
  const fault = (s) => {
    let i = 0;
    const skip = () => { while (i < s.length && white(s.charCodeAt(i))) i++; };
    const fail = (kind, at = i) => { throw [kind, at]; };
    const string = () => {
      for (i++; ; i++) {
        if (i >= s.length) fail('unterminated');
        const c = s.charCodeAt(i);
        if (c === 34) { i++; return; }
        if (c < 32) fail('control');
        if (c !== 92) continue;
        i++;
        const e = s[i];
        if (e === undefined) fail('token');
        if (e === 'u') {
          for (let k = 0; k < 4; k++) {
            i++;
            if (i >= s.length) fail('unterminated');
            if (!/[0-9a-fA-F]/.test(s[i])) fail('unicode');
          }
        } else if (!'"\\/bfnrt'.includes(e)) fail('escape');
      }
    };
    const digits = () => { while (s[i] >= '0' && s[i] <= '9') i++; };
    const number = () => {
      if (s[i] === '-') {
        i++;
        if (!(s[i] >= '0' && s[i] <= '9')) fail(i >= s.length ? 'minusEnd' : 'minus');
      }
      if (s[i] === '0') {
        i++;
        if (s[i] >= '0' && s[i] <= '9') fail('number');
      } else digits();
      if (s[i] === '.') {
        i++;
        if (!(s[i] >= '0' && s[i] <= '9')) fail(i >= s.length ? 'fractionEnd' : 'fraction');
        digits();
      }
      if (s[i] === 'e' || s[i] === 'E') {
        i++;
        if (s[i] === '+' || s[i] === '-') i++;
        if (!(s[i] >= '0' && s[i] <= '9')) fail(i >= s.length ? 'exponentEnd' : 'exponent');
        digits();
      }
    };
    const word = (w) => {
      for (const ch of w) {
        if (s[i] !== ch) fail('token');
        i++;
      }
    };
    const value = () => {
      skip();
      const c = s[i];
      if (c === '{') {
        i++;
        skip();
        if (s[i] === '}') { i++; return; }
        for (let first = true; ; first = false) {
          skip();
          if (s[i] !== '"') fail(first ? 'propertyOrBrace' : 'property');
          string();
          skip();
          if (s[i] !== ':') fail('colon');
          i++;
          value();
          skip();
          if (s[i] === '}') { i++; return; }
          if (s[i] !== ',') fail('commaOrBrace');
          i++;
        }
      }
      if (c === '[') {
        i++;
        skip();
        if (s[i] === ']') { i++; return; }
        for (;;) {
          value();
          skip();
          if (s[i] === ']') { i++; return; }
          if (s[i] !== ',') fail('commaOrBracket');
          i++;
        }
      }
      if (c === '"') return string();
      if (c === '-' || (c >= '0' && c <= '9')) return number();
      if (c === 't') return word('true');
      if (c === 'f') return word('false');
      if (c === 'n') return word('null');
      fail('token');
    };
    try {
      value();
      skip();
      if (i < s.length) fail('after');
    } catch (e) {
      if (Array.isArray(e)) return e;
      throw e;
    }
    return null;
  };

  const phrases = {
    unterminated: 'Unterminated string in JSON', control: 'Bad control character in string literal in JSON',
    unicode: 'Bad Unicode escape in JSON', escape: 'Bad escaped character in JSON',
    minus: 'No number after minus sign in JSON', minusEnd: 'No number after minus sign in JSON',
    number: 'Unexpected number in JSON', fraction: 'Unterminated fractional number in JSON',
    fractionEnd: 'Unterminated fractional number in JSON', exponent: 'Exponent part is missing a number in JSON',
    exponentEnd: 'Exponent part is missing a number in JSON', property: 'Expected double-quoted property name in JSON',
    propertyOrBrace: "Expected property name or '}' in JSON", colon: "Expected ':' after property name in JSON",
    commaOrBrace: "Expected ',' or '}' after property value in JSON", commaOrBracket: "Expected ',' or ']' after array element in JSON",
    after: 'Unexpected non-whitespace character after JSON',
  };

  // context shows a short text whole, a long one around the place.
  const context = (s, at) => {
    if (s.length <= 20) return `"${s}"`;
    const start = at < 10 ? 0 : at - 10;
    const end = at < s.length - 10 || at < 10 ? at + 10 : s.length;
    return `${start > 0 ? '...' : ''}"${s.slice(start, end)}"${end < s.length ? '...' : ''}`;
  };

  const message = (s) => {
    const found = fault(s);
    if (!found) return null;
    const [kind, at] = found;
    if (kind !== 'token') return `${phrases[kind]} at position ${at}`;
    if (at >= s.length) return 'Unexpected end of JSON input';
    if (['NaN', 'Infinity', 'undefined', '[object Object]'].includes(s)) return `"${s}" is not valid JSON`;
    return `Unexpected token '${s[at]}', ${context(s, at)} is not valid JSON`;
  };

  // circle words where a structure meets itself, for JSON.stringify.
  const circle = (root) => {
    const path = [];
    const name = (v) => v?.constructor?.name ?? 'Object';
    const walk = (v) => {
      if (v === null || typeof v !== 'object') return null;
      const at = path.findIndex((p) => p.value === v);
      if (at >= 0) return at;
      for (const key of Object.keys(v)) {
        path.push({ value: v, key: Array.isArray(v) ? `index ${key}` : `property '${key}'` });
        const found = walk(v[key]);
        if (found !== null) return found;
        path.pop();
      }
      return null;
    };
    const start = walk(root);
    if (start === null) return null;
    const round = path.slice(start);
    let text = `Converting circular structure to JSON\n    --> starting at object with constructor '${name(round[0].value)}'`;
    if (round.length > 1) text += `\n    |     ${round[0].key} -> object with constructor '${name(round[1].value)}'`;
    if (round.length > 3) text += '\n    |     ...';
    if (round.length > 2) text += `\n    |     ${round[round.length - 2].key} -> object with constructor '${name(round[round.length - 1].value)}'`;
    return `${text}\n    --- ${round[round.length - 1].key} closes the circle`;
  };

  internal.jsonCircle = circle;
  internal.jsonFault = message;
})

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
        if (e === undefined) fail('unterminated');
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
          if (s[i] !== '"') fail(i >= s.length ? 'token' : first ? 'propertyOrBrace' : 'property');
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

  const message = (s) => {
    const found = fault(s);
    if (!found) return null;
    const [kind, at] = found;
    if (kind !== 'token') {
      if (at >= s.length && /^(colon|comma)/.test(kind)) return `${phrases[kind]} at position ${at}`;
      return `${phrases[kind]} at position ${at}`;
    }
    if (at >= s.length) return 'Unexpected end of JSON input';
    if (s === 'undefined' || s === '[object Object]') return `"${s}" is not valid JSON`;
    const start = Math.max(0, at - 10);
    const end = Math.min(s.length, at + 10);
    const shown = s.length <= 40 ? `"${s}"` : `${start > 0 ? '...' : ''}"${s.slice(start, end)}"${end < s.length ? '... ' : ''}`.trimEnd();
    return `Unexpected token '${String.fromCodePoint(s.codePointAt(at))}', ${shown} is not valid JSON`;
  };

  internal.jsonFault = message;
})

package web

import "testing"

// TestJSONErrors holds the messages to what Node 20 printed for the same texts.
func TestJSONErrors(t *testing.T) {
	runScripts(t, newMachine(t, Options{}), []script{
		{"parse", `const f = (s) => { try { return JSON.parse(s) } catch (e) { return e.name + ': ' + e.message } };
			return ['', '{', '{"a":1,', '{"a":1,}', '[1,]', '"abc', 'undefined', '{a:1}', '{"a" 1}', '[1 2]', '-', '1.', '{"a":1} x', 'NaN',
				'<html><body>hello', 'aaaaaaaaaaaaaaaaaaaaa', '[1,2,3,4,5,6,7,8,9,0,1,2,3,x,4,5,6,7,8,9,0]', '"\\', '"\\x"', '"a\nb"'].map(f)`,
			`["SyntaxError: Unexpected end of JSON input",
			"SyntaxError: Expected property name or '}' in JSON at position 1",
			"SyntaxError: Expected double-quoted property name in JSON at position 7",
			"SyntaxError: Expected double-quoted property name in JSON at position 7",
			"SyntaxError: Unexpected token ']', \"[1,]\" is not valid JSON",
			"SyntaxError: Unterminated string in JSON at position 4",
			"SyntaxError: \"undefined\" is not valid JSON",
			"SyntaxError: Expected property name or '}' in JSON at position 1",
			"SyntaxError: Expected ':' after property name in JSON at position 5",
			"SyntaxError: Expected ',' or ']' after array element in JSON at position 3",
			"SyntaxError: No number after minus sign in JSON at position 1",
			"SyntaxError: Unterminated fractional number in JSON at position 2",
			"SyntaxError: Unexpected non-whitespace character after JSON at position 8",
			"SyntaxError: \"NaN\" is not valid JSON",
			"SyntaxError: Unexpected token '<', \"<html><body>hello\" is not valid JSON",
			"SyntaxError: Unexpected token 'a', \"aaaaaaaaaa\"... is not valid JSON",
			"SyntaxError: Unexpected token 'x', ...\"9,0,1,2,3,x,4,5,6,7,\"... is not valid JSON",
			"SyntaxError: Unexpected end of JSON input",
			"SyntaxError: Bad escaped character in JSON at position 2",
			"SyntaxError: Bad control character in string literal in JSON at position 2"]`},
		{"stringify", `const f = (v) => { try { return JSON.stringify(v) } catch (e) { return e.message } };
			const a = {}; a.a = a; const b = {c: [{}]}; b.c[0].d = b;
			return [f(a), f(b), f({x: 1})]`,
			`["Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    --- property 'a' closes the circle",
			"Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    |     property 'c' -> object with constructor 'Array'\n    |     index 0 -> object with constructor 'Object'\n    --- property 'd' closes the circle",
			"{\"x\":1}"]`},
		{"reviver", `return JSON.parse('{"a":1}', (k, v) => k === 'a' ? v + 1 : v)`, `{"a":2}`},
	})
}

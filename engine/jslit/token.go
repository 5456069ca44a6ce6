package jslit

// tokenKind is the kind of a token.
type tokenKind uint8

// The kinds of tokens. A template literal and a JSX element are one token
// each, whatever they hold.
const (
	tokEOF      tokenKind = iota
	tokIdent              // a name or a keyword
	tokPrivate            // #name
	tokNumber             // 1, 0x1f, 1_000, 1n
	tokString             // 'x' or "x"
	tokTemplate           // `x`
	tokRegex              // /x/g
	tokPunct              // an operator or a bracket
	tokJSX                // <a>…</a>
)

// tokenOp identifies a punctuator or a keyword. A punctuator of one byte is that
// byte; the others are the constants below.
type tokenOp uint8

// The punctuators of several bytes that the reader tells apart, and the class
// of all others. The greater-than sign always stands alone, because `>>` closes
// two lists of type arguments.
const (
	opNone     tokenOp = 0
	opArrow    tokenOp = 128 + iota // =>
	opSpread                        // ...
	opOptional                      // ?.
	opIncDec                        // ++ --
	opAssign                        // += -= …
	opBinary                        // == && << …
)

// The keywords after which an operand follows, and those that the reader acts
// on. They come after the punctuators in one numbering.
const (
	kwNone tokenOp = 160 + iota
	kwAbstract
	kwAs
	kwAsync
	kwAwait
	kwCase
	kwClass
	kwConst
	kwDeclare
	kwDefault
	kwDelete
	kwDo
	kwElse
	kwEnum
	kwExport
	kwExtends
	kwFor
	kwFrom
	kwFunction
	kwIf
	kwImport
	kwIn
	kwInstanceof
	kwInterface
	kwLet
	kwModule
	kwNamespace
	kwNew
	kwReturn
	kwSatisfies
	kwThrow
	kwType
	kwTypeof
	kwVar
	kwVoid
	kwWhile
	kwWith
	kwYield
)

// token is one token of a source text. Start and End are byte offsets.
type token struct {
	Kind  tokenKind
	Op    tokenOp
	NL    bool // a line break stands before it
	Subst bool // a Template with ${…}
	Start int32
	End   int32
	// Pair is, for an opening bracket, the index of the token that closes it.
	Pair int32
}

// keyword returns the tokenOp of a keyword, kwNone for any other name.
func keyword(name []byte) tokenOp {
	if len(name) < 2 || len(name) > 10 || name[0] < 'a' || name[0] > 'y' {
		return kwNone
	}
	switch string(name) {
	case "abstract":
		return kwAbstract
	case "as":
		return kwAs
	case "async":
		return kwAsync
	case "await":
		return kwAwait
	case "case":
		return kwCase
	case "class":
		return kwClass
	case "const":
		return kwConst
	case "declare":
		return kwDeclare
	case "default":
		return kwDefault
	case "delete":
		return kwDelete
	case "do":
		return kwDo
	case "else":
		return kwElse
	case "enum":
		return kwEnum
	case "export":
		return kwExport
	case "extends":
		return kwExtends
	case "for":
		return kwFor
	case "from":
		return kwFrom
	case "function":
		return kwFunction
	case "if":
		return kwIf
	case "import":
		return kwImport
	case "in":
		return kwIn
	case "instanceof":
		return kwInstanceof
	case "interface":
		return kwInterface
	case "let":
		return kwLet
	case "module":
		return kwModule
	case "namespace":
		return kwNamespace
	case "new":
		return kwNew
	case "return":
		return kwReturn
	case "satisfies":
		return kwSatisfies
	case "throw":
		return kwThrow
	case "type":
		return kwType
	case "typeof":
		return kwTypeof
	case "var":
		return kwVar
	case "void":
		return kwVoid
	case "while":
		return kwWhile
	case "with":
		return kwWith
	case "yield":
		return kwYield
	}
	return kwNone
}

// wantsOperand reports whether an operand follows the keyword, so that a slash
// after it starts a regular expression.
func (o tokenOp) wantsOperand() bool {
	switch o {
	case kwAwait, kwCase, kwDefault, kwDelete, kwDo, kwElse, kwExtends, kwIn, kwInstanceof, kwNew,
		kwReturn, kwThrow, kwTypeof, kwVoid, kwYield:
		return true
	}
	return false
}

// startsStatement reports whether the keyword, on a new line outside of all
// brackets, ends the expression before it.
func (o tokenOp) startsStatement() bool {
	switch o {
	case kwConst, kwExport, kwImport, kwLet, kwReturn, kwVar:
		return true
	}
	return false
}

// reserved reports whether the keyword can never be the name of a variable.
func (o tokenOp) reserved() bool {
	switch o {
	case kwCase, kwClass, kwConst, kwDefault, kwDelete, kwDo, kwElse, kwEnum, kwExtends, kwFor, kwFunction, kwIf, kwImport,
		kwIn, kwInstanceof, kwNew, kwReturn, kwThrow, kwTypeof, kwVar, kwVoid, kwWhile, kwWith:
		return true
	}
	return false
}

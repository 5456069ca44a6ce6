package jslit

// Kind is the kind of a Token.
type Kind uint8

// The kinds of tokens. A template literal and a JSX element are one token
// each, whatever they hold.
const (
	EOF      Kind = iota
	Ident         // a name or a keyword
	Private       // #name
	Number        // 1, 0x1f, 1_000, 1n
	String        // 'x' or "x"
	Template      // `x`
	Regex         // /x/g
	Punct         // an operator or a bracket
	JSX           // <a>…</a>
)

// Op identifies a punctuator or a keyword. A punctuator of one byte is that
// byte; the others are the constants below.
type Op uint8

// The punctuators of several bytes that the reader tells apart, and the class
// of all others. The greater-than sign always stands alone, because `>>` closes
// two lists of type arguments.
const (
	opNone     Op = 0
	opArrow    Op = 128 + iota // =>
	opSpread                   // ...
	opOptional                 // ?.
	opIncDec                   // ++ --
	opAssign                   // += -= …
	opBinary                   // == && << …
)

// The keywords after which an operand follows, and those that the reader acts
// on. They come after the punctuators in one numbering.
const (
	kwNone Op = 160 + iota
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

// Token is one token of a source text. Start and End are byte offsets.
type Token struct {
	Kind  Kind
	Op    Op
	NL    bool // a line break stands before it
	Subst bool // a Template with ${…}
	Start int32
	End   int32
	// Pair is, for an opening bracket, the index of the token that closes it.
	Pair int32
}

// keyword returns the Op of a keyword, kwNone for any other name.
func keyword(name []byte) Op {
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
func (o Op) wantsOperand() bool {
	switch o {
	case kwAwait, kwCase, kwDefault, kwDelete, kwDo, kwElse, kwExtends, kwIn, kwInstanceof, kwNew,
		kwReturn, kwThrow, kwTypeof, kwVoid, kwYield:
		return true
	}
	return false
}

// startsStatement reports whether the keyword, on a new line outside of all
// brackets, ends the expression before it.
func (o Op) startsStatement() bool {
	switch o {
	case kwConst, kwExport, kwImport, kwLet, kwReturn, kwVar:
		return true
	}
	return false
}

// reserved reports whether the keyword can never be the name of a variable.
func (o Op) reserved() bool {
	switch o {
	case kwCase, kwClass, kwConst, kwDefault, kwDelete, kwDo, kwElse, kwEnum, kwExtends, kwFor, kwFunction, kwIf, kwImport,
		kwIn, kwInstanceof, kwNew, kwReturn, kwThrow, kwTypeof, kwVar, kwVoid, kwWhile, kwWith:
		return true
	}
	return false
}

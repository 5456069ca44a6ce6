package nextconfig

// Token is one part of a source pattern: text, or a param.
type Token struct {
	Text     string // literal text, "" for a param
	Param    bool
	Name     string // a number for a param without a name
	Prefix   string // the slash or dot before a param
	Suffix   string // of a group, {-:x}
	Pattern  string // the param's regular expression
	Modifier string // "", "?", "*" or "+"
}

// Tokens takes the source of a rule apart, as path-to-regexp does, for readers
// that describe a pattern rather than match with it.
func Tokens(source string) ([]Token, error) {
	parsed, err := parsePattern(source, "/#?")
	if err != nil {
		return nil, err
	}
	tokens := make([]Token, len(parsed))
	for i, t := range parsed {
		tokens[i] = Token{
			Text: t.text, Param: t.param, Name: t.name, Prefix: t.prefix, Suffix: t.suffix, Pattern: t.pattern, Modifier: t.modifier,
		}
	}
	return tokens, nil
}

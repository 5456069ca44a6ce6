package nextconfig

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"signalbox/engine/diag"
)

// ruleKind is the word by which Next's messages call a rule.
type ruleKind string

const (
	redirectRule ruleKind = "redirect"
	rewriteRule  ruleKind = "rewrite"
	headerRule   ruleKind = "header"
)

// rules decodes and checks redirects, rewrites and headers.
func (d *decoder) rules(o *object) {
	c := d.config
	c.Redirects = d.list(redirectRule, o, "redirects")
	c.Headers = d.list(headerRule, o, "headers")
	v, ok := o.fields["rewrites"]
	if !ok {
		return
	}
	if v == nil {
		d.fault(rewriteRule, o.start, "rewrites", "TypeError: Cannot convert undefined or null to object")
		return
	}
	lists, isObject := v.(*object)
	if !isObject || slices.ContainsFunc(lists.keys, func(key string) bool { return key != "beforeFiles" && key != "afterFiles" && key != "fallback" }) {
		c.Rewrites.After = d.list(rewriteRule, o, "rewrites")
		return
	}
	c.Rewrites.Before = d.list(rewriteRule, lists, "beforeFiles")
	c.Rewrites.After = d.list(rewriteRule, lists, "afterFiles")
	c.Rewrites.Fallback = d.list(rewriteRule, lists, "fallback")
}

func (d *decoder) list(kind ruleKind, o *object, field string) []Rule {
	v, ok := o.fields[field]
	if _, isUnread := v.(unread); !ok || v == undefined || isUnread {
		return nil
	}
	list, isList := v.([]any)
	if !isList {
		d.fault(kind, o.start, field, fmt.Sprintf("Error: %ss must return an array, received %s.\nSee here for more info: https://nextjs.org/docs/messages/routes-must-be-array", kind, typeOf(v)))
		return nil
	}
	var rules []Rule
	for _, item := range list {
		if _, skip := item.(unread); skip {
			continue
		}
		entry, isObject := item.(*object)
		if !isObject {
			d.fault(kind, o.start, field, fmt.Sprintf("The route %s is not a valid object with `source` and `%s`", stringify(item), destinationField(kind)))
			continue
		}
		check := ruleCheck{kind: kind, entry: entry}
		if text := check.run(); text != "" {
			d.fault(kind, entry.start, show(entry.fields["source"]), text)
			continue
		}
		if text := unmatchable(entry.fields["source"]); text != "" {
			d.fault(kind, entry.start, show(entry.fields["source"]), text)
			continue
		}
		if r := d.rule(entry); r.Source != "" && (r.Destination != "" || kind == headerRule) {
			rules = append(rules, r)
		}
	}
	return rules
}

func destinationField(kind ruleKind) string {
	if kind == headerRule {
		return "headers"
	}
	return "destination"
}

// fault reports a rule for which every command of Next exits with 1.
func (d *decoder) fault(kind ruleKind, start int, source, next string) {
	d.found = append(d.found, diag.Diagnostic{
		Code: CodeRule, Severity: diag.Error, Stage: diag.StageBuild, Next: next, Path: source,
		Message: fmt.Sprintf("Next refuses the %s %s: %s", kind, source, next),
		Spans:   []diag.Span{{Pos: d.position(start)}},
	})
}

// rule turns a checked entry into a Rule.
func (d *decoder) rule(o *object) Rule {
	r := Rule{Pos: d.position(o.start), Has: conditionsOf(o.fields["has"]), Missing: conditionsOf(o.fields["missing"])}
	d.text(o, "source", &r.Source)
	d.text(o, "destination", &r.Destination)
	if b, ok := o.fields["permanent"].(bool); ok {
		r.Permanent = &b
	}
	d.seconds(o, "statusCode", &r.StatusCode)
	r.OutsideBasePath = o.fields["basePath"] == false
	r.LocaleFalse = o.fields["locale"] == false
	list, _ := o.fields["headers"].([]any)
	for _, item := range list {
		if h, ok := item.(*object); ok {
			var header Header
			d.text(h, "key", &header.Key)
			d.text(h, "value", &header.Value)
			r.Headers = append(r.Headers, header)
		}
	}
	return r
}

func conditionsOf(v any) []Condition {
	list, _ := v.([]any)
	var out []Condition
	for _, item := range list {
		o, ok := item.(*object)
		if !ok {
			continue
		}
		var c Condition
		c.Type, _ = o.fields["type"].(string)
		c.Key, _ = o.fields["key"].(string)
		c.Value, _ = o.fields["value"].(string)
		out = append(out, c)
	}
	return out
}

// unmatchable returns what the build throws at a source that passes the checks,
// which look at it in a more lenient form.
func unmatchable(source any) string {
	text, _ := source.(string)
	tokens, err := parsePattern(text, anyDelimiter)
	if err == nil {
		_, _, err = patternSource(tokens, anyDelimiter, false)
	}
	if err != nil {
		return "TypeError: " + err.Error()
	}
	return ""
}

// ruleCheck is Next's checkCustomRoutes for one entry.
type ruleCheck struct {
	kind  ruleKind
	entry *object
	parts []string // what is wrong
}

func (c *ruleCheck) wrong(format string, args ...any) {
	c.parts = append(c.parts, fmt.Sprintf(format, args...))
}

// run returns what Next prints about the entry, "" where it is in order. An
// entry with parts that are not known is taken as it is.
func (c *ruleCheck) run() string {
	if partly(c.entry) {
		return ""
	}
	source, destination := c.entry.fields["source"], c.entry.fields["destination"]
	if text, ok := destination.(string); c.kind == rewriteRule && c.entry.fields["basePath"] == false && ok && !external(text) {
		return fmt.Sprintf("The route %s rewrites urls outside of the basePath. Please use a destination that starts with `http://` or `https://` https://nextjs.org/docs/messages/invalid-external-rewrite", show(source))
	}
	c.options()
	c.conditions("has")
	c.conditions("missing")
	c.source(source)
	c.target(destination)
	tokens := c.parsedSource(source)
	c.destinationParams(tokens, destination)
	unknown := c.unknownFields()
	if len(c.parts) == 0 && len(unknown) == 0 {
		return ""
	}
	text := strings.Join(c.parts, ", ")
	if len(unknown) > 0 {
		if text != "" {
			text += ","
		}
		text += " invalid field" + plural(len(unknown)) + ": " + strings.Join(unknown, ",")
	}
	return text + " for route " + stringify(c.entry)
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func external(destination string) bool {
	return strings.HasPrefix(destination, "http://") || strings.HasPrefix(destination, "https://")
}

func (c *ruleCheck) unknownFields() []string {
	allowed := []string{"source", "locale", "has", "missing", "basePath"}
	switch c.kind {
	case rewriteRule:
		allowed = append(allowed, "destination")
	case redirectRule:
		allowed = append(allowed, "statusCode", "permanent", "destination")
	case headerRule:
		allowed = append(allowed, "headers")
	}
	var unknown []string
	for _, key := range c.entry.keys {
		if !slices.Contains(allowed, key) {
			unknown = append(unknown, key)
		}
	}
	return unknown
}

func (c *ruleCheck) options() {
	for _, name := range []string{"basePath", "locale"} {
		if v, ok := c.entry.fields[name]; ok && v != undefined && v != false {
			c.wrong("`%s` must be undefined or false", name)
		}
	}
}

func (c *ruleCheck) conditions(field string) {
	v, ok := c.entry.fields[field]
	if !ok || v == undefined {
		return
	}
	list, isList := v.([]any)
	if !isList {
		c.wrong("`%s` must be undefined or valid has object", field)
		return
	}
	bad := 0
	for _, item := range list {
		if o, ok := item.(*object); !ok || !validCondition(o) {
			bad++
		}
	}
	if bad > 0 {
		c.wrong("invalid `%s` item%s found", field, plural(bad))
	}
}

func validCondition(o *object) bool {
	kind := o.fields["type"]
	_, hasKey := o.fields["key"].(string)
	value, given := o.fields["value"]
	_, isText := value.(string)
	given = given && value != undefined
	known := kind == "header" || kind == "cookie" || kind == "query" || kind == "host"
	return known && (hasKey || kind == "host") && (!given || isText) && (given || kind != "host")
}

func (c *ruleCheck) source(v any) {
	text, isText := v.(string)
	switch {
	case v == nil || v == undefined || v == "" || v == false:
		c.wrong("`source` is missing")
	case !isText:
		c.wrong("`source` is not a string")
	case text[0] != '/':
		c.wrong("`source` does not start with /")
	}
}

func (c *ruleCheck) target(v any) {
	if c.kind == headerRule {
		c.headers()
		return
	}
	text, isText := v.(string)
	switch {
	case v == nil || v == undefined || v == "":
		c.wrong("`destination` is missing")
	case !isText:
		c.wrong("`destination` is not a string")
	case c.kind == rewriteRule && text[0] != '/' && !external(text):
		c.wrong("`destination` does not start with `/`, `http://`, or `https://`")
	}
	if c.kind == redirectRule {
		c.status()
	}
}

func (c *ruleCheck) status() {
	code, given := c.entry.fields["statusCode"]
	given = given && code != undefined && code != nil && code != 0.0
	n, _ := code.(float64)
	if given && !slices.Contains([]float64{301, 302, 303, 307, 308}, n) {
		c.wrong("`statusCode` is not undefined or valid statusCode")
	}
	if _, ok := c.entry.fields["permanent"].(bool); !ok && !given {
		c.wrong("`permanent` is not set to `true` or `false`")
	}
}

func (c *ruleCheck) headers() {
	list, isList := c.entry.fields["headers"].([]any)
	switch {
	case !isList:
		c.wrong("`headers` field must be an array")
		return
	case len(list) == 0:
		c.wrong("`headers` field cannot be empty")
		return
	}
	for _, item := range list {
		o, ok := item.(*object)
		if !ok {
			c.wrong("`headers` items must be object with { key: '', value: '' }")
			return
		}
		for _, name := range []string{"key", "value"} {
			if _, ok := o.fields[name].(string); !ok {
				c.wrong("`%s` in header item must be string", name)
				return
			}
		}
	}
}

// maxPatternLength bounds the regular expression of a source.
const maxPatternLength = 4096

// parsedSource checks that the source can be parsed, and returns its tokens.
func (c *ruleCheck) parsedSource(v any) []token {
	text, ok := v.(string)
	if !ok || !strings.HasPrefix(text, "/") {
		return nil
	}
	tokens, source, err := compilePattern(text)
	switch {
	case err != nil:
		c.wrong("`source` parse failed")
	case len(source) > maxPatternLength:
		c.wrong("`source` exceeds max built length of 4096")
	}
	return tokens
}

// compilePattern parses a pattern as Next's tryToParsePath does.
func compilePattern(text string) ([]token, string, error) {
	tokens, err := parsePattern(text, anyDelimiter)
	if err != nil {
		return nil, "", err
	}
	source, _, err := patternSource(normalizeTokens(tokens), anyDelimiter, false)
	if err != nil {
		return tokens, "", err
	}
	_, err = compileExpression(source, true)
	return tokens, source, err
}

var namedGroup = regexp.MustCompile(`\(\?<([a-zA-Z][a-zA-Z0-9]*)>`)

// destinationParams checks that a destination on this server names only params
// that source and conditions have.
func (c *ruleCheck) destinationParams(source []token, v any) {
	destination, ok := v.(string)
	if !ok || !strings.HasPrefix(destination, "/") || source == nil {
		return
	}
	known := c.captured()
	var unnamed []string
	for _, t := range source {
		if t.param && t.unnamed && mentions(destination, t.name) {
			unnamed = append(unnamed, ":"+t.name)
		}
		if t.param && t.name != "" {
			known[t.name] = true
		}
	}
	if len(unnamed) > 0 {
		c.wrong("`destination` has unnamed params %s", strings.Join(unnamed, ", "))
		return
	}
	parsed, err := parseURL(destination)
	if err != nil {
		c.wrong("`destination` parse failed")
		return
	}
	tokens, pattern, err := compilePattern(parsed.path + parsed.hash)
	if len(pattern) > maxPatternLength {
		c.wrong("`destination` exceeds max built length of 4096")
	}
	if err != nil {
		c.wrong("`destination` parse failed")
		return
	}
	c.missingParams(tokens, known)
}

func (c *ruleCheck) missingParams(tokens []token, known map[string]bool) {
	var missing []string
	for _, t := range tokens {
		if t.param && !known[t.name] && !slices.Contains(missing, t.name) {
			missing = append(missing, t.name)
		}
	}
	if len(missing) > 0 {
		c.wrong("`destination` has segments not in `source` or `has` (%s)", strings.Join(missing, ", "))
	}
}

// captured lists what the has conditions capture.
func (c *ruleCheck) captured() map[string]bool {
	known := map[string]bool{}
	for _, condition := range conditionsOf(c.entry.fields["has"]) {
		if condition.Value == "" {
			known[condition.Key] = true
			continue
		}
		for _, m := range namedGroup.FindAllStringSubmatch(condition.Value, -1) {
			known[m[1]] = true
		}
		if condition.Type == "host" {
			known["host"] = true
		}
	}
	return known
}

// mentions says whether a destination has :N, no further digit behind it.
func mentions(destination, number string) bool {
	rest := destination
	for {
		_, after, found := strings.Cut(rest, ":"+number)
		if !found {
			return false
		}
		if after == "" || after[0] < '0' || after[0] > '9' {
			return true
		}
		rest = after
	}
}

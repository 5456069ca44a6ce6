package engine

import (
	"signalbox/engine/jslit"
	"signalbox/engine/nextconfig"
)

// edgeProxy says that the proxy runs on the edge: a middleware file does, unless
// its config asks for Node.js; proxy.ts never does.
func (p *project) edgeProxy() bool {
	if p.scanned == nil || !p.scanned.Middleware {
		return false
	}
	runtime, ok := p.scanned.ProxyConfig.Get("runtime")
	return !ok || runtime.Str != "nodejs"
}

// matcherRules reads `config.matcher` of a proxy: a path, an object with source,
// has and missing, or an array of both. It is nil where there is none.
func matcherRules(config *jslit.Value) []nextconfig.Rule {
	matcher, ok := config.Get("matcher")
	if !ok {
		return nil
	}
	value, ok := matcher.Any()
	if !ok {
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	rules := []nextconfig.Rule{}
	for _, item := range list {
		switch v := item.(type) {
		case string:
			rules = append(rules, nextconfig.Rule{Source: v})
		case map[string]any:
			source, _ := v["source"].(string)
			rules = append(rules, nextconfig.Rule{Source: source, LocaleFalse: v["locale"] == false, Has: conditions(v["has"]), Missing: conditions(v["missing"])})
		}
	}
	return rules
}

func conditions(v any) []nextconfig.Condition {
	list, _ := v.([]any)
	var out []nextconfig.Condition
	for _, item := range list {
		fields, _ := item.(map[string]any)
		text := func(key string) string { s, _ := fields[key].(string); return s }
		out = append(out, nextconfig.Condition{Type: text("type"), Key: text("key"), Value: text("value")})
	}
	return out
}

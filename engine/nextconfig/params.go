package nextconfig

import "slices"

// Param is one value that a rule took from a request: a named part of the path,
// or a named group of a condition. It is still percent-encoded.
type Param struct {
	Name  string
	Value string
	List  []string // for :name* and :name+, instead of Value
	Many  bool
}

// Params are the values that a rule took, in order.
type Params []Param

// Get returns the param of a name.
func (p Params) Get(name string) (Param, bool) {
	i := slices.IndexFunc(p, func(q Param) bool { return q.Name == name })
	if i < 0 {
		return Param{}, false
	}
	return p[i], true
}

func (p Params) set(param Param) Params {
	i := slices.IndexFunc(p, func(q Param) bool { return q.Name == param.Name })
	if i < 0 {
		return append(p, param)
	}
	p[i] = param
	return p
}

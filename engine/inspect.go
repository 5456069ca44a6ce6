package engine

import "signalbox/engine/nextconfig"

// Config is the next.config of the open revision as it was read or evaluated,
// nil where no project is open. Nobody changes it.
func (e *Engine) Config() *nextconfig.Config {
	t := e.tree.Load()
	if t == nil {
		return nil
	}
	return t.cfg
}

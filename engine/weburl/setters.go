package weburl

// Set changes one part, named as in JavaScript ("hostname", "search", …), by
// the rules of the setters there: what does not fit is ignored.
func (u *URL) Set(part, value string) {
	switch part {
	case "protocol":
		u.reparse(value+":", schemeStart, schemeStart)
	case "username":
		if !u.cannotHaveCredentials() {
			u.username = encode(value, setUserinfo)
		}
	case "password":
		if !u.cannotHaveCredentials() {
			u.password = encode(value, setUserinfo)
		}
	case "host":
		if !u.isOpaque {
			u.reparse(value, hostState, hostState)
		}
	case "hostname":
		if !u.isOpaque {
			u.reparse(value, hostState, hostnameState)
		}
	case "port":
		u.setPort(value)
	case "pathname":
		if !u.isOpaque {
			old := u.path
			u.path = nil
			if !u.reparse(value, pathStart, pathStart) {
				u.path = old
			}
		}
	case "search":
		u.setSearch(value)
	case "hash":
		u.setHash(value)
	}
}

// reparse runs the parser on the URL from a state. A failure changes nothing
// beyond what the states before it set.
func (u *URL) reparse(value string, start, override state) bool {
	before := *u
	p := parser{in: stripTabs(value), u: u, override: override}
	if !p.run(start) {
		if override == hostState && u.host != before.host {
			return true // a bad port leaves the new host
		}
		*u = before
		return false
	}
	return true
}

func (u *URL) setPort(value string) {
	if u.cannotHaveCredentials() {
		return
	}
	if value == "" {
		u.port = -1
		return
	}
	u.reparse(value, portState, portState)
}

func (u *URL) setSearch(value string) {
	u.query, u.hasQuery = "", false
	if value == "" {
		return
	}
	if value[0] == '?' {
		value = value[1:]
	}
	u.hasQuery = true
	u.reparse(value, queryState, queryState)
}

func (u *URL) setHash(value string) {
	u.fragment, u.hasFrag = "", false
	if value == "" {
		return
	}
	if value[0] == '#' {
		value = value[1:]
	}
	u.hasFrag = true
	u.reparse(value, fragmentState, fragmentState)
}

package jsrt

import "time"

func unpackProgram(b []byte) (Limits, *Program, error) {
	u := &unpacker{b: b}
	limits := Limits{
		CallTime: time.Duration(u.num()), Memory: int64(u.num()), Stack: int64(u.num()), Response: int64(u.num()),
		Timers: int(u.num()), Console: int(u.num()), Header: int(u.num()),
	}
	p := &Program{ID: u.text(), Root: u.text(), Modules: map[string]Module{}}
	for range min(u.num(), uint64(len(u.b))) {
		name := u.text()
		p.Modules[name] = Module{Code: u.text()}
	}
	p.Entries, p.Env = unpackMap(u), unpackMap(u)
	if u.bad {
		return limits, p, errPayload
	}
	return limits, p, nil
}

func unpackMap(u *unpacker) map[string]string {
	m := map[string]string{}
	for range min(u.num(), uint64(len(u.b))) {
		name := u.text()
		m[name] = u.text()
	}
	return m
}

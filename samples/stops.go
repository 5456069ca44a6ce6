package samples

import (
	"fmt"
	"strconv"
	"strings"
)

// parseStops reads a walk. It is a text that reads from top to bottom as the
// person will see it; the first character or two of a line say what it is:
//
//	== methods | Seven methods, one file     a stop begins: its id and title
//	@ app/api/methods/route.ts               the file to open
//	> POST /api/methods                      a request; the first is Fire
//	>h content-type: text/plain              a header of it
//	>b hello                                 a line of its body
//	< 200                                    the status that comes back
//	<h x-seen: yes                           a header that must be there
//	<h x-seen:                               a header that must not be there
//	<b "hello"                               text that the body must hold
//	? Make DELETE answer 204.                the goal of an exercise
//	! Export a function named DELETE.        a hint
//	>> DELETE /lesson                        a request that checks the goal
//	+ app/lesson/route.ts                    a file of the solution
//	| export …                               a line of that file
//
// Every other line is text.
func parseStops(text string) ([]Stop, error) {
	p := stopParser{}
	for i, line := range strings.Split(text, "\n") {
		if err := p.line(line); err != nil {
			return nil, fmt.Errorf("stops, line %d: %w", i+1, err)
		}
	}
	for i := range p.stops {
		p.stops[i].Text = strings.TrimSpace(p.stops[i].Text)
	}
	return p.stops, nil
}

type stopParser struct {
	stops []Stop
	shot  *Shot // the request that < lines belong to
}

func (p *stopParser) line(line string) error {
	mark, rest, _ := strings.Cut(line, " ")
	if mark == "==" {
		id, title, ok := strings.Cut(rest, " | ")
		if !ok {
			return fmt.Errorf("%q has no title", line)
		}
		p.stops = append(p.stops, Stop{ID: id, Title: title})
		p.shot = nil
		return nil
	}
	if len(p.stops) == 0 {
		return nil // before the first stop: for whoever reads the file
	}
	s := &p.stops[len(p.stops)-1]
	switch mark {
	case "@":
		s.File = rest
	case "?":
		s.Goal = rest
	case "!":
		s.Hints = append(s.Hints, rest)
	case ">", ">>":
		return p.request(s, mark, rest)
	case ">h", ">b", "<", "<h", "<b":
		return p.detail(mark, rest)
	case "+":
		s.Solution = append(s.Solution, File{Name: rest})
	case "|":
		if len(s.Solution) == 0 {
			return fmt.Errorf("%q belongs to no file", line)
		}
		f := &s.Solution[len(s.Solution)-1]
		f.Text = append(f.Text, rest+"\n"...)
	default:
		s.Text += line + "\n"
	}
	return nil
}

// request begins a Shot: the stop's own, one that follows it, or a check.
func (p *stopParser) request(s *Stop, mark, rest string) error {
	method, target, ok := strings.Cut(rest, " ")
	if !ok {
		return fmt.Errorf("%q is not METHOD TARGET", rest)
	}
	shot := Shot{Method: method, Target: target}
	switch {
	case mark == ">>":
		s.Checks = append(s.Checks, shot)
		p.shot = &s.Checks[len(s.Checks)-1]
	case s.Fire.Method == "":
		s.Fire = shot
		p.shot = &s.Fire
	default:
		s.Then = append(s.Then, shot)
		p.shot = &s.Then[len(s.Then)-1]
	}
	return nil
}

// detail adds to the request that was begun last.
func (p *stopParser) detail(mark, rest string) error {
	if p.shot == nil {
		return fmt.Errorf("%q belongs to no request", mark+" "+rest)
	}
	switch mark {
	case ">h":
		p.shot.Header = append(p.shot.Header, rest)
	case ">b":
		p.shot.Body += rest + "\n"
	case "<":
		status, err := strconv.Atoi(rest)
		if err != nil {
			return fmt.Errorf("%q is no status", rest)
		}
		p.shot.Status = status
	case "<h":
		p.shot.Want = append(p.shot.Want, rest)
	case "<b":
		p.shot.Expect = append(p.shot.Expect, rest)
	}
	return nil
}

//go:build !unix

package terminal

import "errors"

// Sleep is what other systems have no word for.
func (s *Screen) Sleep() error { return errors.New("this system can't suspend a program") }

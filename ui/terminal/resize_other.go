//go:build !unix

package terminal

import "context"

// Supported is false where a change of size can't be followed.
const Supported = false

// Resized returns when ctx ends.
func (s *Screen) Resized(ctx context.Context, _ func(w, h int)) { <-ctx.Done() }

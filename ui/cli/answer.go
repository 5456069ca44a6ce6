package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// answer is standard output as the commands write it. An error there means that
// the answer is lost (a full disk behind a redirection), which says so and is
// never taken for the answer itself.
type answer struct{ w io.Writer }

// unwritten is an answer that did not reach its reader.
type unwritten struct{ err error }

func (e *unwritten) Error() string {
	err := e.err
	if pathError := (*fs.PathError)(nil); errors.As(err, &pathError) {
		err = pathError.Err
	}
	return fmt.Sprintf("the answer cannot be written: %v", err)
}

func (e *unwritten) Unwrap() error { return e.err }

func (a answer) Write(p []byte) (int, error) {
	n, err := a.w.Write(p)
	if err != nil {
		err = &unwritten{err}
	}
	return n, err
}

func newAnswer(w io.Writer) *bufio.Writer { return bufio.NewWriterSize(answer{w}, 64<<10) }

// readerLeft reports whether nobody reads the answer any more, as behind
// `| head`, which is no error.
func readerLeft(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, os.ErrClosed) || errors.Is(err, io.ErrClosedPipe)
}

// outcome joins what a command came to with what became of its answer: one that
// was not written outweighs what it would have said.
func outcome(err, flushed error) error {
	if flushed == nil || readerLeft(flushed) && err != nil {
		return err
	}
	return flushed
}

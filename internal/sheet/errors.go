package sheet

import (
	"errors"
	"fmt"
	"strings"
)

// Kinds of refusal, to be tested with errors.Is.
var (
	ErrEmpty     = errors.New("the file holds no table")
	ErrFormat    = errors.New("the file is not a table that can be read")
	ErrTooLarge  = errors.New("the file is too large")
	ErrTruncated = errors.New("the file is cut short")
	ErrEncoding  = errors.New("the file mixes encodings")
	ErrQuote     = errors.New("a quote is misplaced")
	ErrRagged    = errors.New("a row has more cells than the header")
	ErrHeader    = errors.New("the header is ambiguous")
	ErrMissing   = errors.New("a column is missing")
)

// Error is a refusal of a file: what is wrong, where, and how to mend it.
type Error struct {
	File string // the name given to Read; empty for Require
	Line int    // from 1; 0 when the whole file is meant
	Kind error  // one of the Err variables
	Mend string // what to do, without capital nor full stop
}

func (e *Error) Error() string {
	var where []string
	if e.File != "" {
		where = append(where, e.File)
	}
	if e.Line > 0 {
		where = append(where, fmt.Sprintf("line %d", e.Line))
	}
	text := e.Kind.Error() + ": " + e.Mend
	if len(where) == 0 {
		return text
	}
	return strings.Join(where, ", ") + ": " + text
}

func (e *Error) Unwrap() error { return e.Kind }

// quoteList shows at most twelve names, so that a hostile header does not fill
// the screen.
func quoteList(names []string) string {
	const most = 12
	var shown []string
	for i, name := range names {
		if i == most {
			shown = append(shown, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		shown = append(shown, quote(name))
	}
	return strings.Join(shown, ", ")
}

// quote shows a cell in at most forty characters.
func quote(cell string) string {
	const most = 40
	if runes := []rune(cell); len(runes) > most {
		cell = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", cell)
}

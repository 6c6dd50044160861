package consult

import (
	"errors"
	"fmt"
)

var (
	// ErrNotFound: no record under that id.
	ErrNotFound = errors.New("not found")
	// ErrForbidden: the actor's role does not allow the act, or the object
	// belongs to someone else.
	ErrForbidden = errors.New("forbidden")
	// ErrClosed: the phase of the congress does not allow the act now.
	ErrClosed = errors.New("closed")
	// ErrWithdrawn: the contribution was withdrawn by its author.
	ErrWithdrawn = errors.New("withdrawn")
	// ErrKeyReused: the idempotency key came before with another text.
	ErrKeyReused = errors.New("idempotency key used for another text")
	// ErrStale: the object changed since the actor read it.
	ErrStale = errors.New("changed meanwhile")
	// ErrExists: there is one under that id already.
	ErrExists = errors.New("exists already")
	// ErrUnconfirmed: the engine could not confirm the write. It may be found
	// later or not: the same form, sent again, tells.
	ErrUnconfirmed = errors.New("write not confirmed")
	// ErrBusy: too much waits to be written; nothing was tried.
	ErrBusy = errors.New("busy")
	// ErrNothing: there is nothing to do the act on, as grouping no idea.
	ErrNothing = errors.New("nothing to work on")
)

// InvalidError says which field of a form is wrong and why, as a code that the
// interface turns into a sentence.
type InvalidError struct {
	Field string // as "text", "name"
	Why   Why
	Limit int // the bound that was passed, 0 when there is none
}

func (e *InvalidError) Error() string { return fmt.Sprintf("invalid %s: %s", e.Field, e.Why) }

// Why is the reason a field is refused.
type Why string

const (
	WhyEmpty   Why = "empty"
	WhyTooLong Why = "too long"
	WhyNotText Why = "not text" // not UTF-8, or holds control characters
	WhyUnknown Why = "unknown"  // names something that does not exist
)

package store

import (
	"errors"
	"fmt"

	"unanime/consult"
)

// What opening can meet.
var (
	// ErrMissing: there is no data directory here, or a file of it is gone.
	ErrMissing = errors.New("there is no data here; init makes a new directory")
	// ErrExists: Init and Restore never write over data.
	ErrExists = errors.New("there is data here already")
	// ErrNotDatabase: the file is empty or was not written by this program.
	ErrNotDatabase = errors.New("this file is not a database of this program")
	// ErrFuture: a newer version of the program wrote the file.
	ErrFuture = errors.New("this data was written by a newer version of the program")
	// ErrUnwritable: the directory or file may not be written to.
	ErrUnwritable = errors.New("this data cannot be written to")
	// ErrHeld: another process has the file; see [HeldError].
	ErrHeld = errors.New("another process holds this data")
	// ErrDamaged: the structure of the file is broken; restore a backup.
	ErrDamaged = errors.New("this file is damaged; restore a backup")
)

// What an open store can answer.
var (
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("the store is closed")
	// ErrBusy: too many writes wait already; nothing was tried.
	ErrBusy = fmt.Errorf("too many writes are waiting: %w", consult.ErrBusy)
	// ErrUnknown: the commit failed, and whether the write will be found is not
	// known. It is never to be told as "not saved".
	ErrUnknown = fmt.Errorf("the outcome of the write is unknown: %w", consult.ErrUnconfirmed)
	// ErrFull: the disk or the allowed size is used up. It comes with ErrUnknown
	// and goes by itself once there is room.
	ErrFull = errors.New("no space left")
	// ErrErased: the person's key was destroyed and the record with it. It is a
	// consult.ErrNotFound.
	ErrErased = fmt.Errorf("erased: %w", consult.ErrNotFound)
	// ErrReadOnly: a write inside View.
	ErrReadOnly = errors.New("a write inside View")
	// ErrOver: a transaction was used after its function had returned.
	ErrOver = errors.New("this transaction is over")
	// ErrBadKey: a key is empty, too long, or names no possible bucket.
	ErrBadKey = errors.New("unusable key")
	// ErrMoved: the file at the path is no longer the one that is open.
	ErrMoved = errors.New("the data file was moved or deleted under the program")
)

// HeldError is ErrHeld with what is known of the other process.
type HeldError struct{ By string }

func (e *HeldError) Error() string {
	if e.By == "" {
		return ErrHeld.Error()
	}
	return ErrHeld.Error() + ": " + e.By
}

func (e *HeldError) Is(target error) bool { return target == ErrHeld }

// CorruptError says which record does not carry its own digest, or does not
// open under its owner's key.
type CorruptError struct {
	Bucket Path
	Key    []byte
}

func (e *CorruptError) Error() string { return fmt.Sprintf("altered record %s %x", e.Bucket, e.Key) }

func (e *CorruptError) Is(target error) bool { return target == ErrDamaged }

// PanicError is a panic of the function given to View or Update. Error never
// prints the value, which may hold what a person wrote; Stack is for the log.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic of type %T", e.Value) }

// Unwrap gives the value when it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

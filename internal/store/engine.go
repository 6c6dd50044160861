package store

import "strings"

// Engine is an ordered key-value file with transactions: all that this package
// asks of what it is built on. The contract is package storetest.
type Engine interface {
	// View runs f over one state that no writer changes meanwhile.
	View(f func(Reader) error) error
	// Update runs f and commits. When f returns an error nothing is written and
	// the error comes back as it is; a failing commit is ErrUnknown. Updates
	// follow one another.
	Update(f func(Writer) error) error
	// Check returns nil when a write can be expected to work.
	Check() error
	Close() error
}

// Path names a bucket by its segments, as "congress/2027/texts".
type Path string

// Reader reads. Slices are valid until the transaction ends and may not be
// changed. A bucket that was never written to is empty.
type Reader interface {
	// Get returns nil when there is nothing under the key.
	Get(p Path, key []byte) []byte
	// Scan visits by ascending key from the first that is not below from, and
	// stops at the first error, which it returns. The visit may not write.
	Scan(p Path, from []byte, visit func(key, value []byte) error) error
	// Sequence is the number last set, 0 at first.
	Sequence(p Path) uint64
	// Buckets lists the names inside the bucket, ascending; "" is the root.
	Buckets(p Path) []string
}

// Writer reads its own writes. Keys are 1 to MaxKey bytes; buckets are made on
// the way. The slices given are not kept beyond the transaction, and may not be
// changed during it.
type Writer interface {
	Reader
	Put(p Path, key, value []byte) error
	Delete(p Path, key []byte) error
	SetSequence(p Path, n uint64) error
}

// MaxKey is how long a key may be, in bytes.
const MaxKey = 1024

// valid says whether every segment is something.
func (p Path) valid() bool {
	return p != "" && p[0] != '/' && p[len(p)-1] != '/' && !strings.Contains(string(p), "//")
}

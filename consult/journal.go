package consult

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"
)

// Entry is one line of the journal of actions: ids only, never a text. Each
// line carries the digest of the one before, so that none can be taken out or
// changed unseen.
type Entry struct {
	At     time.Time
	By     AccountID // 0 for the program itself
	Act    Act
	Object string // the id acted on, as "C-0217" or "theme 3"
	Before [sha256.Size]byte
	Digest [sha256.Size]byte
}

// Seal returns the digest of the entry numbered n: SHA-256 over the digest
// before it, its number, time, actor, act and object.
func (e Entry) Seal(n uint64) [sha256.Size]byte {
	h := sha256.New()
	h.Write(e.Before[:])
	var fixed [24]byte
	binary.BigEndian.PutUint64(fixed[:], n)
	binary.BigEndian.PutUint64(fixed[8:], uint64(e.At.UnixNano()))
	binary.BigEndian.PutUint64(fixed[16:], uint64(e.By))
	h.Write(fixed[:])
	h.Write([]byte(string(e.Act) + "\x00" + e.Object))
	return [sha256.Size]byte(h.Sum(nil))
}

// record appends an entry to the journal of the edition.
func record(ed *Edition, at time.Time, by Actor, act Act, object string) error {
	n, err := ed.Journal.Next()
	if err != nil {
		return err
	}
	e := Entry{At: at.UTC(), By: by.Account, Act: act, Object: object}
	last, err := ed.Journal.Get(n - 1)
	switch {
	case err == nil:
		e.Before = last.Digest
	case n > 1 || !errors.Is(err, ErrNotFound):
		return err
	}
	e.Digest = e.Seal(n)
	return ed.Journal.Put(n, e)
}

package store

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"time"

	"unanime/consult"
)

// form is how the values of a table are written, where it is not plainly as they
// are: digests as base64 rather than as an array of 32 numbers, which takes three
// times the room and the time.
type form[V any] struct {
	write func(V) any
	read  func([]byte) (V, error)
}

var entryForm = &form[consult.Entry]{
	write: func(e consult.Entry) any {
		return entryLine{e.At, e.By, e.Act, e.Object, e.Before[:], e.Digest[:]}
	},
	read: func(b []byte) (e consult.Entry, err error) {
		var l entryLine
		if err := json.Unmarshal(b, &l); err != nil {
			return e, err
		}
		e = consult.Entry{At: l.At, By: l.By, Act: l.Act, Object: l.Object}
		return e, errors.Join(fill(&e.Before, l.Before), fill(&e.Digest, l.Digest))
	},
}

type entryLine struct {
	At             time.Time
	By             consult.AccountID
	Act            consult.Act
	Object         string
	Before, Digest []byte
}

var receiptForm = &form[consult.Receipt]{
	write: func(r consult.Receipt) any { return receiptLine{r.Contribution, r.Digest[:]} },
	read: func(b []byte) (r consult.Receipt, err error) {
		var l receiptLine
		if err := json.Unmarshal(b, &l); err != nil {
			return r, err
		}
		r.Contribution = l.Contribution
		return r, fill(&r.Digest, l.Digest)
	},
}

type receiptLine struct {
	Contribution consult.ContributionID
	Digest       []byte
}

func fill(digest *[sha256.Size]byte, b []byte) error {
	if copy(digest[:], b) != len(digest) || len(b) != len(digest) {
		return errors.New("not a digest")
	}
	return nil
}

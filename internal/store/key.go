package store

import (
	"encoding/binary"
	"fmt"

	"unanime/consult"
)

// codec writes keys so that their order is the order of the bytes, and reads
// them back.
type codec[K any] struct {
	encode func(K) []byte
	decode func([]byte) (K, error)
}

// number is 8 bytes, big-endian.
func number[K ~uint64]() codec[K] {
	return codec[K]{
		encode: func(k K) []byte { return binary.BigEndian.AppendUint64(nil, uint64(k)) },
		decode: func(b []byte) (K, error) {
			if len(b) != 8 {
				return 0, fmt.Errorf("%w: %x is no number", ErrBadKey, b)
			}
			return K(binary.BigEndian.Uint64(b)), nil
		},
	}
}

var (
	slugKey = codec[consult.CongressID]{
		encode: func(id consult.CongressID) []byte { return []byte(id) },
		decode: func(b []byte) (consult.CongressID, error) { return consult.CongressID(b), nil },
	}
	sessionKey = codec[consult.SessionID]{
		encode: func(id consult.SessionID) []byte { return id[:] },
		decode: func(b []byte) (id consult.SessionID, err error) {
			if len(b) != len(id) {
				return id, fmt.Errorf("%w: %x is no session", ErrBadKey, b)
			}
			return consult.SessionID(b), nil
		},
	}
	ideaKey = codec[consult.IdeaID]{
		encode: func(id consult.IdeaID) []byte {
			return append(binary.BigEndian.AppendUint64(nil, uint64(id.Contribution)), id.Part)
		},
		decode: func(b []byte) (id consult.IdeaID, err error) {
			if len(b) != 9 {
				return id, fmt.Errorf("%w: %x is no idea", ErrBadKey, b)
			}
			return consult.IdeaID{Contribution: consult.ContributionID(binary.BigEndian.Uint64(b)), Part: b[8]}, nil
		},
	}
	receiptKey = codec[consult.ReceiptKey]{
		encode: func(k consult.ReceiptKey) []byte {
			return append(binary.BigEndian.AppendUint64(nil, uint64(k.Account)), "|"+k.Key...)
		},
		decode: func(b []byte) (k consult.ReceiptKey, err error) {
			if len(b) < 9 || b[8] != '|' {
				return k, fmt.Errorf("%w: %x is no receipt", ErrBadKey, b)
			}
			return consult.ReceiptKey{Account: consult.AccountID(binary.BigEndian.Uint64(b)), Key: string(b[9:])}, nil
		},
	}
)

package store

import (
	"encoding/json"
	"errors"

	"unanime/consult"
)

// txn is what the tables of one transaction share.
type txn struct {
	Reader
	writer Writer // nil in View
	over   bool
}

func (t *txn) put(at place, record []byte) error {
	if t.writer == nil {
		return ErrReadOnly
	}
	return t.writer.Put(at.bucket, at.key, record)
}

// table is a bucket of records. It implements consult.Table.
type table[K, V any] struct {
	tx     *txn
	bucket Path
	keys   codec[K]
	vault  vault    // used when V is personal
	form   *form[V] // nil to write the value as it is
}

func (t *table[K, V]) at(k K) place { return place{t.bucket, t.keys.encode(k)} }

func (t *table[K, V]) Get(k K) (v V, err error) {
	if t.tx.over {
		return v, ErrOver
	}
	at := t.at(k)
	record := t.tx.Get(at.bucket, at.key)
	if record == nil {
		return v, consult.ErrNotFound
	}
	err = t.read(at, record, &v)
	return v, err
}

func (t *table[K, V]) read(at place, record []byte, v *V) error {
	kind, content, err := at.unpack(record)
	if err != nil {
		return err
	}
	if _, personal := any(*v).(consult.Personal); personal != (kind == sealed) {
		return at.corrupt()
	}
	if kind == sealed {
		if content, err = t.vault.open(at, content); err != nil {
			return err
		}
	}
	if t.form != nil {
		*v, err = t.form.read(content)
	} else {
		err = json.Unmarshal(content, v)
	}
	if err != nil {
		return at.corrupt()
	}
	return nil
}

func (t *table[K, V]) Put(k K, v V) error {
	if t.tx.over {
		return ErrOver
	}
	var value any = v
	if t.form != nil {
		value = t.form.write(v)
	}
	content, err := encode(value)
	if err != nil {
		return err
	}
	at, kind := t.at(k), byte(plain)
	if p, personal := any(v).(consult.Personal); personal {
		kind = sealed
		if content, err = t.vault.seal(p.Owner(), at, content); err != nil {
			return err
		}
	}
	return t.tx.put(at, at.pack(kind, content))
}

func (t *table[K, V]) Delete(k K) error {
	switch {
	case t.tx.over:
		return ErrOver
	case t.tx.writer == nil:
		return ErrReadOnly
	}
	return t.tx.writer.Delete(t.bucket, t.keys.encode(k))
}

func (t *table[K, V]) Next() (uint64, error) {
	switch {
	case t.tx.over:
		return 0, ErrOver
	case t.tx.writer == nil:
		return 0, ErrReadOnly
	}
	n := t.tx.Sequence(t.bucket) + 1
	return n, t.tx.writer.SetSequence(t.bucket, n)
}

func (t *table[K, V]) Each(visit func(K, V) error) error {
	if t.tx.over {
		return ErrOver
	}
	return t.tx.Scan(t.bucket, nil, func(key, record []byte) error {
		var v V
		err := t.read(place{t.bucket, key}, record, &v)
		switch {
		case errors.Is(err, ErrErased):
			return nil // nothing is left to visit
		case err != nil:
			return err
		}
		k, err := t.keys.decode(key)
		if err != nil {
			return err
		}
		return visit(k, v)
	})
}

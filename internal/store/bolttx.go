package store

import (
	"strings"

	bolt "go.etcd.io/bbolt"
)

// boltTx is a transaction; buckets are looked up once.
type boltTx struct {
	tx      *bolt.Tx
	buckets map[Path]*bolt.Bucket
}

// bucket returns nil when it does not exist.
func (t *boltTx) bucket(p Path) *bolt.Bucket {
	if b := t.buckets[p]; b != nil {
		return b
	}
	parent, name := split(p)
	var b *bolt.Bucket
	if parent == "" {
		b = t.tx.Bucket([]byte(name))
	} else if in := t.bucket(parent); in != nil {
		b = in.Bucket([]byte(name))
	}
	return t.keep(p, b)
}

// make returns the bucket, made with those above it when it does not exist.
func (t *boltTx) make(p Path) (*bolt.Bucket, error) {
	if b := t.bucket(p); b != nil {
		return b, nil
	}
	parent, name := split(p)
	if parent == "" {
		b, err := t.tx.CreateBucket([]byte(name))
		return t.keep(p, b), err
	}
	in, err := t.make(parent)
	if err != nil {
		return nil, err
	}
	b, err := in.CreateBucket([]byte(name))
	return t.keep(p, b), err
}

func (t *boltTx) keep(p Path, b *bolt.Bucket) *bolt.Bucket {
	if b != nil {
		if t.buckets == nil {
			t.buckets = map[Path]*bolt.Bucket{}
		}
		t.buckets[p] = b
	}
	return b
}

func split(p Path) (parent Path, name string) {
	i := strings.LastIndexByte(string(p), '/')
	if i < 0 {
		return "", string(p)
	}
	return p[:i], string(p[i+1:])
}

func (t *boltTx) Get(p Path, key []byte) []byte {
	b := t.bucket(p)
	if b == nil {
		return nil
	}
	return b.Get(key)
}

func (t *boltTx) Scan(p Path, from []byte, visit func(key, value []byte) error) error {
	b := t.bucket(p)
	if b == nil {
		return nil
	}
	c := b.Cursor()
	for k, v := c.Seek(from); k != nil; k, v = c.Next() {
		if v == nil { // a bucket
			continue
		}
		if err := visit(k, v); err != nil {
			return err
		}
	}
	return nil
}

func (t *boltTx) Sequence(p Path) uint64 {
	if b := t.bucket(p); b != nil {
		return b.Sequence()
	}
	return 0
}

func (t *boltTx) Buckets(p Path) (names []string) {
	list := t.tx.Cursor()
	if p != "" {
		b := t.bucket(p)
		if b == nil {
			return nil
		}
		list = b.Cursor()
	}
	for k, v := list.First(); k != nil; k, v = list.Next() {
		if v == nil {
			names = append(names, string(k))
		}
	}
	return names
}

func (t *boltTx) Put(p Path, key, value []byte) error {
	b, err := t.make(p)
	if err != nil {
		return err
	}
	return b.Put(key, value)
}

func (t *boltTx) Delete(p Path, key []byte) error {
	if b := t.bucket(p); b != nil {
		return b.Delete(key)
	}
	return nil
}

func (t *boltTx) SetSequence(p Path, n uint64) error {
	b, err := t.make(p)
	if err != nil {
		return err
	}
	return b.SetSequence(n)
}

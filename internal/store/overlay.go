package store

import (
	"maps"
	"slices"
)

// overlay stages the writes of one member of a batch over the transaction, so
// that dropping it leaves no trace. It reads as if they were made.
type overlay struct {
	base   Writer
	staged map[Path]*stage
}

// stage is what changed in a bucket.
type stage struct {
	records  map[string][]byte // nil is deleted
	sequence uint64
	counted  bool // sequence was set
}

func newOverlay(base Writer) *overlay { return &overlay{base: base, staged: map[Path]*stage{}} }

// empty says that nothing would be written.
func (o *overlay) empty() bool { return len(o.staged) == 0 }

// flush writes what is staged, by path and key: the same batch makes the same
// file.
func (o *overlay) flush() error {
	for _, p := range slices.Sorted(maps.Keys(o.staged)) {
		s := o.staged[p]
		for _, k := range slices.Sorted(maps.Keys(s.records)) {
			var err error
			if v := s.records[k]; v != nil {
				err = o.base.Put(p, []byte(k), v)
			} else {
				err = o.base.Delete(p, []byte(k))
			}
			if err != nil {
				return err
			}
		}
		if s.counted {
			if err := o.base.SetSequence(p, s.sequence); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *overlay) stage(p Path) *stage {
	s := o.staged[p]
	if s == nil {
		s = &stage{records: map[string][]byte{}}
		o.staged[p] = s
	}
	return s
}

func (o *overlay) Get(p Path, key []byte) []byte {
	if s := o.staged[p]; s != nil {
		if v, ok := s.records[string(key)]; ok {
			return v
		}
	}
	return o.base.Get(p, key)
}

// Put refuses here what the engine would refuse at the flush, where it would
// fail the whole batch.
func (o *overlay) Put(p Path, key, value []byte) error {
	if len(key) == 0 || len(key) > MaxKey || value == nil || !p.valid() {
		return ErrBadKey
	}
	o.stage(p).records[string(key)] = value
	return nil
}

func (o *overlay) Delete(p Path, key []byte) error {
	if o.Get(p, key) != nil {
		o.stage(p).records[string(key)] = nil
	}
	return nil
}

func (o *overlay) Sequence(p Path) uint64 {
	if s := o.staged[p]; s != nil && s.counted {
		return s.sequence
	}
	return o.base.Sequence(p)
}

func (o *overlay) SetSequence(p Path, n uint64) error {
	if !p.valid() {
		return ErrBadKey
	}
	s := o.stage(p)
	s.sequence, s.counted = n, true
	return nil
}

// Buckets shows those of the transaction: nothing asks for staged ones.
func (o *overlay) Buckets(p Path) []string { return o.base.Buckets(p) }

// Scan visits the records as they are when it begins: unlike below, the visit
// may write.
func (o *overlay) Scan(p Path, from []byte, visit func(key, value []byte) error) error {
	s := o.staged[p]
	if s == nil {
		return o.base.Scan(p, from, visit)
	}
	mine := maps.Clone(s.records)
	keys := slices.Sorted(maps.Keys(mine))
	next, _ := slices.BinarySearch(keys, string(from))
	// before visits the staged records below key, or all when key is nil.
	before := func(key []byte) error {
		for ; next < len(keys) && (key == nil || keys[next] < string(key)); next++ {
			if v := mine[keys[next]]; v != nil {
				if err := visit([]byte(keys[next]), v); err != nil {
					return err
				}
			}
		}
		return nil
	}
	err := o.base.Scan(p, from, func(key, value []byte) error {
		if err := before(key); err != nil {
			return err
		}
		if _, replaced := mine[string(key)]; replaced {
			return nil
		}
		return visit(key, value)
	})
	if err != nil {
		return err
	}
	return before(nil)
}

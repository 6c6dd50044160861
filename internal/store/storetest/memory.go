package storetest

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"sync"

	"unanime/internal/store"
)

// Memory is the plainest engine that keeps the contract, to try the contract
// itself and to compare others with. Each update copies everything.
type Memory struct {
	writer sync.Mutex
	mu     sync.Mutex
	now    memory
	closed bool
}

// memory is one state; a committed one is never changed.
type memory map[store.Path]shelf

type shelf struct {
	records  map[string][]byte
	sequence uint64
}

// View implements store.Engine.
func (m *Memory) View(f func(store.Reader) error) error {
	m.mu.Lock()
	now := m.now
	m.mu.Unlock()
	return f(now)
}

// Update implements store.Engine.
func (m *Memory) Update(f func(store.Writer) error) error {
	m.writer.Lock()
	defer m.writer.Unlock()
	if m.closed {
		return store.ErrClosed
	}
	next := memory{}
	for p, s := range m.now {
		next[p] = shelf{maps.Clone(s.records), s.sequence}
	}
	if err := f(next); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = next
	return nil
}

// Check implements store.Engine.
func (m *Memory) Check() error { return nil }

// Close implements store.Engine.
func (m *Memory) Close() error {
	m.writer.Lock()
	defer m.writer.Unlock()
	m.closed = true
	return nil
}

func (m memory) Get(p store.Path, key []byte) []byte { return m[p].records[string(key)] }

func (m memory) Scan(p store.Path, from []byte, visit func(key, value []byte) error) error {
	for _, k := range slices.Sorted(maps.Keys(m[p].records)) {
		if k < string(from) {
			continue
		}
		if err := visit([]byte(k), m[p].records[k]); err != nil {
			return err
		}
	}
	return nil
}

func (m memory) Sequence(p store.Path) uint64 { return m[p].sequence }

func (m memory) Buckets(p store.Path) []string {
	names := map[string]bool{}
	for known := range m {
		inside, ok := strings.CutPrefix("/"+string(known), strings.TrimSuffix("/"+string(p), "/")+"/")
		if name, _, _ := strings.Cut(inside, "/"); ok {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func (m memory) shelf(p store.Path) shelf {
	s := m[p]
	if s.records == nil {
		s.records = map[string][]byte{}
	}
	return s
}

func (m memory) Put(p store.Path, key, value []byte) error {
	s := m.shelf(p)
	s.records[string(key)] = bytes.Clone(value)
	m[p] = s
	return nil
}

func (m memory) Delete(p store.Path, key []byte) error {
	delete(m[p].records, string(key))
	return nil
}

func (m memory) SetSequence(p store.Path, n uint64) error {
	s := m.shelf(p)
	s.sequence = n
	m[p] = s
	return nil
}

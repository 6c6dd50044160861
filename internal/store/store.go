package store

import (
	"fmt"

	"unanime/consult"
)

// Store is an open unanime.db. It implements consult.Store, and any number of
// goroutines may use it. A function given to View or Update may not call either.
type Store struct {
	engine *boltEngine
	writer *gatherer
	test   bool
}

var _ consult.Store = (*Store)(nil)

// Options of opening.
type Options struct {
	// Listen is the address of the server, told to a second process that finds
	// the file held. It may be empty.
	Listen string
	// Limit is how large a file may grow, in bytes; 0 is 64 GiB.
	Limit int
}

// Open opens the file at path, which Init made. ErrMissing, ErrNotDatabase,
// ErrFuture, ErrUnwritable, ErrDamaged, or a *HeldError within about a second.
// An older layout is migrated, each step after a copy of the file.
func Open(path string, o Options) (*Store, error) {
	engine, err := openBolt(path, fitting{limit: o.Limit})
	if err != nil {
		return nil, err
	}
	s := &Store{engine: engine}
	if err := migrate(engine, migrations); err != nil {
		return nil, closeAfter(engine, err)
	}
	err = engine.View(func(r Reader) error { return getMeta(r, metaTest, &s.test) })
	if err != nil {
		return nil, closeAfter(engine, err)
	}
	s.writer = gather(engine)
	return s, nil
}

func closeAfter(e Engine, err error) error {
	_ = e.Close()
	return err
}

// Test says whether Init marked the data as test data.
func (s *Store) Test() bool { return s.test }

// View runs f over one consistent state. A panic of f is a *PanicError.
func (s *Store) View(f func(*consult.Tx) error) error {
	return protect(func() error {
		return s.engine.View(func(r Reader) error {
			t := &txn{Reader: r}
			defer func() { t.over = true }()
			return f(t.open())
		})
	})
}

// Update runs f once, in the one goroutine that writes, and has fsynced when it
// returns nil. An error of f comes back as it is and a panic as a *PanicError:
// then nothing of it is written. ErrUnknown when the commit failed, ErrBusy when
// too much waits.
func (s *Store) Update(f func(*consult.Tx) error) error {
	return s.writer.Update(func(w Writer) error {
		t := &txn{Reader: w, writer: w}
		defer func() { t.over = true }()
		return f(t.open())
	})
}

// Erase destroys the key of an official of a congress: what was sealed under it
// is ErrErased from now on, and no other key is ever made. Compact then takes
// the old bytes out of the file.
func (s *Store) Erase(id consult.CongressID, official consult.OfficialID) error {
	err := s.writer.Update(func(w Writer) error {
		t := &txn{Reader: w, writer: w}
		return vault{t, edition(id).in(keys)}.erase(official)
	})
	if err != nil {
		return fmt.Errorf("erase official %d: %w", official, err)
	}
	return nil
}

// Ping returns nil when a write can be expected to work: the path still leads to
// the open file and the last commit went well. After a failed one it lets the
// engine mend itself, as the next write would.
func (s *Store) Ping() error { return ping(s.engine, s.writer) }

func ping(e Engine, w *gatherer) error {
	if e.Check() == nil {
		return nil
	}
	if err := w.Update(func(Writer) error { return nil }); err != nil {
		return err
	}
	return e.Check()
}

// Close answers what waits, then closes the file.
func (s *Store) Close() error {
	s.writer.close()
	return s.engine.Close()
}

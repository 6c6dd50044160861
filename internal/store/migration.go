package store

import (
	"encoding/json"
	"fmt"
)

// migration leads from one version of the layout to the next, in one
// transaction.
type migration struct {
	name string
	run  func(Writer) error
}

// Every layout there was; the version of a file is how many of them it has been
// through. Entries are never changed nor taken out.
var (
	migrations = []migration{
		{"the first layout: buckets come with their first record", func(Writer) error { return nil }},
	}
	logMigrations = []migration{
		{"the first layout of the texts: frames and snapshots", func(Writer) error { return nil }},
	}
)

const (
	metaSchema = "schema"
	metaTest   = "test"
)

// getMeta reads a line of the meta bucket into v; without it, ErrNotDatabase.
func getMeta(r Reader, name string, v any) error {
	at := place{metaBucket, []byte(name)}
	record := r.Get(at.bucket, at.key)
	if record == nil {
		return fmt.Errorf("no %s: %w", name, ErrNotDatabase)
	}
	_, content, err := at.unpack(record)
	if err != nil {
		return err
	}
	return json.Unmarshal(content, v)
}

func putMeta(w Writer, name string, v any) error {
	content, err := encode(v)
	if err != nil {
		return err
	}
	at := place{metaBucket, []byte(name)}
	return w.Put(at.bucket, at.key, at.pack(plain, content))
}

// create writes the newest layout into an empty file.
func create(e Engine, all []migration, test bool) error {
	return e.Update(func(w Writer) error {
		for _, m := range all {
			if err := m.run(w); err != nil {
				return err
			}
		}
		if err := putMeta(w, metaTest, test); err != nil {
			return err
		}
		return putMeta(w, metaSchema, len(all))
	})
}

// version returns how many migrations the file has been through; ErrFuture when
// there are more than are known.
func version(e Engine, known int) (n int, err error) {
	err = e.View(func(r Reader) error { return getMeta(r, metaSchema, &n) })
	switch {
	case err != nil:
		return 0, err
	case n < 1:
		return 0, ErrNotDatabase
	case n > known:
		return n, fmt.Errorf("%w: layout %d, and %d is the newest known here", ErrFuture, n, known)
	}
	return n, nil
}

// migrate leads the file through the migrations it lacks. Killed at any moment,
// it goes on at the next opening: a step and its number are one commit, and the
// copy beside, named after the step, is whole before the step begins.
func migrate(e *boltEngine, all []migration) error {
	n, err := version(e, len(all))
	if err != nil {
		return err
	}
	for ; n < len(all); n++ {
		if err := e.copyTo(fmt.Sprintf("%s.before-v%d", e.path, n+1)); err != nil {
			return fmt.Errorf("copy before migration %d: %w", n+1, err)
		}
		err := e.Update(func(w Writer) error {
			if err := all[n].run(w); err != nil {
				return err
			}
			return putMeta(w, metaSchema, n+1)
		})
		if err != nil {
			return fmt.Errorf("migration %d (%s): %w", n+1, all[n].name, err)
		}
	}
	return nil
}

package store

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"unanime/consult"
)

// Opened for the tests of package store_test.

// NewEngine makes a bbolt file in dir and opens it.
func NewEngine(dir string) (Engine, error) {
	path := filepath.Join(dir, dataName)
	if err := createBolt(path, func(Engine) error { return nil }); err != nil {
		return nil, err
	}
	return openBolt(path, fitting{})
}

// NewLooseEngine is the same for a file without its list of free pages.
func NewLooseEngine(dir string) (Engine, error) {
	path := filepath.Join(dir, textsName)
	if err := createBolt(path, func(Engine) error { return nil }); err != nil {
		return nil, err
	}
	return openBolt(path, fitting{loose: true})
}

// Each commits every update alone, as a store without a gathering writer.
type Each struct{ *Store }

func (e Each) Update(f func(*consult.Tx) error) error {
	return e.engine.Update(func(w Writer) error {
		t := &txn{Reader: w, writer: w}
		return f(t.open())
	})
}

// Fdatasync is what bbolt calls on its files.
func Fdatasync(f *os.File) error { return syscall.Fdatasync(int(f.Fd())) }

// NewOverlay stages writes over w; Flush writes them.
func NewOverlay(w Writer) Writer { return newOverlay(w) }

// Flush writes what NewOverlay staged.
func Flush(w Writer) error { return w.(*overlay).flush() }

// Records lists the bucket, key and bytes of every record of a file.
func Records(path string, visit func(p Path, key, record []byte)) error {
	e, err := openBolt(path, fitting{readOnly: true})
	if err != nil {
		return err
	}
	defer e.Close()
	var walk func(r Reader, p Path) error
	walk = func(r Reader, p Path) error {
		for _, name := range r.Buckets(p) {
			if err := walk(r, Path(strings.TrimPrefix(string(p.in(name)), "/"))); err != nil {
				return err
			}
		}
		if p == "" {
			return nil
		}
		return r.Scan(p, nil, func(k, v []byte) error {
			visit(p, k, v)
			return nil
		})
	}
	return e.View(func(r Reader) error { return walk(r, "") })
}

// BucketTree draws the buckets of a file, two spaces for each depth.
func BucketTree(path string) (tree string, err error) {
	e, err := openBolt(path, fitting{readOnly: true})
	if err != nil {
		return "", err
	}
	defer e.Close()
	var draw func(r Reader, p Path, indent string)
	draw = func(r Reader, p Path, indent string) {
		for _, name := range r.Buckets(p) {
			tree += indent + name + "\n"
			draw(r, Path(strings.TrimPrefix(string(p.in(name)), "/")), indent+"  ")
		}
	}
	return tree, e.View(func(r Reader) error {
		draw(r, "", "")
		return nil
	})
}

// Doubt makes the engine behave as after a commit that failed.
func Doubt(s *Store) { _ = s.engine.suspect(ErrUnknown) }

// PersonKey returns the key of a person.
func PersonKey(s *Store, id consult.CongressID, official consult.OfficialID) (key []byte) {
	_ = s.engine.View(func(r Reader) error {
		k, err := vault{&txn{Reader: r}, edition(id).in(keys)}.key(official)
		key = slices.Clone(k)
		return err
	})
	return key
}

// Inspect reads a file without bbolt.
func Inspect(b []byte) error { return inspect(bytes.NewReader(b), int64(len(b))) }

// Unpack reads a record as at some place.
func Unpack(record []byte) error {
	at := place{"a", []byte("k")}
	kind, content, err := at.unpack(record)
	if err == nil && !bytes.Equal(at.pack(kind, content), record) {
		panic("a record read is not the record written")
	}
	return err
}

// OpenSealed opens content as under the only key of a vault.
func OpenSealed(content []byte) ([]byte, error) {
	e := newOverlay(nowhere{})
	v := vault{&txn{Reader: e, writer: e}, "keys"}
	if _, err := v.seal(1, place{"a", []byte("k")}, nil); err != nil {
		return nil, err
	}
	return v.open(place{"a", []byte("k")}, content)
}

// nowhere is an empty engine's transaction.
type nowhere struct{ Writer }

func (nowhere) Get(Path, []byte) []byte { return nil }

// TestMigration is one that only tests know: it counts the files it went through.
type TestMigration = func(Writer) error

// OpenMigrating opens a file with one more migration than there is.
func OpenMigrating(path string, run TestMigration) (*Store, error) {
	e, err := openBolt(path, fitting{})
	if err != nil {
		return nil, err
	}
	more := append(slices.Clone(migrations), migration{"a test", run})
	if err := migrate(e, more); err != nil {
		return nil, closeAfter(e, err)
	}
	return &Store{engine: e, writer: gather(e)}, nil
}

// Version is the layout of an open store.
func Version(s *Store) int {
	n, _ := version(s.engine, 99)
	return n
}

// Layouts is how many there are.
func Layouts() int { return len(migrations) }

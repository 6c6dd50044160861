package store

import (
	"os"
	"path/filepath"
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

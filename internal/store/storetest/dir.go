package storetest

import (
	"path/filepath"
	"testing"

	"unanime/internal/store"
)

// Dir opens a new data directory, marked as test, in a folder of the test's own.
// It is closed when the test ends; closing it earlier is no error.
func Dir(t testing.TB) *store.Dir {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := store.Init(dir, true); err != nil {
		t.Fatal(err)
	}
	d, err := store.OpenDir(dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"unanime/internal/store"
)

func FuzzUnpack(f *testing.F) {
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{1}, 40))
	f.Fuzz(func(t *testing.T, record []byte) {
		if store.Unpack(record) == nil {
			t.Log("a record with a true digest")
		}
	})
}

func FuzzOpenSealed(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 1})
	f.Add(append([]byte{0, 0, 0, 0, 0, 0, 0, 1}, make([]byte, 40)...))
	f.Fuzz(func(t *testing.T, content []byte) {
		if clear, err := store.OpenSealed(content); err == nil {
			t.Errorf("a forged record opened: %q", clear)
		}
	})
}

// FuzzCheck takes any bytes as a file. Check must answer, in memory bounded by
// the file, whatever bbolt would do with it.
func FuzzCheck(f *testing.F) {
	dir := seeded(f, 1)
	whole, err := os.ReadFile(dataFile(dir))
	must(f, err)
	f.Add(whole, uint32(4096), []byte{7})
	f.Add(whole[:8192], uint32(0), []byte{})
	f.Add([]byte("bonjour"), uint32(0), []byte{})
	f.Fuzz(func(t *testing.T, file []byte, at uint32, change []byte) {
		if int(at) < len(file) {
			copy(file[at:], change)
		}
		to := t.TempDir()
		must(t, os.CopyFS(to, os.DirFS(dir)))
		must(t, os.Remove(filepath.Join(to, "unanime.db")))
		must(t, os.WriteFile(filepath.Join(to, "unanime.db"), file, 0o600))
		_, _ = store.Check(to)
	})
}

func FuzzAcks(f *testing.F) {
	dir := seeded(f, 1)
	f.Add([]byte(`{"id":"/contributions/1","sha256":"00"}` + "\n"))
	f.Fuzz(func(t *testing.T, acks []byte) { _, _ = store.CheckAcks(dir, bytes.NewReader(acks)) })
}

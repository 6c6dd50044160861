package store_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"unanime/internal/store"
)

// seeded is a closed directory, compacted so that each record is there once.
func seeded(t testing.TB, n int) (dir string) {
	dir, d := open(t)
	seed(t, d, n)
	must(t, d.Close())
	must(t, store.Compact(dir))
	sound(t, dir)
	return dir
}

// One byte of each record, and one of each key, is changed in turn: Check must
// find every one.
func TestCheckFindsEveryAlteredRecord(t *testing.T) {
	dir := seeded(t, 12)
	for _, name := range []string{"unanime.db", "motions.db"} {
		path := filepath.Join(dir, name)
		whole, err := os.ReadFile(path)
		must(t, err)
		tried := 0
		must(t, store.Records(path, func(p store.Path, key, record []byte) {
			at := bytes.Index(whole, record)
			if at < len(key) || bytes.Count(whole, record) != 1 {
				t.Fatalf("%s %x is not to be found once", p, key)
			}
			for _, target := range []int{at + tried%len(record), at - 1 - tried%len(key)} {
				tried++
				whole[target] ^= 1 << (tried % 8)
				damaged := copyDir(t, dir, name, whole)
				whole[target] ^= 1 << (tried % 8)
				if report, err := store.Check(damaged); err == nil && len(report.Problems) == 0 {
					t.Errorf("%s %x: byte %d of the record changed unseen", p, key, target-at)
				}
			}
		}))
		if tried < 16 {
			t.Errorf("only %d records of %s were tried", tried, name)
		}
	}
}

// Any byte of the file: Check and Open answer, and never panic. Where Check says
// nothing the records are all the same.
func TestAnyByteChanged(t *testing.T) {
	dir := seeded(t, 3)
	whole, err := os.ReadFile(dataFile(dir))
	must(t, err)
	before := contents(t, dataFile(dir))
	step := max(1, len(whole)/101)
	for at := 0; at < len(whole); at += step {
		whole[at] ^= 0x41
		damaged := copyDir(t, dir, "unanime.db", whole)
		whole[at] ^= 0x41
		report, err := store.Check(damaged)
		if err == nil && len(report.Problems) == 0 && contents(t, dataFile(damaged)) != before {
			t.Errorf("byte %d changed what is read, and Check saw nothing", at)
		}
		if d, err := store.OpenDir(damaged, store.Options{}); err == nil {
			must(t, d.Close())
		}
	}
}

func TestCutShort(t *testing.T) {
	dir := seeded(t, 3)
	whole, err := os.ReadFile(dataFile(dir))
	must(t, err)
	before := contents(t, dataFile(dir))
	for size := 0; size < len(whole); size += 2048 {
		cut := copyDir(t, dir, "unanime.db", whole[:size])
		report, err := store.Check(cut)
		seen := err != nil || len(report.Problems) > 0
		d, err := store.OpenDir(cut, store.Options{})
		if err == nil {
			must(t, d.Close())
		}
		// Past the last page in use there is nothing to miss.
		if whole := contents(t, dataFile(cut)) == before; seen == whole || (err != nil) == whole {
			t.Errorf("cut to %d bytes: check %v, open %v, all there %v", size, seen, err, whole)
		}
	}
}

func TestNewestFirstPageLost(t *testing.T) {
	dir := seeded(t, 3)
	whole, err := os.ReadFile(dataFile(dir))
	must(t, err)
	for page := range 2 {
		lost := bytes.Clone(whole)
		clear(lost[page*4096 : page*4096+4096])
		report, err := store.Check(copyDir(t, dir, "unanime.db", lost))
		if err != nil || len(report.Problems) == 0 {
			t.Errorf("without first page %d: %v, %v", page, report.Problems, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := seeded(t, 3)
	whole, err := os.ReadFile(dataFile(dir))
	must(t, err)
	future := bytes.Clone(whole)
	for _, page := range []int{0, 4096} {
		binary.NativeEndian.PutUint32(future[page+16+4:], 3)
	}
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"empty":          {nil, store.ErrNotDatabase},
		"text":           {[]byte(strings.Repeat("bonjour ", 4096)), store.ErrNotDatabase},
		"short":          {[]byte("bonjour"), store.ErrNotDatabase},
		"future engine":  {future, store.ErrFuture},
		"cut":            {whole[:len(whole)/2], store.ErrDamaged},
		"zeros":          {make([]byte, 1<<16), store.ErrNotDatabase},
		"nothing behind": {append(bytes.Clone(whole[:8192]), make([]byte, len(whole))...), store.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			broken := copyDir(t, dir, "unanime.db", c.content)
			_, err := store.OpenDir(broken, store.Options{})
			if !errors.Is(err, c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want %v in one line", err, c.want)
			}
			if now, err := os.ReadFile(dataFile(broken)); err != nil || !bytes.Equal(now, c.content) {
				t.Error("refusing it changed the file")
			}
		})
	}
}

// contents is every record and sequence that can be read.
func contents(t *testing.T, path string) (all string) {
	_ = store.Records(path, func(p store.Path, key, record []byte) { all += fmt.Sprintf("%s %x %x\n", p, key, record) })
	return all
}

// copyDir copies a directory with one file replaced.
func copyDir(t testing.TB, dir, name string, content []byte) string {
	t.Helper()
	to, err := os.MkdirTemp(t.TempDir(), "")
	must(t, err)
	must(t, os.CopyFS(filepath.Join(to, "d"), os.DirFS(dir)))
	must(t, os.WriteFile(filepath.Join(to, "d", name), content, 0o600))
	return filepath.Join(to, "d")
}

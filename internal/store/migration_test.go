package store_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"unanime/consult"
	"unanime/internal/store"
)

// Every layout that was ever shipped has an old file in testdata, which today's
// program opens, checks and reads.
func TestOldFilesOpen(t *testing.T) {
	for v := 1; v <= store.Layouts(); v++ {
		old := filepath.Join("testdata", fmt.Sprintf("v%d", v))
		dir := t.TempDir()
		must(t, os.CopyFS(dir, os.DirFS(old)))
		d := reopen(t, dir)
		must(t, d.View(func(tx *consult.Tx) error {
			body, err := tx.Edition(year).Texts.Get(1)
			if body.Body != text(1) {
				t.Errorf("layout %d: %q", v, body.Body)
			}
			return err
		}))
		if store.Version(d.Store) != store.Layouts() {
			t.Errorf("layout %d became %d", v, store.Version(d.Store))
		}
		must(t, d.Close())
		sound(t, dir)
	}
}

const mark store.Path = "mark"

func addMark(w store.Writer) error {
	return errors.Join(w.Put(mark, []byte("k"), []byte("v")), w.SetSequence(mark, w.Sequence(mark)+1))
}

func TestMigrate(t *testing.T) {
	dir, d := open(t)
	seed(t, d, 2)
	must(t, d.Close())
	path := dataFile(dir)
	// A step that fails leaves the file as it was.
	broken := errors.New("broken step")
	if _, err := store.OpenMigrating(path, func(w store.Writer) error { return errors.Join(addMark(w), broken) }); !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
	before := contents(t, path)
	for range 2 { // the second opening finds it done
		s, err := store.OpenMigrating(path, addMark)
		must(t, err)
		if v := store.Version(s); v != store.Layouts()+1 {
			t.Errorf("layout %d after migrating", v)
		}
		must(t, s.Close())
	}
	after := contents(t, path)
	if strings.Count(after, "mark ") != 1 || strings.Contains(before, "mark ") {
		t.Error("the step did not leave its mark, once")
	}
	if copied := contents(t, path+".before-v2"); copied != before {
		t.Error("the copy is not the file from before the step")
	}
	if _, err := store.OpenDir(dir, store.Options{}); !errors.Is(err, store.ErrFuture) {
		t.Errorf("a file from the future: %v", err)
	}
	if _, err := store.Check(dir); !errors.Is(err, store.ErrFuture) {
		t.Errorf("checking a file from the future: %v", err)
	}
	must(t, os.Rename(path+".before-v2", path))
	reopen(t, dir)
}

// The process is killed in the middle of the step, again and again: the file
// stays at the layout it had, and the next opening goes through.
func TestMigrationKilled(t *testing.T) {
	if path := os.Getenv("STORE_MIGRATE"); path != "" {
		_, _ = store.OpenMigrating(path, func(w store.Writer) error {
			_ = addMark(w)
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		})
		return
	}
	dir, d := open(t)
	seed(t, d, 2)
	must(t, d.Close())
	before := contents(t, dataFile(dir))
	for range 5 {
		child := exec.Command(os.Args[0], "-test.run=^TestMigrationKilled$")
		child.Env = append(os.Environ(), "STORE_MIGRATE="+dataFile(dir))
		if err := child.Run(); err == nil || child.ProcessState.Exited() {
			t.Fatalf("the child was not killed: %v", err)
		}
		if contents(t, dataFile(dir)) != before {
			t.Fatal("half a migration is in the file")
		}
		sound(t, dir)
	}
	s, err := store.OpenMigrating(dataFile(dir), addMark)
	must(t, err)
	must(t, s.Close())
}

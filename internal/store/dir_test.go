package store_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"unanime/internal/store"
)

func TestInit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "data")
	must(t, store.Init(dir, false))
	if err := store.Init(dir, false); !errors.Is(err, store.ErrExists) {
		t.Errorf("init again: %v", err)
	}
	d := reopen(t, dir)
	if d.Test() {
		t.Error("real data is marked as test data")
	}
	secret := d.Secret
	must(t, d.Ping())
	must(t, d.Close())
	if again := reopen(t, dir); len(secret) != 32 || !bytes.Equal(again.Secret, secret) {
		t.Errorf("secret %x, then %x", secret, again.Secret)
	}
	for _, name := range []string{"unanime.db", "motions.db", "secret"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != 0o600 {
			t.Errorf("%s: %v, %v; want mode 0600", name, info.Mode(), err)
		}
	}
}

// Wherever init is killed, it can be run again, and what is half-made is never
// opened. The moments are the states the folder goes through.
func TestInitCutShort(t *testing.T) {
	whole := t.TempDir()
	must(t, store.Init(whole, true))
	names := []string{"motions.db", "secret", "unanime.db"} // in the order they get their names
	for moment := 0; moment < len(names); moment++ {
		dir := t.TempDir()
		must(t, os.Mkdir(filepath.Join(dir, ".new"), 0o700))
		for i, name := range names {
			to := filepath.Join(dir, name)
			if i >= moment {
				to = filepath.Join(dir, ".new", name)
			}
			must(t, os.Link(filepath.Join(whole, name), to))
		}
		if _, err := store.OpenDir(dir, store.Options{}); !errors.Is(err, store.ErrMissing) {
			t.Errorf("after %d files: opening gives %v, want ErrMissing", moment, err)
		}
		if _, err := store.Check(dir); !errors.Is(err, store.ErrMissing) {
			t.Errorf("after %d files: check gives %v, want ErrMissing", moment, err)
		}
		must(t, store.Init(dir, true))
		reopen(t, dir)
	}
}

// Texts without their data file are somebody's: never overwritten.
func TestInitLeavesStrayTexts(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "motions.db"), []byte("precious"), 0o600))
	if err := store.Init(dir, true); !errors.Is(err, store.ErrExists) {
		t.Errorf("got %v, want ErrExists", err)
	}
}

func TestHeld(t *testing.T) {
	dir, d := open(t)
	must(t, d.Close())
	holder, err := store.OpenDir(dir, store.Options{Listen: ":8080"})
	must(t, err)
	who := fmt.Sprintf("process %d since ", os.Getpid())
	try := map[string]func() error{
		"open":    func() error { _, err := store.OpenDir(dir, store.Options{}); return err },
		"check":   func() error { _, err := store.Check(dir); return err },
		"acks":    func() error { _, err := store.CheckAcks(dir, strings.NewReader("")); return err },
		"compact": func() error { return store.Compact(dir) },
	}
	var all sync.WaitGroup
	for name, f := range try {
		all.Go(func() {
			var held *store.HeldError
			if err := f(); !errors.As(err, &held) || !errors.Is(err, store.ErrHeld) ||
				!strings.Contains(held.By, who) || !strings.Contains(held.By, ":8080") {
				t.Errorf("%s: got %v, want who holds it", name, err)
			}
		})
	}
	all.Wait()
	must(t, holder.Ping())
	must(t, holder.Close())
	reopen(t, dir)
}

func TestFileTakenAway(t *testing.T) {
	dir, d := open(t)
	must(t, d.Ping())
	must(t, os.Rename(dataFile(dir), dataFile(dir)+".away"))
	if err := d.Ping(); !errors.Is(err, store.ErrMoved) {
		t.Errorf("moved: %v", err)
	}
	must(t, os.WriteFile(dataFile(dir), nil, 0o600))
	if err := d.Ping(); !errors.Is(err, store.ErrMoved) {
		t.Errorf("replaced: %v", err)
	}
	must(t, os.Rename(dataFile(dir)+".away", dataFile(dir)))
	must(t, d.Ping())
}

func TestBackup(t *testing.T) {
	dir, d := open(t)
	seed(t, d, 4)
	var file bytes.Buffer
	must(t, d.Backup(&file))
	for _, name := range leftovers(t, dir) {
		t.Errorf("%s was left behind", name)
	}
	backup := file.Bytes()
	to := filepath.Join(t.TempDir(), "restored")
	must(t, store.Restore(bytes.NewReader(backup), to))
	if a, b := sound(t, to), 4; a.Contributions != b || a.Frames != 5 {
		t.Errorf("restored %d contributions and %d frames", a.Contributions, a.Frames)
	}
	restored := reopen(t, to)
	if !bytes.Equal(restored.Secret, d.Secret) || !restored.Test() {
		t.Error("the secret or the mark is lost")
	}
	if err := store.Restore(bytes.NewReader(backup), to); !errors.Is(err, store.ErrExists) {
		t.Errorf("restore over data: %v", err)
	}
	for name, bad := range map[string][]byte{"nothing": nil, "text": []byte("bonjour"), "cut": backup[:len(backup)/2], "altered": altered(backup)} {
		to := filepath.Join(t.TempDir(), "bad")
		if err := store.Restore(bytes.NewReader(bad), to); err == nil {
			t.Errorf("%s was restored", name)
		}
		if left := leftovers(t, to); len(left) > 0 {
			t.Errorf("%s left %v", name, left)
		}
		must(t, store.Restore(bytes.NewReader(backup), to))
	}
}

// altered changes a byte of the first contribution, wherever it lies.
func altered(backup []byte) []byte {
	return bytes.ReplaceAll(backup, []byte(`"Author":1`), []byte(`"Author":2`))
}

func leftovers(t *testing.T, dir string) (names []string) {
	must(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch e.Name() {
		case filepath.Base(dir), "unanime.db", "motions.db", "secret", "unanime.lock":
		default:
			names = append(names, e.Name())
		}
		return err
	}))
	return names
}

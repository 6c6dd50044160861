package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"unanime/consult"
	"unanime/internal/store"
)

// mount gives a small file system in memory, or skips the test.
func mount(t *testing.T, options string) string {
	at := t.TempDir()
	if err := syscall.Mount("tmpfs", at, "tmpfs", 0, options); err != nil {
		t.Skipf("no right to mount a tmpfs: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(at, syscall.MNT_DETACH) })
	return at
}

// The disk fills up, then there is room again: it works without a restart.
func TestDiskFull(t *testing.T) {
	disk := mount(t, "size=4m")
	ballast := filepath.Join(disk, "ballast")
	must(t, os.WriteFile(ballast, make([]byte, 1<<20), 0o600))
	dir := filepath.Join(disk, "data")
	must(t, store.Init(dir, true))
	d := reopen(t, dir)
	people(t, d, 1)
	fill(t, d, 1000)
	if err := d.Ping(); !errors.Is(err, store.ErrFull) && err != nil {
		t.Errorf("ping: %v", err)
	}
	must(t, os.Remove(ballast))
	_, err := register(d).Submit(member(1), consult.Form{Key: "key-after", Text: text(1)})
	must(t, err)
	must(t, d.Ping())
	must(t, d.Close())
	sound(t, dir)
}

func TestReadOnlyDisk(t *testing.T) {
	disk := mount(t, "size=4m")
	dir := filepath.Join(disk, "data")
	must(t, store.Init(dir, true))
	d := reopen(t, dir)
	people(t, d, 1)
	must(t, d.Close())
	must(t, syscall.Mount("", disk, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	for name, f := range map[string]func() error{
		"open":    func() error { _, err := store.OpenDir(dir, store.Options{}); return err },
		"init":    func() error { return store.Init(filepath.Join(disk, "other"), true) },
		"compact": func() error { return store.Compact(dir) },
	} {
		if err := f(); !errors.Is(err, store.ErrUnwritable) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want ErrUnwritable in one line", name, err)
		}
	}
	sound(t, dir) // checking needs no right to write
}

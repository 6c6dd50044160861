// Package atomicfile writes a file entirely or not at all.
//
// What comes in: a path and a function that writes the content. What goes out:
// the file under its name, on the disk and not only in its cache, or one error
// and nothing changed: a reader never sees half a file, and neither a full
// disk nor a power cut loses the one that was there before.
package atomicfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Write calls write on a temporary file of the same folder, flushes it to the
// disk, gives it the name path, and flushes the folder so that the name lasts.
// The file ends with exactly the permissions perm, whatever the umask. An
// existing file is replaced. A symbolic link is replaced, not followed.
//
// The error of write is returned wrapped.
func Write(path string, perm fs.FileMode, write func(io.Writer) error) error {
	folder := filepath.Dir(path)
	temporary, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return advise(path, err)
	}
	// Also when write panics; after the renaming there is nothing to remove.
	defer os.Remove(temporary.Name())
	if err := fill(temporary, perm, write); err != nil {
		return describe(path, err)
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return advise(path, err)
	}
	return advise(path, syncFolder(folder))
}

// fill writes, sets the rights and flushes; the file is closed in any case.
func fill(f *os.File, perm fs.FileMode, write func(io.Writer) error) (err error) {
	defer func() { err = errors.Join(err, f.Close()) }()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Chmod(perm); err != nil {
		return err
	}
	return f.Sync()
}

// syncFolder makes the new name itself outlive a power cut.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// advise says what is wrong with the folder, and what to do about it.
func advise(path string, err error) error {
	folder := filepath.Dir(path)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s cannot be written: folder %s is read-only for you; choose another one or change its rights: %w", path, folder, cause(err))
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s cannot be written: folder %s does not exist; create it first: %w", path, folder, cause(err))
	default:
		return describe(path, cause(err))
	}
}

// describe keeps the error whole: it may come from the caller's function, and
// speak of another file.
func describe(path string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("%s cannot be written: the disk is full; free some space: %w", path, err)
	}
	return fmt.Errorf("%s cannot be written: %w", path, err)
}

// cause leaves out the temporary name, which means nothing to anyone.
func cause(err error) error {
	var bad *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &bad):
		return bad.Err
	case errors.As(err, &link):
		return link.Err
	default:
		return err
	}
}

package store

import (
	"errors"
	"os"
	"path/filepath"
)

// The names of a data directory.
const (
	dataName   = "unanime.db"
	textsName  = "motions.db"
	secretName = "secret"
	lockName   = "unanime.lock" // who holds it; the lock itself is on the files
	newName    = ".new"         // what Init and Restore make, until it is whole
	partSuffix = ".part"        // a file until it is whole
)

// settle gives a finished file its name, for good.
func settle(part, path string) error {
	if err := syncPath(part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncPath(filepath.Dir(path))
}

// syncPath puts a file, or the names of a directory, on the disk.
func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// prepare makes dir and an empty folder in it for files to be made in. ErrExists
// when there is data in dir, unless a renaming that was cut short left it.
func prepare(dir string) (part string, err error) {
	part = filepath.Join(dir, newName)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", translate(dir, err)
	}
	// unanime.db is the last to be renamed: with it, all is there.
	if exists(filepath.Join(dir, dataName)) {
		return "", ErrExists
	}
	for _, name := range []string{textsName, secretName} {
		left := filepath.Join(dir, name)
		if !exists(left) {
			continue
		}
		if !exists(part) {
			return "", ErrExists
		}
		if err := os.Remove(left); err != nil {
			return "", translate(dir, err)
		}
	}
	if err := os.RemoveAll(part); err != nil {
		return "", translate(dir, err)
	}
	return part, translate(dir, os.Mkdir(part, 0o700))
}

// install moves the finished files to where they belong.
func install(dir, part string) error {
	for _, name := range []string{textsName, secretName, dataName} {
		if err := settle(filepath.Join(part, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	if err := os.Remove(part); err != nil {
		return err
	}
	return syncPath(dir)
}

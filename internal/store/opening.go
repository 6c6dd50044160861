package store

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"syscall"

	bolt "go.etcd.io/bbolt"
	bolterr "go.etcd.io/bbolt/errors"
)

// openSafely opens a bbolt file, answering with errors of this package.
func openSafely(path string, options *bolt.Options) (db *bolt.DB, err error) {
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, fmt.Errorf("%w: %v", ErrDamaged, r)
		}
	}()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	db, err = bolt.Open(path, 0o600, options)
	return db, translate(path, err)
}

// translate turns what opening a file met into an error of this package.
func translate(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bolterr.ErrTimeout):
		return &HeldError{By: holder(path)}
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%s: %w", path, ErrMissing)
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, bolterr.ErrDatabaseReadOnly):
		return fmt.Errorf("%s: %w", path, ErrUnwritable)
	case errors.Is(err, bolterr.ErrVersionMismatch):
		return fmt.Errorf("%s: %w", path, ErrFuture)
	case errors.Is(err, bolterr.ErrInvalid):
		return fmt.Errorf("%s: %w", path, ErrNotDatabase)
	}
	return err
}

// createBolt makes a new file at path, as create lays it out, and closes it on
// the disk.
func createBolt(path string, lay func(Engine) error) error {
	db, err := openSafely(path, &bolt.Options{Timeout: patience, FreelistType: bolt.FreelistMapType})
	if err != nil {
		return err
	}
	if err := db.Close(); err != nil {
		return err
	}
	e, err := openBolt(path, fitting{})
	if err != nil {
		return err
	}
	if err := lay(e); err != nil {
		return closeAfter(e, err)
	}
	if err := e.Close(); err != nil {
		return err
	}
	return syncPath(path)
}

// copyTo writes the file as it stands to path: aside, fsynced, renamed.
func (e *boltEngine) copyTo(path string) error {
	part := path + partSuffix
	e.swap.RLock()
	err := e.copyPart(part)
	e.swap.RUnlock()
	if err != nil {
		_ = os.Remove(part)
		return err
	}
	return settle(part, path)
}

func (e *boltEngine) copyPart(part string) error {
	if e.db == nil {
		return ErrClosed
	}
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	err = e.db.View(func(tx *bolt.Tx) error {
		_, err := tx.WriteTo(f)
		return err
	})
	return errors.Join(err, f.Close())
}

// compactTo writes what the file holds to path, without a byte of what it held.
func (e *boltEngine) compactTo(path string) error {
	part := path + partSuffix
	_ = os.Remove(part)
	db, err := openSafely(part, &bolt.Options{Timeout: patience, FreelistType: bolt.FreelistMapType})
	if err != nil {
		return err
	}
	err = errors.Join(bolt.Compact(db, e.db, 1<<20), db.Close())
	if err == nil {
		err = inspectFile(part, true)
	}
	if err != nil {
		_ = os.Remove(part)
		return err
	}
	return settle(part, path)
}

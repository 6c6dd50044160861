package store

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterr "go.etcd.io/bbolt/errors"
)

const (
	// mapSize is mapped at once, so that a long reader never stops the writer
	// while the file grows. It is address space, not memory nor disk.
	mapSize = 1 << 30
	// maxSize of the file, to protect the rest of the disk.
	maxSize = 64 << 30
	// patience with another process that holds the file.
	patience = time.Second
)

// boltEngine is a bbolt file.
//
// After a commit that failed, what the page cache shows may not be what the disk
// holds, and the kernel reports that only once. So nothing is written before
// [boltEngine.mend] has closed the file, put the two meta pages (all that a
// failed commit can have left unsynced and reachable: the data pages are synced
// before them) on the disk again, and opened it as after a restart. A full disk
// takes the same way: it works again once there is room.
type boltEngine struct {
	path   string
	fit    fitting
	update sync.Mutex   // one writer
	swap   sync.RWMutex // guards the two below: readers hold it, mend and Close take it
	db     *bolt.DB     // nil while it cannot be opened again
	file   *os.File

	mu     sync.Mutex // guards the two below, for a moment
	doubt  error      // about the last commit
	closed bool
}

// fitting is how a file is opened.
type fitting struct {
	loose    bool // leaves the free list out of the commits: shorter writes, slower opening
	readOnly bool
	limit    int // size of the file in bytes, 0 for maxSize
}

// openBolt opens an existing file after looking at each page of its tree, since
// bbolt panics, or worse, on damage.
func openBolt(path string, fit fitting) (*boltEngine, error) {
	if fit.limit == 0 {
		fit.limit = maxSize
	}
	e := &boltEngine{path: path, fit: fit}
	if err := inspectFile(path, !fit.readOnly); err != nil {
		return nil, err
	}
	if err := e.open(); err != nil {
		return nil, err
	}
	return e, nil
}

func (e *boltEngine) open() (err error) {
	options := bolt.Options{
		Timeout: patience, FreelistType: bolt.FreelistMapType, InitialMmapSize: mapSize,
		MaxSize: e.fit.limit, NoFreelistSync: e.fit.loose, ReadOnly: e.fit.readOnly,
		OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			// Never create: the file is there or it is an error.
			e.file, err = os.OpenFile(name, flag&^os.O_CREATE, mode)
			return e.file, err
		},
	}
	db, err := openSafely(e.path, &options)
	if err == nil {
		e.db = db
	}
	return err
}

func (e *boltEngine) View(f func(Reader) error) error {
	e.swap.RLock()
	defer e.swap.RUnlock()
	if e.db == nil {
		return cmp.Or(e.state(), ErrClosed)
	}
	return e.db.View(func(tx *bolt.Tx) error { return f(&boltTx{tx: tx}) })
}

// state returns the doubt about the last commit, or ErrClosed.
func (e *boltEngine) state() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return ErrClosed
	}
	return e.doubt
}

func (e *boltEngine) Update(f func(Writer) error) (err error) {
	e.update.Lock()
	defer e.update.Unlock()
	if err := e.ready(); err != nil {
		return err
	}
	tx, err := e.db.Begin(true)
	if err != nil {
		return translate(e.path, err)
	}
	defer func() {
		if r := recover(); r != nil {
			err = e.abandon(tx, r)
		}
	}()
	if err := f(&boltTx{tx: tx}); err != nil {
		_ = tx.Rollback() // fails only on a transaction that is over
		return err
	}
	if err := tx.Commit(); err != nil {
		return e.suspect(commitError(err))
	}
	return nil
}

// suspect remembers that nothing may be written before mend.
func (e *boltEngine) suspect(err error) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.doubt = err
	return err
}

// commitError says that the outcome is unknown, and whether space is what lacks.
func commitError(err error) error {
	if isFull(err) {
		return fmt.Errorf("%w: %w: %w", ErrUnknown, ErrFull, err)
	}
	return fmt.Errorf("%w: %w", ErrUnknown, err)
}

// isFull looks into the words too: bbolt does not wrap what growing a file met.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) ||
		errors.Is(err, bolterr.ErrMaxSizeReached) || strings.Contains(err.Error(), syscall.ENOSPC.Error())
}

// abandon gives up a transaction in which bbolt panicked. Its locks may be held
// for ever: then the file is closed under it, for mend to open anew.
func (e *boltEngine) abandon(tx *bolt.Tx, reason any) (err error) {
	err = e.suspect(fmt.Errorf("%w: %w: %v", ErrUnknown, ErrDamaged, reason))
	defer func() {
		if recover() != nil {
			e.swap.Lock()
			defer e.swap.Unlock()
			_ = e.file.Close()
			e.db = nil
		}
	}()
	_ = tx.Rollback()
	return err
}

// ready returns nil when the last commit went well or was mended.
func (e *boltEngine) ready() error {
	doubt := e.state()
	if doubt == nil || doubt == ErrClosed {
		return doubt
	}
	if err := e.mend(); err != nil {
		return e.suspect(fmt.Errorf("%w: %w", ErrUnknown, err))
	}
	return e.suspect(nil)
}

// mend starts over as after a restart; see boltEngine. It waits for the readers.
func (e *boltEngine) mend() error {
	e.swap.Lock()
	defer e.swap.Unlock()
	if db := e.db; db != nil {
		e.db = nil
		if err := db.Close(); err != nil {
			return err
		}
	}
	if err := inspectFile(e.path, true); err != nil {
		return err
	}
	if err := resync(e.path); err != nil {
		return err
	}
	return e.open()
}

// resync writes both meta pages again as they read, which makes them dirty, and
// syncs.
func resync(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return translate(path, err)
	}
	defer f.Close()
	head, err := readHead(f)
	if err != nil {
		return err
	}
	metas := make([]byte, 2*head.pageSize)
	if _, err := f.ReadAt(metas, 0); err != nil {
		return err
	}
	if _, err := f.WriteAt(metas, 0); err != nil {
		return err
	}
	return f.Sync()
}

// Check answers with the doubt about the last commit, or when the path no longer
// leads to the open file.
func (e *boltEngine) Check() error {
	if err := e.state(); err != nil {
		return err
	}
	e.swap.RLock()
	defer e.swap.RUnlock()
	if e.db == nil {
		return cmp.Or(e.state(), ErrClosed)
	}
	open, err := e.file.Stat()
	if err != nil {
		return err
	}
	named, err := os.Stat(e.path)
	if err != nil || !os.SameFile(open, named) {
		return ErrMoved
	}
	return nil
}

func (e *boltEngine) Close() error {
	e.update.Lock()
	defer e.update.Unlock()
	e.mu.Lock()
	e.closed = true
	e.mu.Unlock()
	e.swap.Lock()
	defer e.swap.Unlock()
	if e.db == nil {
		return nil
	}
	db := e.db
	e.db = nil
	return db.Close()
}

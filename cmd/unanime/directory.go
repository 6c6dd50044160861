package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"syscall"

	"unanime/consult"
	"unanime/internal/store"
)

// dataFlag is the flag of every command that works on a data directory.
type dataFlag struct {
	Data string `help:"Directory of the data, ./data by default." default:"./data" env:"UNANIME_DATA" placeholder:"DIR"`
}

// open opens the directory; listen is told to whoever finds it held.
func (f dataFlag) open(listen string) (*store.Dir, error) {
	dir, err := store.OpenDir(f.Data, store.Options{Listen: listen})
	return dir, f.advise(err)
}

// within runs a command on the open directory.
func (f dataFlag) within(do func(*store.Dir) error) (err error) {
	dir, err := f.open("")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, dir.Close()) }()
	return do(dir)
}

// advise says what to do about a directory that cannot be used.
func (f dataFlag) advise(err error) error {
	held, isHeld := errors.AsType[*store.HeldError](err)
	switch {
	case isHeld && held.By == "":
		return fmt.Errorf("%s is in use by another process; stop it first", f.Data)
	case isHeld:
		return fmt.Errorf("%s is in use by %s; stop it first", f.Data, held.By)
	case errors.Is(err, store.ErrMissing):
		return fmt.Errorf("there is no data in %s; make it with “unanime init --data %s”, or name another directory", f.Data, f.Data)
	case errors.Is(err, store.ErrExists):
		return fmt.Errorf("there is data in %s already and it is never written over; name another directory", f.Data)
	case errors.Is(err, store.ErrUnwritable):
		return fmt.Errorf("%s cannot be written to; change its rights or its owner: %w", f.Data, err)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%s cannot be made: a part of its path is a file; name another directory", f.Data)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%s cannot be written to: the disk is full; free some space", f.Data)
	case errors.Is(err, store.ErrFuture):
		return fmt.Errorf("%s was written by a newer version of unanime; install that version", f.Data)
	case errors.Is(err, store.ErrNotDatabase):
		return fmt.Errorf("%s is not data of unanime; name another file or directory: %w", f.Data, err)
	}
	return err
}

// congressFlag names a congress of the directory.
type congressFlag struct {
	Congress string `help:"The congress, by its slug (the last one when left out)." env:"UNANIME_CONGRESS" placeholder:"SLUG"`
}

// find returns the congress of that name, or the last one by day.
func (f congressFlag) find(s consult.Store) (last consult.Congress, err error) {
	all, err := congresses(s)
	if err != nil {
		return last, err
	}
	if len(all) == 0 {
		return last, errNoCongress
	}
	if f.Congress == "" {
		return all[len(all)-1], nil
	}
	for _, c := range all {
		if string(c.ID) == f.Congress {
			return c, nil
		}
	}
	return last, fmt.Errorf("there is no congress %q here, the last one is %q; name that one, or found it with “unanime init --congress %s”",
		f.Congress, all[len(all)-1].ID, f.Congress)
}

var errNoCongress = errors.New("no congress was founded here yet; do it with “unanime init --congress 2027 --title TITLE”")

// congresses lists those of the store, the earliest first.
func congresses(s consult.Store) (all []consult.Congress, err error) {
	err = s.View(func(tx *consult.Tx) error {
		all = nil
		return tx.Congresses.Each(func(_ consult.CongressID, c consult.Congress) error {
			all = append(all, c)
			return nil
		})
	})
	slices.SortStableFunc(all, func(a, b consult.Congress) int {
		return cmp.Or(a.Day.Compare(b.Day), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// organizer returns the first organiser, in whose name the command line acts:
// whoever can write the files may do what an organiser may.
func organizer(r *consult.Register) (consult.Actor, error) {
	account, err := r.AccountOf(consult.Organizer)
	if errors.Is(err, consult.ErrNotFound) {
		return consult.Actor{}, errors.New("there is no organiser here; found a congress with “unanime init --congress SLUG”, which makes one")
	}
	return account.Actor(), err
}

// register opens the consultation of the congress.
func (p Program) register(dir *store.Dir, congress consult.CongressID) *consult.Register {
	return &consult.Register{Store: dir.Store, Congress: congress, Now: p.Now}
}

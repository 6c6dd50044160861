package main

import (
	"errors"
	"fmt"

	"unanime/internal/store"
)

type restoreCommand struct {
	File string `arg:"" help:"What “backup” wrote; - is the standard input."`
	dataFlag
}

// Run makes a new directory of a backup, which is checked first.
func (c *restoreCommand) Run(p Program) error {
	in, err := p.openInput(c.File)
	if err != nil {
		return err
	}
	defer in.Close()
	err = store.Restore(in, c.Data)
	switch {
	case errors.Is(err, store.ErrNotDatabase):
		return fmt.Errorf("%s is not a backup of unanime; name what “unanime backup” wrote", c.File)
	case errors.Is(err, store.ErrDamaged):
		return fmt.Errorf("%s is damaged; restore an earlier backup: %w", c.File, err)
	case err != nil:
		return c.advise(err)
	}
	_, err = fmt.Fprintf(p.Stdout, "restored %s to %s\n", c.File, c.Data)
	return err
}

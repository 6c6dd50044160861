package main

import (
	"fmt"

	"unanime/internal/store"
)

type backupCommand struct {
	dataFlag
	Output string `short:"o" required:"" help:"Where to write the backup; - is the standard output, to be encrypted on its way." placeholder:"FILE"`
}

// Run writes everything to one file that only its owner can read: it holds every
// key and is not encrypted.
func (c *backupCommand) Run(p Program) error {
	err := c.within(func(dir *store.Dir) error { return p.writeOutput(c.Output, 0o600, dir.Backup) })
	if err != nil || c.Output == "-" {
		return err
	}
	_, err = fmt.Fprintf(p.Stdout, "wrote %s; it is not encrypted and holds every key: keep it as a secret\n", c.Output)
	return err
}

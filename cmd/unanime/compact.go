package main

import (
	"fmt"

	"unanime/internal/store"
)

type compactCommand struct{ dataFlag }

// Run rewrites the files without what was deleted.
func (c *compactCommand) Run(p Program) error {
	if err := store.Compact(c.Data); err != nil {
		return c.advise(err)
	}
	fmt.Fprintf(p.Stdout, "compacted %s; backups made before still hold what was deleted\n", c.Data)
	return nil
}

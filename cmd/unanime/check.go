package main

import (
	"fmt"
	"os"

	"unanime/internal/store"
)

type checkCommand struct {
	dataFlag
	Acks string `help:"File of acknowledgements, one {\"id\",\"sha256\"} per line: each must be found." placeholder:"FILE"`
}

// Run reads everything and writes nothing.
func (c *checkCommand) Run(p Program) error {
	report, err := store.Check(c.Data)
	if err != nil {
		return c.advise(err)
	}
	fmt.Fprintf(p.Stdout, "%d contributions (%d withdrawn), %d officials, %d erased records, %d journal lines, %d changes of motions\n",
		report.Contributions, report.Withdrawn, report.Officials, report.Erased, report.Entries, report.Frames)
	for _, problem := range report.Problems {
		fmt.Fprintln(p.Stdout, problem)
	}
	if n := len(report.Problems); n > 0 {
		return fmt.Errorf("%s is damaged, see the %d lines above; keep a copy and restore a backup", c.Data, n)
	}
	if c.Acks != "" {
		if err := c.acks(p); err != nil {
			return err
		}
	}
	fmt.Fprintln(p.Stdout, "sound")
	return nil
}

func (c *checkCommand) acks(p Program) error {
	f, err := os.Open(c.Acks)
	if err != nil {
		return fmt.Errorf("the acknowledgements cannot be read; check the name: %w", err)
	}
	defer f.Close()
	report, err := store.CheckAcks(c.Data, f)
	if err != nil {
		return fmt.Errorf("%s: %w", c.Acks, c.advise(err))
	}
	fmt.Fprintf(p.Stdout, "%d acknowledgements found, %d withdrawn since, %d missing, %d altered\n",
		report.Found, report.Gone, len(report.Missing), len(report.Altered))
	for _, ack := range report.Missing {
		fmt.Fprintf(p.Stdout, "missing %s %s\n", ack.ID, ack.SHA256)
	}
	for _, ack := range report.Altered {
		fmt.Fprintf(p.Stdout, "altered %s %s\n", ack.ID, ack.SHA256)
	}
	if lost := len(report.Missing) + len(report.Altered); lost > 0 {
		return fmt.Errorf("%d contributions that were acknowledged are not in %s as they were sent; keep a copy and restore a backup", lost, c.Data)
	}
	return nil
}

package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"unanime/consult"
	"unanime/internal/store"
)

type importCommand struct {
	File string `arg:"" help:"CSV or XLSX, one contribution per row; - is the standard input."`
	dataFlag
	congressFlag
	Map    []string `help:"Say which column holds which field; may be given several times." placeholder:"COLUMN=FIELD"`
	DryRun bool     `help:"Say what would be done, and do nothing."`
}

// Help is shown below the flags.
func (importCommand) Help() string {
	var b strings.Builder
	b.WriteString("Nothing is imported unless everything can be, and nothing is imported twice. " +
		"Columns are recognised by their usual names in French and English; --map decides for the others. The fields:\n\n")
	for _, f := range fields {
		fmt.Fprintf(&b, "  %-11s %s\n", f.name, f.help)
	}
	b.WriteString("\nAuthors are found by family name, given name and commune or département; those who are not there are made. " +
		"A row without any name has an author of its own, “" + consult.NoName + "”. Dates without a zone are in the hour of Paris.")
	return b.String()
}

// Run imports the file whole or not at all.
func (c *importCommand) Run(p Program) error {
	table, err := p.readTable(c.File)
	if err != nil {
		return err
	}
	columns, err := mapColumns(table, c.Map)
	if err != nil {
		return err
	}
	paris, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		return err
	}
	return c.within(func(dir *store.Dir) error {
		congress, err := c.find(dir)
		if err != nil {
			return err
		}
		all, err := reader{table, columns, congress, paris}.read()
		if err != nil {
			return fmt.Errorf("%s, %w", c.File, err)
		}
		if c.DryRun {
			fmt.Fprintf(p.Stdout, "%s: %s\n%s", c.File, table.Format, columns.describe(table))
		}
		return c.bring(p, p.register(dir, congress.ID), all)
	})
}

func (c *importCommand) bring(p Program, r *consult.Register, all rows) error {
	by, err := organizer(r)
	if err != nil {
		return err
	}
	bring := r.Import
	if c.DryRun {
		bring = r.Rehearse
	}
	done, err := bring(by, all.records)
	if bad, ok := errors.AsType[*consult.RecordError](err); ok {
		return fmt.Errorf("%s, line %d: %s", c.File, all.lines[bad.Record-1], adviseRecord(bad.Err))
	}
	if err != nil {
		return err
	}
	line := fmt.Sprintf("%d new, %d already there", done.New, done.Known)
	if all.blank > 0 {
		line += fmt.Sprintf(", %d without text left out", all.blank)
	}
	if c.DryRun {
		line += " (dry run: nothing was written)"
	}
	_, err = fmt.Fprintln(p.Stdout, line)
	return err
}

// adviseRecord says how to mend a row.
func adviseRecord(err error) string {
	invalid, ok := errors.AsType[*consult.InvalidError](err)
	switch {
	case errors.Is(err, consult.ErrKeyReused):
		return "this reference was imported before with another author or text; give the row a new one, or leave it out"
	case !ok:
		return err.Error()
	case invalid.Why == consult.WhyTooLong:
		return fmt.Sprintf("%s is longer than %d bytes; cut it into several", invalid.Field, invalid.Limit)
	case invalid.Why == consult.WhyNotText:
		return fmt.Sprintf("%s holds control characters; type it again without formatting", invalid.Field)
	case invalid.Why == consult.WhyTwice:
		return "the reference of this row stands on an earlier one; give each row its own, or name another column with --map COLUMN=ref"
	}
	return fmt.Sprintf("%s is not known here; correct the cell", invalid.Field)
}

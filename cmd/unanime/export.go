package main

import (
	"errors"
	"fmt"
	"io"

	"unanime/consult"
	"unanime/internal/store"
	"unanime/motion"
	"unanime/motion/export"
	"unanime/motion/live"
)

type exportCommand struct {
	File   string `arg:"" optional:"" help:"A motion in Markdown; - is the standard input. Without it, the motion of the data directory."`
	Output string `short:"o" required:"" help:"Where to write the motion; - is the standard output." placeholder:"OUT.pdf"`
	Format string `help:"One of ${formats}; when left out, the end of the output's name says." placeholder:"NAME"`
	dataFlag
	congressFlag
}

// Run writes a motion as it stands, in another format.
func (c *exportCommand) Run(p Program) error {
	as, err := formatOf(c.Format, c.Output)
	if err != nil {
		return err
	}
	var in export.Input
	if c.File != "" {
		in.Document, err = p.readMarkdown(c.File)
	} else {
		err = c.within(func(dir *store.Dir) error {
			in, err = c.read(p, dir)
			return err
		})
	}
	if err != nil {
		return err
	}
	return p.writeMotion(c.Output, as, in)
}

func (p Program) readMarkdown(path string) (motion.Document, error) {
	in, err := p.openInput(path)
	if err != nil {
		return motion.Document{}, err
	}
	defer in.Close()
	source, err := io.ReadAll(io.LimitReader(in, motion.MaxMarkdown+1))
	if err != nil {
		return motion.Document{}, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	doc, err := motion.Parse(source)
	invalid, isInvalid := errors.AsType[*consult.InvalidError](err)
	switch {
	case isInvalid && invalid.Why == consult.WhyTooLong:
		return doc, fmt.Errorf("%s holds more than %d bytes; cut it into several motions", path, invalid.Limit)
	case isInvalid:
		return doc, fmt.Errorf("%s is not Markdown in UTF-8; save it as UTF-8 text", path)
	case errors.Is(err, motion.ErrTangled):
		return doc, fmt.Errorf("%s nests or marks its text beyond reason; simplify it", path)
	case err != nil:
		return doc, fmt.Errorf("%s cannot be read as a motion: %w", path, err)
	}
	return doc, nil
}

// read reads the motion of a congress and what stands around it.
func (c *exportCommand) read(p Program, dir *store.Dir) (in export.Input, err error) {
	congress, err := c.find(dir)
	if err != nil {
		return in, err
	}
	r := p.register(dir, congress.ID)
	by, err := organizer(r)
	if err != nil {
		return in, err
	}
	desk := &motion.Desk{Register: r, Rooms: live.NewRooms(dir.Log), Now: p.Now}
	draft, err := desk.Read(by)
	if errors.Is(err, motion.ErrNotBegun) {
		return in, fmt.Errorf("no motion was begun for congress %q; accept themes and generate it first", congress.ID)
	}
	if err != nil {
		return in, err
	}
	figures, err := r.Figures()
	return export.Input{Document: draft.Document, Facts: export.Facts{
		Congress: congress.Title, Place: congress.Place, Day: congress.Day, Section: congress.Section, Status: "Projet de motion",
		Contributions: figures.Contributions, Officials: figures.Authors, Departments: len(figures.Departments),
	}}, err
}

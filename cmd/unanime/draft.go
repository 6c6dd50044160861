package main

import (
	"context"

	"unanime/motion"
	"unanime/motion/export"
)

type draftCommand struct {
	File   string `arg:"" help:"CSV or XLSX with the columns id and text; - is the standard input."`
	Output string `short:"o" required:"" help:"Where to write the motion; the end of the name says as what: ${formats}." placeholder:"OUT.pdf"`
	Title  string `help:"Title of the motion." placeholder:"TITLE"`
	groupFlags
}

// Run goes the whole way, from texts to a motion. The same file and flags give
// the same bytes.
func (c *draftCommand) Run(ctx context.Context, p Program) error {
	as, err := formatOf("", c.Output)
	if err != nil {
		return err
	}
	opt, err := c.options()
	if err != nil {
		return err
	}
	texts, err := p.readTexts(c.File)
	if err != nil {
		return err
	}
	var stop func()
	opt.Progress, stop = p.progress()
	material, err := motion.FromTexts(ctx, c.Title, texts, opt)
	stop()
	if err != nil {
		return adviseGroups(c.File, len(texts), opt, err)
	}
	return p.writeMotion(c.Output, as, export.Input{
		Document: motion.Outline(material),
		Facts:    export.Facts{Status: "Projet de motion", Contributions: len(texts)},
	})
}

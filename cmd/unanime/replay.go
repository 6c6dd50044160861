package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"unanime/cluster"
)

type replayCommand struct {
	Recipe string `arg:"" help:"JSON written by “unanime themes --recipe” or taken from an archive."`
	Corpus string `arg:"" help:"CSV or XLSX with the columns id and text, in any order; - is the standard input."`
	Output string `short:"o" help:"Where to write the classification as CSV: id, theme, label, confidence, unplaced." placeholder:"OUT.csv"`
	Sheet  string `help:"Where to write the method sheet, in French." placeholder:"OUT.md"`
}

// Help is shown below the flags.
func (replayCommand) Help() string {
	return "Makes a classification again from its texts and prints its SHA-256. " +
		"It fails when anything differs: the texts, the word lists, the machine or what came out."
}

// Run prints the sum of what came out, also when it is not the one expected.
func (c *replayCommand) Run(ctx context.Context, p Program) error {
	recipe, err := p.readRecipe(c.Recipe)
	if err != nil {
		return c.advise(recipe, err)
	}
	texts, err := p.readTexts(c.Corpus)
	if err != nil {
		return err
	}
	show, stop := p.progress()
	made, err := recipe.Replay(ctx, texts, show)
	stop()
	if made.SHA256 != "" {
		fmt.Fprintln(p.Stdout, made.SHA256)
	}
	if err != nil {
		return c.advise(recipe, err)
	}
	if c.Sheet != "" {
		err := p.writeOutput(c.Sheet, 0o644, func(w io.Writer) error { return cluster.WriteMethodSheet(w, recipe, made) })
		if err != nil {
			return err
		}
	}
	if c.Output == "" {
		return nil
	}
	return p.writeOutput(c.Output, 0o644, func(w io.Writer) error { return writeState(w, made.State, texts) })
}

func (p Program) readRecipe(path string) (cluster.Recipe, error) {
	in, err := p.openInput(path)
	if err != nil {
		return cluster.Recipe{}, err
	}
	defer in.Close()
	return cluster.ReadRecipe(in)
}

// advise says which part differs and what to do about it.
func (c *replayCommand) advise(r cluster.Recipe, err error) error {
	if duplicate, ok := errors.AsType[cluster.ErrDuplicateID](err); ok {
		return fmt.Errorf("%s: the id %q is given twice; give the file that the recipe was made from", c.Corpus, duplicate.ID)
	}
	wrong, ok := errors.AsType[*cluster.RecipeError](err)
	if !ok {
		return err
	}
	made := "the version that made it"
	if r.Program != "" {
		made = "unanime " + r.Program + ", which made it"
	}
	switch wrong.Part {
	case cluster.PartFormat:
		return fmt.Errorf("%s cannot be read as a recipe (%w); name a file that “themes --recipe” wrote", c.Recipe, err)
	case cluster.PartMethod:
		return fmt.Errorf("%s asks for the method %q, which is not here; replay it with %s", c.Recipe, wrong.Name, made)
	case cluster.PartParameters:
		return fmt.Errorf("the parameter %s was %s and is %s here; replay it with %s", wrong.Name, wrong.Want, wrong.Got, made)
	case cluster.PartWords:
		return fmt.Errorf("the word list %s is not the one of %s; replay it with %s", wrong.Name, c.Recipe, made)
	case cluster.PartCorpus:
		return fmt.Errorf("%s does not hold the texts of %s (%s there, %s here); give the file it was made from", c.Corpus, c.Recipe, wrong.Want, wrong.Got)
	case cluster.PartJournal:
		return fmt.Errorf("%s, step %s of the journal cannot be taken: %w; was the file changed by hand?", c.Recipe, wrong.Name, wrong.Err)
	}
	return fmt.Errorf("the result is not the one of %s, which has %s; was the file changed, or made with something else than %s?", c.Recipe, wrong.Want, made)
}

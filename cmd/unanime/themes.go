package main

import (
	"context"
	"io"

	"unanime/cluster"
)

type themesCommand struct {
	File     string `arg:"" help:"CSV or XLSX with the columns id and text; - is the standard input."`
	Output   string `short:"o" help:"Where to write the CSV id, theme, label, confidence, unplaced; - is the standard output." default:"-" placeholder:"OUT.csv"`
	Split    bool   `help:"One row per idea, with its words in a column idea: a text whose sentences speak of several themes is cut."`
	Report   string `help:"Where to write what the groups are, which texts say the same, and figures to judge by." placeholder:"OUT.json"`
	Solidity bool   `help:"Add to the report how many texts keep their theme when ten more runs leave a tenth out each; takes ten times as long."`
	Recipe   string `help:"Where to write what “unanime replay” needs to do it again." placeholder:"OUT.json"`
	Sheet    string `help:"Where to write the method sheet, in French." placeholder:"OUT.md"`
	groupFlags
}

// grouped is what the command writes from.
type grouped struct {
	texts  []cluster.Text
	opt    cluster.Options
	result *cluster.Result

	cuts   map[string]cluster.Cut // by id; with --split
	report themesReport           // with --report
}

// Run groups the texts and writes one row for each, in their order. Nothing is
// written before all is known.
func (c *themesCommand) Run(ctx context.Context, p Program) error {
	if c.Solidity && c.Report == "" {
		return usage("--solidity is a figure of the report; say where to write it with --report OUT.json")
	}
	opt, err := c.options()
	if err != nil {
		return err
	}
	g := grouped{opt: opt}
	if g.texts, err = p.readTexts(c.File); err != nil {
		return err
	}
	var stop func()
	g.opt.Progress, stop = p.progress()
	err = c.group(ctx, &g)
	stop()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return adviseGroups(c.File, len(g.texts), opt, err)
	}
	return c.write(p, g)
}

// group asks the machine for what was asked for, and for no more: cuts and
// figures need the space of the neighbours, which other methods do without.
func (c *themesCommand) group(ctx context.Context, g *grouped) (err error) {
	if !c.Split && c.Report == "" {
		g.result, err = cluster.Run(ctx, g.texts, g.opt)
		return err
	}
	var analysis *cluster.Analysis
	if g.result, analysis, err = cluster.Analyse(ctx, g.texts, g.opt); err != nil {
		return err
	}
	if c.Split {
		cuts, err := analysis.Cuts(ctx)
		if err != nil {
			return err
		}
		g.cuts = map[string]cluster.Cut{}
		for _, cut := range cuts {
			g.cuts[cut.ID] = cut
		}
	}
	if c.Report == "" {
		return nil
	}
	if g.report, err = newReport(ctx, g.result, analysis); err != nil || !c.Solidity {
		return err
	}
	solid, err := cluster.Solidity(ctx, g.texts, g.result, g.opt)
	g.report.Indicators = append(g.report.Indicators, indicatorOf(solid))
	return err
}

// write writes what was asked for, the rows last.
func (c *themesCommand) write(p Program, g grouped) error {
	state := cluster.NewState(g.result)
	recipe, err := cluster.NewRecipe(g.texts, g.opt, state)
	if err != nil {
		return err
	}
	recipe.Program = version()
	for _, file := range []struct {
		path  string
		write func(io.Writer) error
	}{
		{c.Report, g.report.write},
		{c.Recipe, recipe.Write},
		{c.Sheet, func(w io.Writer) error {
			return cluster.WriteMethodSheet(w, recipe, cluster.Replayed{First: state, State: state, SHA256: recipe.Result})
		}},
	} {
		if file.path == "" {
			continue
		}
		if err := p.writeOutput(file.path, 0o644, file.write); err != nil {
			return err
		}
	}
	return p.writeOutput(c.Output, 0o644, g.writeRows)
}

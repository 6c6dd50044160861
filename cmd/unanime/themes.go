package main

import (
	"context"
	"encoding/json"
	"io"
	"strconv"

	"unanime/cluster"
	"unanime/internal/sheet"
)

type themesCommand struct {
	File   string `arg:"" help:"CSV or XLSX with the columns id and text; - is the standard input."`
	Output string `short:"o" help:"Where to write the CSV id, theme, label, confidence, unplaced; - is the standard output." default:"-" placeholder:"OUT.csv"`
	Report string `help:"Where to write what the groups are." placeholder:"OUT.json"`
	Recipe string `help:"Where to write what “unanime replay” needs to do it again." placeholder:"OUT.json"`
	Split  bool   `help:"One row per idea (not available yet)."`
	groupFlags
}

// Run groups the texts and writes one row for each, in their order.
func (c *themesCommand) Run(ctx context.Context, p Program) error {
	if c.Split {
		return usage("--split is not available yet: contributions are grouped whole; leave it out")
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
	result, err := cluster.Run(ctx, texts, opt)
	stop()
	if err != nil {
		return adviseGroups(c.File, len(texts), opt, err)
	}
	if c.Report != "" {
		err = p.writeOutput(c.Report, 0o644, func(w io.Writer) error { return writeReport(w, result) })
		if err != nil {
			return err
		}
	}
	if c.Recipe != "" {
		if err := p.writeRecipe(c.Recipe, texts, opt, result); err != nil {
			return err
		}
	}
	return p.writeOutput(c.Output, 0o644, func(w io.Writer) error { return writeThemes(w, result) })
}

func (p Program) writeRecipe(path string, texts []cluster.Text, opt cluster.Options, result *cluster.Result) error {
	recipe, err := cluster.NewRecipe(texts, opt, cluster.NewState(result))
	if err != nil {
		return err
	}
	recipe.Program = version()
	return p.writeOutput(path, 0o644, recipe.Write)
}

// writeThemes writes the answer that other programs read: nothing is changed in
// a cell.
func writeThemes(w io.Writer, result *cluster.Result) error {
	rows := make([][]string, len(result.Placements))
	for i, at := range result.Placements {
		unplaced := "0"
		if at.Unplaced {
			unplaced = "1"
		}
		rows[i] = []string{
			at.ID, strconv.Itoa(at.Group), result.Groups[at.Group-1].Label,
			strconv.FormatFloat(at.Confidence, 'f', 4, 64), unplaced,
		}
	}
	return sheet.WriteCSV(w, themesHeader, rows, sheet.WriteOptions{Verbatim: true})
}

// writeState writes a classification as writeThemes does, in the order of the
// texts. What is « à classer » shows its nearest theme; 0 when there is none.
func writeState(w io.Writer, state cluster.State, texts []cluster.Text) error {
	rows := make([][]string, len(texts))
	for i, t := range texts {
		at, _ := state.Place(t.ID)
		unplaced := "0"
		if at.Theme == cluster.Unplaced {
			at.Theme, unplaced = at.Second, "1"
		}
		theme, _ := state.Theme(at.Theme)
		rows[i] = []string{t.ID, strconv.Itoa(int(at.Theme)), theme.Name, strconv.FormatFloat(at.Confidence, 'f', 4, 64), unplaced}
	}
	return sheet.WriteCSV(w, themesHeader, rows, sheet.WriteOptions{Verbatim: true})
}

var themesHeader = []string{"id", "theme", "label", "confidence", "unplaced"}

// themesReport is what --report writes.
type themesReport struct {
	Method   string        `json:"method"`
	Seed     uint64        `json:"seed"`
	K        int           `json:"k"`
	N        int           `json:"n"`
	Groups   []groupReport `json:"groups"`
	Unplaced int           `json:"unplaced"` // texts « à classer »
}

type groupReport struct {
	Number  int          `json:"number"`
	Label   string       `json:"label"`
	Size    int          `json:"size"`
	Words   []wordReport `json:"words"`
	Typical []string     `json:"typical"` // ids
}

type wordReport struct {
	Word   string  `json:"word"`
	Weight float64 `json:"weight"`
}

func writeReport(w io.Writer, result *cluster.Result) error {
	r := themesReport{Method: result.Method, Seed: result.Seed, K: result.K, N: len(result.Placements)}
	for _, g := range result.Groups {
		group := groupReport{Number: g.Number, Label: g.Label, Size: g.Size, Words: []wordReport{}, Typical: g.Typical}
		for _, word := range g.Words {
			group.Words = append(group.Words, wordReport{word.Surface, word.Weight})
		}
		r.Groups = append(r.Groups, group)
	}
	for _, at := range result.Placements {
		if at.Unplaced {
			r.Unplaced++
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(r)
}

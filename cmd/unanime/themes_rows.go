package main

import (
	"io"
	"slices"
	"strconv"

	"unanime/cluster"
	"unanime/internal/sheet"
)

// themesHeader is the contract with other programs; with --split, the words of
// the idea stand in a column after id.
var themesHeader = []string{"id", "theme", "label", "confidence", "unplaced"}

const ideaColumn = "idea"

// writeRows writes the answer that other programs read: nothing is changed in a
// cell. The ideas cut from a text follow each other and are the whole of it.
func (g grouped) writeRows(w io.Writer) error {
	header := themesHeader
	if g.cuts != nil {
		header = slices.Insert(slices.Clone(header), 1, ideaColumn)
	}
	rows := make([][]string, 0, len(g.texts))
	for i, at := range g.result.Placements {
		switch cut, ok := g.cuts[at.ID]; {
		case g.cuts == nil:
			rows = append(rows, g.row(at))
		case !ok:
			rows = append(rows, slices.Insert(g.row(at), 1, g.texts[i].Text))
		default:
			for _, part := range cut.Parts {
				idea := cluster.Placement{ID: at.ID, Group: int(part.Theme), Confidence: part.Confidence}
				rows = append(rows, slices.Insert(g.row(idea), 1, g.texts[i].Text[part.Start:part.End]))
			}
		}
	}
	return sheet.WriteCSV(w, header, rows, sheet.WriteOptions{Verbatim: true})
}

func (g grouped) row(at cluster.Placement) []string {
	return themeRow{at.ID, at.Group, g.result.Groups[at.Group-1].Label, at.Confidence, at.Unplaced}.cells()
}

// themeRow is a row under themesHeader.
type themeRow struct {
	id         string
	theme      int
	label      string
	confidence float64
	unplaced   bool
}

func (r themeRow) cells() []string {
	unplaced := "0"
	if r.unplaced {
		unplaced = "1"
	}
	return []string{r.id, strconv.Itoa(r.theme), r.label, strconv.FormatFloat(r.confidence, 'f', 4, 64), unplaced}
}

// writeState writes a classification in the order of the texts. What is « à
// classer » shows its nearest theme; 0 when there is none.
func writeState(w io.Writer, state cluster.State, texts []cluster.Text) error {
	rows := make([][]string, len(texts))
	for i, t := range texts {
		at, _ := state.Place(t.ID)
		unplaced := at.Theme == cluster.Unplaced
		if unplaced {
			at.Theme = at.Second
		}
		theme, _ := state.Theme(at.Theme)
		rows[i] = themeRow{t.ID, int(at.Theme), theme.Name, at.Confidence, unplaced}.cells()
	}
	return sheet.WriteCSV(w, themesHeader, rows, sheet.WriteOptions{Verbatim: true})
}

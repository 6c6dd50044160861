package main

import (
	"context"
	"encoding/json"
	"io"

	"unanime/cluster"
)

// themesReport is what --report writes.
type themesReport struct {
	Method     string            `json:"method"`
	Seed       uint64            `json:"seed"`
	K          int               `json:"k"`
	N          int               `json:"n"`
	Groups     []groupReport     `json:"groups"`
	Unplaced   int               `json:"unplaced"`   // texts « à classer »
	Indicators []indicatorReport `json:"indicators"` // figures, each with the sentence that an organiser reads
	Duplicates [][]string        `json:"duplicates"` // ids of the texts that say the same, two or more each
	SHA256     string            `json:"sha256"`     // of the classification, as replay prints it
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

type indicatorReport struct {
	Name     string  `json:"name"`
	Value    float64 `json:"value"` // a share, in [0,1]
	Sentence string  `json:"sentence"`
	Warning  bool    `json:"warning"`
}

func indicatorOf(in cluster.Indicator) indicatorReport {
	return indicatorReport{in.Name, in.Value, in.Sentence, in.Warning}
}

func newReport(ctx context.Context, result *cluster.Result, analysis *cluster.Analysis) (themesReport, error) {
	r := themesReport{
		Method: result.Method, Seed: result.Seed, K: result.K, N: len(result.Placements),
		Duplicates: [][]string{}, SHA256: analysis.State.SHA256(),
	}
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
	indicators, err := analysis.Indicators(ctx)
	if err != nil {
		return r, err
	}
	for _, in := range indicators {
		r.Indicators = append(r.Indicators, indicatorOf(in))
	}
	same, err := analysis.Duplicates(ctx)
	for _, group := range same {
		r.Duplicates = append(r.Duplicates, group.IDs)
	}
	return r, err
}

func (r themesReport) write(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(r)
}

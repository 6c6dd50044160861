package cluster

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"unanime/internal/typography"
)

var update = flag.Bool("update", false, "write the goldens anew")

// sheetRecipe is a recipe written by hand, and what it gives: the golden shows
// the sheet, whatever the machine becomes.
func sheetRecipe(journal ...Step) (Recipe, Replayed) {
	first := small()
	s := first
	for _, step := range journal {
		if step.Decide != nil {
			var err error
			if s, err = s.Decide(*step.Decide); err != nil {
				panic(err)
			}
		}
	}
	r := Recipe{
		Format: 1, Program: "v1.2.3", Method: "neighbours", Seed: 7, Texts: 6,
		Parameters: map[string]float64{"unplaced_share": .1, "few_stems": 3, "pin_share": .5, "heaviest_pin": 10, "steps": 3},
		Words:      map[string]string{"stopwords.txt": strings.Repeat("ab", 32), "stems.txt": strings.Repeat("cd", 32)},
		Corpus:     strings.Repeat("01", 32), Journal: journal, Result: s.SHA256(),
	}
	return r, Replayed{First: first, State: s, SHA256: s.SHA256()}
}

func decided(d Decision) Step { return Step{Decide: &d} }

func TestMethodSheet(t *testing.T) {
	for _, c := range []struct {
		golden  string
		journal []Step
	}{
		{"methodsheet-untouched.md", nil},
		{"methodsheet-worked.md", []Step{
			decided(Decision{Kind: DecidePin, Idea: "c", Theme: 1}), decided(Decision{Kind: DecidePin, Idea: "f", Theme: 2}),
			decided(Decision{Kind: DecideRename, Theme: 1, Name: "Fibre | *partout* : pour qui ?"}),
			decided(Decision{Kind: DecideUnlock, Theme: 3}), decided(Decision{Kind: DecideMerge, Theme: 3, Into: 2}),
			decided(Decision{Kind: DecideLock, Theme: 2}), decided(Decision{Kind: DecideAside, Idea: "a"}),
			{Rerun: &RerunStep{K: 3, Accepted: []string{"a", "b"}}}, {Late: []string{"x", "y", "z"}},
		}},
	} {
		r, made := sheetRecipe(c.journal...)
		var got bytes.Buffer
		if err := WriteMethodSheet(&got, r, made); err != nil {
			t.Fatal(err)
		}
		path := "testdata/" + c.golden
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("%s is not what it was; see the difference with “go test ./cluster -run MethodSheet -update” and git diff", path)
		}
		for line := range strings.Lines(got.String()) {
			if !strings.HasPrefix(line, "    ") && typography.French(line) != line {
				t.Errorf("%s: typography of %q", c.golden, line)
			}
		}
	}
}

// The sheet of a real recipe counts what was really done.
func TestMethodSheetOfARecipe(t *testing.T) {
	texts, r := worked(t)
	made, err := r.Replay(t.Context(), texts, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := WriteMethodSheet(&got, r, made); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"90 idées", "6 idées placées à la main", "1 thème scindé", "1 relance", "6 idées arrivées hors délai", r.Result, r.Corpus, "demandé par une personne",
	} {
		if !strings.Contains(got.String(), want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, text := range texts {
		if strings.Contains(got.String(), text.Text) {
			t.Errorf("the sheet quotes %s", text.ID)
		}
	}
}

// Command demogen writes the demonstration congress of testdata/congress.
//
// In: CSV files of real texts with the columns "id" (or "source_id") and "text",
// and the table of communes of assets/data. Out: contributions.csv,
// officials.csv and congress.json. The same input gives the same bytes: chance
// comes from one fixed seed.
//
//	go run ./internal/demogen            writes again from the texts already there
//	go run ./internal/demogen -source paragraphs.csv,more.csv
//
// The texts are real and never altered, selection.txt lists the ones a person
// kept; all else is invented here: who sent what, when, from where, and about
// which question. The rules of the choice are in testdata/congress/README.md.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// seed is the chance of the whole congress; another gives another congress.
const seed = 2027

func main() {
	source := flag.String("source", "testdata/congress/contributions.csv", "CSV files of texts, separated by commas")
	communes := flag.String("communes", "assets/data/communes.tsv", "table of communes")
	to := flag.String("to", "testdata/congress", "folder to write into")
	flag.Parse()
	if err := run(strings.Split(*source, ","), *communes, *to); err != nil {
		fmt.Fprintln(os.Stderr, "demogen:", err)
		os.Exit(1)
	}
}

func run(sources []string, communes, to string) error {
	files, err := generate(sources, communes)
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(to, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// generate returns the files of the congress by name.
func generate(sources []string, communes string) (map[string][]byte, error) {
	texts, err := readTexts(sources)
	if err != nil {
		return nil, err
	}
	places, err := readPlaces(communes)
	if err != nil {
		return nil, err
	}
	chance := rand.New(rand.NewPCG(seed, 0))
	officials := inventOfficials(chance, places)
	shareTexts(chance, officials, texts)
	chooseChannels(chance, officials)
	contributions := send(chance, officials)
	return map[string][]byte{
		"contributions.csv": contributionTable(contributions),
		"officials.csv":     officialTable(officials),
		"congress.json":     congressFile(),
	}, nil
}

// weighted returns the index of one weight, drawn in proportion.
func weighted(chance *rand.Rand, weights []int) int {
	total := 0
	for _, w := range weights {
		total += w
	}
	n := chance.IntN(total)
	for i, w := range weights {
		if n -= w; n < 0 {
			return i
		}
	}
	return len(weights) - 1
}

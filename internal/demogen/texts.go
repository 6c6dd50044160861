package main

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"unicode"
)

// selection lists the texts kept after reading, by the number of the source.
//
//go:embed selection.txt
var selection string

type text struct{ id, words string }

// readTexts finds every text of the selection in the sources, in the order of
// the selection.
func readTexts(sources []string) ([]text, error) {
	found := map[string]string{}
	for _, source := range sources {
		if err := readSource(source, found); err != nil {
			return nil, err
		}
	}
	var texts []text
	for _, id := range strings.Fields(selection) {
		words, ok := found[id]
		if !ok {
			return nil, fmt.Errorf("no text %s in %s", id, strings.Join(sources, ", "))
		}
		texts = append(texts, text{id, words})
	}
	return texts, nil
}

func readSource(path string, found map[string]string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	id, words := slices.Index(rows[0], "id"), slices.Index(rows[0], "text")
	if id < 0 {
		id = slices.Index(rows[0], "source_id")
	}
	if id < 0 || words < 0 {
		return fmt.Errorf("%s: needs the columns id (or source_id) and text", path)
	}
	for _, row := range rows[1:] {
		found[row[id]] = row[words]
	}
	return nil
}

// shareTexts gives every official one to nine texts. Two texts that say nearly
// the same never go to one person: in life they come from two who copied a model.
func shareTexts(chance *rand.Rand, officials []*official, texts []text) {
	chance.Shuffle(len(texts), func(i, j int) { texts[i], texts[j] = texts[j], texts[i] })
	for i, room := range rooms(chance, len(officials), len(texts)) {
		officials[i].room = room
	}
	for _, t := range texts {
		o := freest(officials, t)
		o.texts = append(o.texts, t)
	}
}

// rooms draws how many texts each official sends: most two or three, a few many.
func rooms(chance *rand.Rand, officials, texts int) []int {
	list := make([]int, officials)
	for i := range list {
		list[i] = 1
	}
	for left := texts - officials; left > 0; {
		// An official who already writes much is likelier to write again.
		weights := make([]int, officials)
		for i, n := range list {
			if n < 9 {
				weights[i] = 1 + n
			}
		}
		list[weighted(chance, weights)]++
		left--
	}
	return list
}

// freest is the official with the most room left who has not said the same.
func freest(officials []*official, t text) *official {
	var best *official
	for _, o := range officials {
		if len(o.texts) < o.room && !o.said(t) && (best == nil || o.room-len(o.texts) > best.room-len(best.texts)) {
			best = o
		}
	}
	if best == nil {
		panic("demogen: no official can send " + t.id)
	}
	return best
}

func (o *official) said(t text) bool {
	return slices.ContainsFunc(o.texts, func(mine text) bool { return alike(mine.words, t.words) })
}

// alike says whether two texts share more than a third of their words.
func alike(a, b string) bool {
	words := map[string]bool{}
	for _, w := range longWords(a) {
		words[w] = true
	}
	common := 0
	other := longWords(b)
	for _, w := range other {
		if words[w] {
			common++
		}
	}
	return 3*common > min(len(words), len(other))
}

func longWords(s string) []string {
	var list []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 4 && !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}

package cluster

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	labelWords = 3 // words of a label
	groupWords = 6 // words of a group
	// phraseBonus prefers « fracture numérique » to « fracture ».
	phraseBonus = 1.25
	// labelTexts is how many texts of the corpus must hold a word for it to
	// name a group (fewer when the corpus or the group is that small).
	labelTexts = 3
	// noWords names a group without any word.
	noWords = "Textes sans mots"
)

// labeller finds the terms that set each group apart. A term is a stem, or a
// phrase of two or three stems, numbered after them.
type labeller struct {
	corpus  *corpus
	phrases map[phrase]int32
	stemsOf []phrase  // by phrase: its stems
	terms   [][]int32 // by row: its different terms, increasing
	df      []int     // by term: how many texts hold it
}

func newLabeller(c *corpus) *labeller {
	l := &labeller{corpus: c, phrases: findPhrases(c.docs, len(c.stems))}
	l.stemsOf = make([]phrase, len(l.phrases))
	for p, id := range l.phrases {
		l.stemsOf[int(id)-len(c.stems)] = p
	}
	l.terms = make([][]int32, len(c.docs))
	l.df = make([]int, len(c.stems)+len(l.phrases))
	for row := range c.docs {
		l.eachTerm(row, func(term int32, _, _ int) { l.terms[row] = append(l.terms[row], term) })
		slices.Sort(l.terms[row])
		l.terms[row] = slices.Compact(l.terms[row])
		for _, t := range l.terms[row] {
			l.df[t]++
		}
	}
	return l
}

// eachTerm calls f with every term of a document and the first and last of the
// occurrences that make it.
func (l *labeller) eachTerm(row int, f func(term int32, first, last int)) {
	words := l.corpus.docs[row].words
	for i, o := range words {
		f(o.stem, i, i)
		for n, p := range phrasesEnding(words, i) {
			if term, ok := l.phrases[p]; ok {
				f(term, i-1-n, i)
			}
		}
	}
}

// words returns the words of each group, given the rows of each.
func (l *labeller) words(members [][]int) [][]Word {
	picked := make([][]scored, len(members))
	wanted := map[int32]bool{}
	for g, rows := range members {
		picked[g] = l.pick(rows)
		for _, t := range picked[g] {
			wanted[t.term] = true
		}
	}
	surface := l.surfaces(wanted)
	out := make([][]Word, len(members))
	for g, terms := range picked {
		for _, t := range terms {
			out[g] = append(out[g], Word{Surface: surface[t.term], Weight: t.score / terms[0].score})
		}
	}
	return out
}

type scored struct {
	term  int32
	score float64
}

// pick takes the best terms of a group, no stem twice. The score of a term is
// the share of the group's texts that hold it, times its idf; times
// phraseBonus for each word a phrase has after its first.
func (l *labeller) pick(rows []int) []scored {
	inside := map[int32]int{}
	for _, row := range rows {
		for _, t := range l.terms[row] {
			inside[t]++
		}
	}
	least := min(labelTexts, (len(rows)+1)/2)
	var candidates []scored
	for t, n := range inside {
		if n < least {
			continue
		}
		idf := math.Log(float64(1+len(l.terms))/float64(1+l.df[t])) + .01
		score := float64(n) / float64(len(rows)) * idf
		for range len(l.parts(t)) - 1 {
			score *= phraseBonus
		}
		candidates = append(candidates, scored{t, score})
	}
	slices.SortFunc(candidates, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.term, b.term))
	})
	var out []scored
	used := map[int32]bool{}
	for _, c := range candidates {
		parts := l.parts(c.term)
		if slices.ContainsFunc(parts, func(s int32) bool { return used[s] }) {
			continue
		}
		for _, s := range parts {
			used[s] = true
		}
		if out = append(out, c); len(out) == groupWords {
			break
		}
	}
	return out
}

// parts are the stems of a term.
func (l *labeller) parts(term int32) []int32 {
	if int(term) < len(l.corpus.stems) {
		return []int32{term}
	}
	p := &l.stemsOf[int(term)-len(l.corpus.stems)]
	if p[2] < 0 {
		return p[:2]
	}
	return p[:]
}

// nameGroups writes the labels. Two groups with the same words are told apart
// by a number.
func nameGroups(groups []Group) {
	seen := map[string]int{}
	for g := range groups {
		label := title(groups[g].Words)
		seen[label]++
		if n := seen[label]; n > 1 {
			label = fmt.Sprintf("%s (%d)", label, n)
		}
		groups[g].Label = label
	}
}

// title joins the first words: « Fibre, zones blanches, opérateurs ».
func title(words []Word) string {
	if len(words) == 0 {
		return noWords
	}
	var parts []string
	for _, w := range words[:min(labelWords, len(words))] {
		parts = append(parts, w.Surface)
	}
	return capitalise(strings.Join(parts, ", "))
}

func capitalise(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToTitle(r)) + s[size:]
}

package cluster

import (
	"maps"
	"slices"
	"strings"
)

// surfaceCount counts how a term is written.
type surfaceCount struct {
	lower map[string]int // in lower case, everywhere
	cased map[string]int // as typed, where a capital is the writer's choice
}

// surfaces returns the most frequent way to write each wanted term: the way
// back from stems to words. A capital stays when most writers put it where no
// sentence begins: « RGPD », « Internet », « État ».
func (l *labeller) surfaces(wanted map[int32]bool) map[int32]string {
	counts := map[int32]surfaceCount{}
	for t := range wanted {
		counts[t] = surfaceCount{map[string]int{}, map[string]int{}}
	}
	for row, d := range l.corpus.docs {
		l.eachTerm(row, func(term int32, first, last int) {
			c, ok := counts[term]
			if !ok {
				return
			}
			typed := readable(d.text[d.words[first].start:d.words[last].end])
			c.lower[strings.ToLower(typed)]++
			if !d.words[first].initial {
				c.cased[typed]++
			}
		})
	}
	out := make(map[int32]string, len(counts))
	for t, c := range counts {
		out[t] = c.best()
	}
	return out
}

func (c surfaceCount) best() string {
	lower, _ := mostFrequent(c.lower)
	same := map[string]int{}
	total := 0
	for typed, n := range c.cased {
		if strings.ToLower(typed) == lower {
			same[typed] = n
			total += n
		}
	}
	if typed, n := mostFrequent(same); 2*n > total {
		return typed
	}
	return lower
}

// mostFrequent breaks ties by alphabetical order.
func mostFrequent(counts map[string]int) (best string, n int) {
	for _, s := range slices.Sorted(maps.Keys(counts)) {
		if counts[s] > n {
			best, n = s, counts[s]
		}
	}
	return best, n
}

// readable spells a stretch of a normalized text as people print it: one space
// between words, the typographic apostrophe.
func readable(s string) string {
	return strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "'", "’")
}

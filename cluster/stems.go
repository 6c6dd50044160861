package cluster

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/kljensen/snowball/french"
)

//go:embed words/stems.txt
var stemsText string

// stemExceptions gives the stem of the words the algorithm treats badly:
// « élu » and « élus » apart, « données » with « donner » and « don ».
var stemExceptions = sync.OnceValue(func() map[string]string { return readStems(stemsText) })

func readStems(list string) map[string]string {
	stems := map[string]string{}
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		for _, w := range fields[min(1, len(fields)):] {
			stems[unaccent(w)] = fields[0]
		}
	}
	return stems
}

// stem returns the stem of a lower-case, composed word, never empty: its synonym
// if it has one, the exceptions, then French Snowball (snowballstem.org), then
// without accents. Never stem a stem: the algorithm is not idempotent.
func stem(lower string) string {
	plain := unaccent(lower)
	if kept, ok := synonyms()[plain]; ok {
		lower, plain = kept, unaccent(kept)
	}
	if s, ok := stemExceptions()[plain]; ok {
		return s
	}
	if s := unaccent(french.Stem(lower, true)); s != "" {
		return s
	}
	return lower
}

// stemmer remembers the stems it found: a corpus repeats its words. It is not
// safe for concurrent use.
type stemmer map[string]string

func (s stemmer) stem(lower string) string {
	found, ok := s[lower]
	if !ok {
		found = stem(lower)
		s[lower] = found
	}
	return found
}

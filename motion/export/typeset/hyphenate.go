package typeset

import (
	"strings"
	"unicode"
)

// Hyphenator finds where words may be cut, by Liang's algorithm. It may be shared.
type Hyphenator struct {
	patterns map[string][]byte // letters → one value before, between and after them
	longest  int               // characters of the longest pattern
}

// A cut leaves at least so many letters on either side. TeX’s French asks for two
// of each; three keep « re- » and « -se » from standing alone.
const (
	leastBefore = 3
	leastAfter  = 3
)

// NewHyphenator reads TeX patterns, separated by white space: letters, a dot for
// the edge of the word, digits between them.
func NewHyphenator(patterns string) *Hyphenator {
	h := &Hyphenator{patterns: map[string][]byte{}}
	for _, pattern := range strings.Fields(patterns) {
		var letters []rune
		values := []byte{0}
		for _, r := range pattern {
			if r >= '0' && r <= '9' {
				values[len(values)-1] = byte(r - '0')
				continue
			}
			letters, values = append(letters, r), append(values, 0)
		}
		h.patterns[string(letters)] = values
		h.longest = max(h.longest, len(letters))
	}
	return h
}

// Points returns the indices in the word, which is letters only, before which it
// may be cut, ascending.
func (h *Hyphenator) Points(word []rune) []int {
	dotted := make([]rune, 0, len(word)+2)
	dotted = append(dotted, '.')
	for _, r := range word {
		dotted = append(dotted, unicode.ToLower(r))
	}
	dotted = append(dotted, '.')
	values := make([]byte, len(dotted)+1)
	for i := range dotted {
		for n := 1; n <= h.longest && i+n <= len(dotted); n++ {
			for k, v := range h.patterns[string(dotted[i:i+n])] {
				values[i+k] = max(values[i+k], v)
			}
		}
	}
	var points []int
	for p := leastBefore; p <= len(word)-leastAfter; p++ {
		if values[p+1]%2 == 1 {
			points = append(points, p)
		}
	}
	return points
}

package cluster

import "strings"

// linkWords may stand inside a phrase: « encadrement des loyers ».
var linkWords = wordSet(`de du des la le les à au aux en`)

// links tells whether a piece between two words leaves them in one phrase:
// spaces, a hyphen, a link word, an elision; not a sign, not a line break.
func links(p piece, text string) bool {
	raw := text[p.start:p.end]
	switch p.kind {
	case separation:
		return raw == "'" || raw == "-" || strings.Trim(raw, " \u00A0\u202F") == ""
	case elision:
		return strings.EqualFold(raw, "d") || strings.EqualFold(raw, "l")
	case stopWord:
		return linkWords[strings.ToLower(raw)]
	}
	return false
}

// A phrase is kept when it is met often, and when it makes up a good share of
// the uses of its rarer word: « fracture » hardly lives without « numérique ».
const (
	phraseCount = 3
	phraseShare = .25
)

// pair is two stems in the order of the text.
type pair struct{ first, second int32 }

// findPhrases numbers the phrases that hold together, from stems on, in the
// order they are met.
func findPhrases(docs []document, stems int) map[pair]int32 {
	counts, uses := map[pair]int{}, make([]int, stems)
	for _, d := range docs {
		for i, o := range d.words {
			uses[o.stem]++
			if o.linked && d.words[i-1].stem != o.stem {
				counts[pair{d.words[i-1].stem, o.stem}]++
			}
		}
	}
	phrases := map[pair]int32{}
	for _, d := range docs {
		for i, o := range d.words {
			if !o.linked {
				continue
			}
			p := pair{d.words[i-1].stem, o.stem}
			n := counts[p]
			if _, ok := phrases[p]; ok || n < phraseCount {
				continue
			}
			if float64(n) >= phraseShare*float64(min(uses[p.first], uses[p.second])) {
				phrases[p] = int32(stems + len(phrases))
			}
		}
	}
	return phrases
}

package cluster

import "strings"

// linkWords may stand inside a phrase: « encadrement des loyers ».
var linkWords = wordList(`de du des la le les à au aux en`)

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
		return linkWords()[strings.ToLower(raw)]
	}
	return false
}

// isInfinitive tells a verb after a link word from a noun: « demander au
// gouvernement de remettre » holds no phrase.
func isInfinitive(lower string) bool {
	for _, ending := range []string{"er", "ir", "tre", "dre"} {
		if strings.HasSuffix(lower, ending) {
			return !notInfinitive()[lower]
		}
	}
	return false
}

// A phrase is kept when it is met often, and when it makes up a good share of
// the uses of its rarer word: « fracture » hardly lives without « numérique ».
const (
	phraseCount = 3
	phraseShare = .25
	tripleShare = .5 // of the more frequent of its two pairs
)

// phrase is two or three stems in the order of the text; the third is -1 when
// there are two.
type phrase [3]int32

// findPhrases numbers the phrases that hold together, from stems on, in the
// order they are met. Three words hold when both their pairs do and are mostly
// met together: « intérêt national majeur ».
func findPhrases(docs []document, stems int) map[phrase]int32 {
	counts, uses := map[phrase]int{}, make([]int, stems)
	for _, d := range docs {
		for i, o := range d.words {
			uses[o.stem]++
			for _, p := range phrasesEnding(d.words, i) {
				counts[p]++
			}
		}
	}
	holds := func(p phrase) bool {
		n := counts[p]
		if n < phraseCount {
			return false
		}
		if p[2] < 0 {
			return float64(n) >= phraseShare*float64(min(uses[p[0]], uses[p[1]]))
		}
		first, last := phrase{p[0], p[1], -1}, phrase{p[1], p[2], -1}
		return float64(n) >= tripleShare*float64(max(counts[first], counts[last]))
	}
	found := map[phrase]int32{}
	for _, d := range docs {
		for i := range d.words {
			for _, p := range phrasesEnding(d.words, i) {
				if _, ok := found[p]; !ok && holds(p) {
					found[p] = int32(stems + len(found))
				}
			}
		}
	}
	return found
}

// phrasesEnding lists the linked words that end at i: at most two of them, then
// three; no stem twice in one.
func phrasesEnding(words []occurrence, i int) []phrase {
	if !words[i].linked || words[i].stem == words[i-1].stem {
		return nil
	}
	c, b := words[i].stem, words[i-1].stem
	out := []phrase{{b, c, -1}}
	if words[i-1].linked {
		if a := words[i-2].stem; a != b && a != c {
			out = append(out, phrase{a, b, c})
		}
	}
	return out
}

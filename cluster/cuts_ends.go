package cluster

import (
	"unicode"
	"unicode/utf8"
)

// sentenceEnds finds where each sentence of a text ends in the text itself, in bytes:
// after its last sign and the spaces that follow, so that the ends cut the whole
// text. Sentences do not hold the text's own spaces and bullets, so the letters
// and digits are what is followed. It returns nil when they are not those of
// the text.
func sentenceEnds(text string, sentences []string) []int {
	ends := make([]int, 0, len(sentences))
	at := 0
	for _, s := range sentences {
		tail := 0 // signs after its last letter or digit
		for _, r := range s {
			switch {
			case isWordRune(r):
				next, ok := nextWordRune(text, at)
				if !ok || next.r != r {
					return nil
				}
				at, tail = next.end, 0
			case !unicode.IsSpace(r):
				tail++
			}
		}
		ends = append(ends, afterSigns(text, at, tail))
		at = ends[len(ends)-1]
	}
	if len(ends) == 0 {
		return nil
	}
	if _, more := nextWordRune(text, at); more {
		return nil
	}
	ends[len(ends)-1] = len(text)
	return ends
}

type placedRune struct {
	r   rune
	end int // the byte after it
}

func nextWordRune(text string, at int) (placedRune, bool) {
	for i, r := range text[at:] {
		if isWordRune(r) {
			return placedRune{r, at + i + utf8.RuneLen(r)}, true
		}
	}
	return placedRune{}, false
}

// afterSigns skips as many signs and all the spaces around them.
func afterSigns(text string, at, signs int) int {
	for i, r := range text[at:] {
		if unicode.IsSpace(r) {
			continue
		}
		if signs == 0 || isWordRune(r) {
			return at + i
		}
		signs--
	}
	return len(text)
}

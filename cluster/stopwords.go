package cluster

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed words/stopwords.txt
var stopwordsText string

//go:embed words/trade.txt
var tradeText string

// stopwords holds the words without theme: those of French and the trade's.
var stopwords = wordList(stopwordsText + "\n" + tradeText)

// wordSet reads a word list: words between spaces, # to the end of the line is
// a comment.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(list) {
		line, _, _ = strings.Cut(line, "#")
		for _, w := range strings.Fields(line) {
			set[w] = true
		}
	}
	return set
}

// markStopWords turns into stopWord the words that carry no theme: those of the
// lists, and single letters, accents aside. An acronym among ordinary words is none of
// them: « le SI de la mairie » is not « si ».
func markStopWords(pieces []piece, text string, shouted bool) {
	for i := range pieces {
		p := &pieces[i]
		if p.kind != word {
			continue
		}
		if isSingle(p.lower) || !hasLetter(p.lower) {
			p.kind = stopWord
		} else if stopwords()[p.lower] && (shouted || !isAcronym(pieces, i, text)) {
			p.kind = stopWord
		}
	}
}

// isSingle tells a word of one letter or digit; in some scripts, and in broken
// texts, marks stand beside it.
func isSingle(w string) bool {
	n := 0
	for _, r := range w {
		if !unicode.IsMark(r) {
			n++
		}
	}
	return n < 2
}

// isAcronym tells whether the word at i is in capitals and its neighbours not.
func isAcronym(pieces []piece, i int, text string) bool {
	if !inCapitals(text[pieces[i].start:pieces[i].end]) {
		return false
	}
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(pieces); j += step {
			if w := text[pieces[j].start:pieces[j].end]; hasLetter(w) {
				if utf8.RuneCountInString(w) > 1 && inCapitals(w) {
					return false
				}
				break
			}
		}
	}
	return true
}

// inCapitals tells a word of two letters or more without a lower-case one.
func inCapitals(w string) bool {
	return utf8.RuneCountInString(w) > 1 && strings.IndexFunc(w, unicode.IsLower) < 0 && hasLetter(w)
}

func hasLetter(w string) bool { return strings.IndexFunc(w, unicode.IsLetter) >= 0 }

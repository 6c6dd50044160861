package cluster

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is a word of a text as a search meets it: the words of the trade count,
// the small words of French do not.
type Token struct {
	Lower      string // in lower case, composed; what Stem and Fold take
	Start, End int    // bytes of the text it was found in
}

// grammar holds the words that a search leaves out: those of French, not those
// of the trade, which people look for.
var grammar = wordList(stopwordsText)

// Tokens cuts a text into the words that can be searched, in order: no elided
// article, no single letter, none of the small words of French. Inclusive
// endings belong to their word: « élu·es » is « élu ».
func Tokens(text string) []Token {
	var words []Token
	for _, p := range tokenize(text) {
		w := Token{Lower: p.lower, Start: p.start, End: p.end}
		switch p.kind {
		case separation, elision:
			continue
		case digits, address:
			w.Lower = text[p.start:p.end]
		}
		w.Lower = norm.NFC.String(strings.ToLower(w.Lower))
		if utf8.RuneCountInString(w.Lower) > 1 && !grammar()[w.Lower] {
			words = append(words, w)
		}
	}
	return words
}

// Stem returns what the forms of a word share, without accents: « communes » and
// « Commune » have the same. It takes the Lower of a Token.
func Stem(lower string) string { return stem(lower) }

// Fold returns a word of Tokens without its accents.
func Fold(lower string) string { return unaccent(lower) }

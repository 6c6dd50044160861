package cluster

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// normalize gives every character one spelling: valid UTF-8 (a broken byte
// becomes U+FFFD), composed accents (NFC), one apostrophe ('), one hyphen (-),
// plain letters for the ligatures that PDF files leave (ﬁ), line breaks as \n,
// and no control or invisible formatting character (soft hyphens, zero-width
// spaces, direction marks). Case is kept: acronyms need it.
func normalize(text string) string {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	var b strings.Builder
	b.Grow(len(text))
	for i, r := range text {
		switch {
		case r == '\r':
			if i+1 >= len(text) || text[i+1] != '\n' {
				b.WriteByte('\n')
			}
		case r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			b.WriteByte('\n')
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r >= 0xFB00 && r <= 0xFB06:
			b.WriteString(norm.NFKC.String(string(r)))
		case isApostrophe(r):
			b.WriteByte('\'')
		case r == '\u2010' || r == '\u2011':
			b.WriteByte('-')
		case !unicode.Is(unicode.Cc, r) && !unicode.Is(unicode.Cf, r):
			b.WriteRune(r)
		}
	}
	// Removing an invisible character may bring a letter beside its accent.
	return norm.NFC.String(b.String())
}

// isApostrophe tells the signs people type for an elision. The grave accent
// and the prime come from keyboards and from converted documents.
func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʹ', '′', '`', '´', '\uFF07':
		return true
	}
	return false
}

// unaccent removes the accents of a lower-case word, so that « reseau », typed
// in haste, meets « réseau ». For stems only: nobody reads them.
func unaccent(word string) string {
	ascii := true
	for i := 0; i < len(word) && ascii; i++ {
		ascii = word[i] < 0x80
	}
	if ascii {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(word) {
		switch {
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case r < 0x300 || r > 0x36F: // the Latin combining accents
			b.WriteRune(r)
		}
	}
	return b.String()
}

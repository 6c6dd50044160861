package cluster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// pieceKind says what a stretch of a text is.
type pieceKind uint8

const (
	separation pieceKind = iota // spaces and signs; never a letter or a digit
	word                        // a word that may carry a theme
	stopWord                    // a word that carries none
	elision                     // l', qu', …, without their apostrophe
	digits                      // digits alone
	address                     // a link or an e-mail address
)

// piece is a stretch of a normalized text; the pieces of a text, in order, are
// the whole text.
type piece struct {
	kind       pieceKind
	start, end int    // bytes of the normalized text
	lower      string // words only: lower case, folded, without apostrophe
	initial    bool   // words only: a capital here may come from the sentence
}

// tokenize cuts a normalized text into pieces. It has no use for the tokenizer
// of prose, which deletes what follows some apostrophes (« pass'sport » becomes
// « pass ») and does not say where a token stands.
func tokenize(text string) []piece {
	s := scanner{text: text, initial: true, shouted: isShouted(text)}
	for s.at < len(text) {
		s.next()
	}
	markStopWords(s.pieces, text, s.shouted)
	return s.pieces
}

type scanner struct {
	text    string
	at      int
	pieces  []piece
	initial bool // the next word begins a sentence
	shouted bool // the text is in capitals
}

// next adds the piece that begins at s.at.
func (s *scanner) next() {
	if s.atRunStart() {
		if n := addressLength(s.text[s.at:]); n > 0 {
			s.add(piece{kind: address}, n)
			return
		}
	}
	rest := s.text[s.at:]
	n := wordLength(rest)
	if n == 0 {
		s.addSeparation()
		return
	}
	w := rest[:n]
	switch {
	case isDigits(w):
		s.add(piece{kind: digits}, n)
	case n < len(rest) && rest[n] == '\'' && isElided(w, rest[n+1:]):
		s.add(piece{kind: elision}, n)
	default:
		s.addWord(w)
	}
}

// addWord adds the word w with all that belongs to it: an inclusive ending,
// the dots of an acronym, an apostrophe inside.
func (s *scanner) addWord(w string) {
	rest := s.text[s.at:]
	if acronym := acronymLength(rest); acronym > len(w) {
		lower := strings.ToLower(strings.ReplaceAll(rest[:acronym], ".", ""))
		s.add(piece{kind: word, lower: lower, initial: s.initial}, acronym)
		return
	}
	end := len(w)
	for end+1 < len(rest) && rest[end] == '\'' {
		n := wordLength(rest[end+1:])
		if n == 0 {
			break
		}
		end += 1 + n
	}
	lower := strings.ToLower(strings.ReplaceAll(rest[:end], "'", ""))
	end += inclusiveTail(w, rest[end:])
	s.add(piece{kind: word, lower: lower, initial: s.initial || s.shouted}, end)
}

func (s *scanner) addSeparation() {
	rest := s.text[s.at:]
	n := strings.IndexFunc(rest, isWordRune)
	if n < 0 {
		n = len(rest)
	} else if space := lastSpaceEnd(rest[:n]); space > 0 {
		n = space // so that an address is seen at the start of its run
	}
	sep := rest[:n]
	s.add(piece{kind: separation}, n)
	if strings.ContainsAny(sep, ".!?…:;«\"“\n•") {
		s.initial = true
	}
}

func (s *scanner) add(p piece, length int) {
	p.start, p.end = s.at, s.at+length
	s.pieces = append(s.pieces, p)
	s.at = p.end
	if p.kind != separation && p.kind != elision {
		s.initial = false
	}
}

func (s *scanner) atRunStart() bool {
	if s.at == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	return unicode.IsSpace(r) || r == '(' || r == '<'
}

// lastSpaceEnd is the index after the last space of sep, 0 if there is none.
func lastSpaceEnd(sep string) int {
	i := strings.LastIndexFunc(sep, unicode.IsSpace)
	if i < 0 {
		return 0
	}
	_, size := utf8.DecodeRuneInString(sep[i:])
	return i + size
}

// isWordRune tells what a word is made of. Marks belong to the letter before
// them in scripts where no composed form exists.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

func wordLength(s string) int {
	for i, r := range s {
		if !isWordRune(r) {
			return i
		}
	}
	return len(s)
}

// Limits of what is looked for, so that a hostile text costs no more than its
// length.
const (
	acronymMax = 10  // letters
	addressMax = 512 // bytes
)

// acronymLength measures « S.N.C.F. »: at least two single letters with dots.
func acronymLength(s string) int {
	end, letters := 0, 0
	for end < len(s) && letters <= acronymMax {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !unicode.IsUpper(r) || end+size >= len(s) || s[end+size] != '.' {
			break
		}
		end, letters = end+size+1, letters+1
	}
	if letters < 2 || letters > acronymMax || wordLength(s[end:]) > 0 {
		return 0
	}
	return end
}

// addressLength measures the link or e-mail address that begins s.
func addressLength(s string) int {
	s = s[:min(addressMax, len(s))]
	end := strings.IndexFunc(s, unicode.IsSpace)
	if end < 0 {
		end = len(s)
	}
	run := strings.TrimRight(s[:end], ".,;:!?)>»\"'")
	at := strings.IndexByte(run, '@')
	mail := at > 0 && wordLength(run[:1]) > 0 && strings.IndexByte(run[at:], '.') > 1
	if mail || hasPrefixFold(run, "http://") || hasPrefixFold(run, "https://") || hasPrefixFold(run, "www.") {
		return len(run)
	}
	return 0
}

func isDigits(s string) bool {
	for _, r := range s {
		if !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// isShouted tells a text written in capitals, where they mean nothing.
func isShouted(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > lower
}

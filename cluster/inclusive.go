package cluster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// inclusiveTail returns how many bytes of rest, which follows the word base,
// spell its other gender or number: 4 for « élu » + « ·es », 0 when rest is
// something else. All the common spellings fold to base: élu·es, élu.es,
// élu·e·s, élu(e)s, élu-e-s, élu/es, citoyen·nes, acteur·rices.
//
// A middle dot has no other use after a letter, so any short ending is taken;
// after a full stop, a hyphen, a slash or a parenthesis the ending must be one
// that base can take, or « fin.les élus » would lose a word.
func inclusiveTail(base, rest string) int {
	if utf8.RuneCountInString(base) < 2 {
		return 0
	}
	sep, size := utf8.DecodeRuneInString(rest)
	ending := leadingLetters(rest[size:])
	switch {
	case sep == '(':
		return parenthesisTail(base, rest)
	case isMiddleDot(sep):
		if n := utf8.RuneCountInString(ending); n == 0 || n > 6 {
			return 0
		}
	case sep == '.' || sep == '-' || sep == '/' || sep == '\u2024':
		if !fitsEnding(base, ending, sep) {
			return 0
		}
	default:
		return 0
	}
	end := size + len(ending)
	return end + pluralTail(rest[end:], sep)
}

// pluralTail measures the last « ·s » of « élu·e·s »; it must use the sign the
// feminine used.
func pluralTail(rest string, sep rune) int {
	r, size := utf8.DecodeRuneInString(rest)
	if r != sep && !(isMiddleDot(r) && isMiddleDot(sep)) {
		return 0
	}
	switch leadingLetters(rest[size:]) {
	case "s", "S", "x", "X":
		return size + 1
	}
	return 0
}

// parenthesisTail measures « (e)s », « (ne)s », « (s) ».
func parenthesisTail(base, rest string) int {
	ending := leadingLetters(rest[1:])
	end := 1 + len(ending)
	if !fitsEnding(base, ending, '(') || end >= len(rest) || rest[end] != ')' {
		return 0
	}
	end++
	switch leadingLetters(rest[end:]) {
	case "s", "S", "x", "X":
		end++
	}
	return end
}

// fitsEnding tells whether base can take the ending, both as typed.
func fitsEnding(base, ending string, sep rune) bool {
	if isCapitalised(ending) && base != strings.ToUpper(base) {
		return false // « avril.Les élus »: a sentence begins
	}
	base, ending = strings.ToLower(base), strings.ToLower(ending)
	switch ending {
	case "e", "es":
		return true
	case "s", "x":
		return sep == '('
	}
	for _, last := range endingsAfter[ending] {
		if strings.HasSuffix(base, last) {
			return true
		}
	}
	return false
}

// endingsAfter lists, for each feminine ending, how the masculine must end.
var endingsAfter = map[string][]string{
	"ne": {"en", "on"}, "nes": {"en", "ens", "on", "ons"},
	"le": {"el", "il", "ul"}, "les": {"el", "els", "il", "ils"},
	"te": {"et", "ot"}, "tes": {"et", "ets", "tous", "ot", "ots"},
	"se": {"eur", "eux"}, "ses": {"eur", "eurs", "eux"},
	"euse": {"eur"}, "euses": {"eur", "eurs"},
	"rice": {"teur"}, "rices": {"teur", "teurs"},
	"trice": {"teur"}, "trices": {"teur", "teurs"},
	"ice": {"teur"}, "ices": {"teur", "teurs"},
	"ère": {"er"}, "ères": {"er", "ers"}, "ere": {"er"}, "eres": {"er", "ers"},
	"ière": {"ier"}, "ières": {"ier", "iers"},
	"ve": {"f"}, "ves": {"f", "fs"}, "fe": {"f"}, "fes": {"f", "fs"},
	"sse": {"maire"}, "sses": {"maire", "maires"},
	"ale": {"al", "aux"}, "ales": {"al", "aux"},
	"elle": {"el", "eau", "il"}, "elles": {"el", "els", "eau", "eaux", "il", "ils"},
}

// isMiddleDot tells the signs used for the point médian.
func isMiddleDot(r rune) bool {
	switch r {
	case '·', '•', '⋅', '‧', '∙', '・', '\u0387':
		return true
	}
	return false
}

func isCapitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r)
}

func leadingLetters(s string) string {
	for i, r := range s {
		if !unicode.IsLetter(r) {
			return s[:i]
		}
	}
	return s
}

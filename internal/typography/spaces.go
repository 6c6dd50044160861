package typography

import (
	"slices"
	"strings"
	"unicode"
)

// spaces sets every gap between two words, and those that should be there.
func (t *cells) spaces() {
	old := *t
	out := make(cells, 0, len(old)+len(old)/16)
	for i := 0; i < len(old); {
		j := i
		for gap(old.at(j)) && !old.raw(j) {
			j++
		}
		space, run := old.space(i, j), old.runOf(i, j)
		switch {
		case space != 0:
			out = append(out, cell{r: space, run: run})
		default:
			out = append(out, old[i:j]...)
		}
		if j < len(old) {
			out = append(out, old[j])
		}
		i = j + 1
	}
	*t = out
}

// runOf says to which run the space between i and j belongs: that of the space
// typed there, or of the mark that calls for it.
func (t cells) runOf(i, j int) int {
	if i < j {
		return t[i].run
	}
	if i > 0 && t[i-1].r == '«' {
		return t[i-1].run
	}
	return t[min(j, len(t)-1)].run
}

// space returns the space due between the words that end at i and start at j, or
// 0 to leave what is there.
func (t cells) space(i, j int) rune {
	before, after := t.at(i-1), t.at(j)
	if before == '\n' || after == '\n' || t.raw(j) && before != '«' {
		return 0
	}
	switch {
	case before == '«' && !t.raw(i-1) || after == '»':
		return '\u202f'
	case strings.ContainsRune(";!?:", after):
		return t.highMark(i, j)
	case j-i != 1 || t.raw(i-1): // several spaces are somebody's layout
		return 0
	case unicode.IsDigit(before):
		return t.afterNumber(i, j)
	}
	return t.afterWord(i, j)
}

// highMark is the space before ; ! ? and :. Without one typed there, it is due
// only after a word and before the end of another, so that 12:30, (!) and C:\
// stay.
func (t cells) highMark(i, j int) rune {
	before, mark := t.at(i-1), t.at(j)
	end := j + 1
	for end-j < longest && strings.ContainsRune("!?", mark) && strings.ContainsRune("!?", t.at(end)) {
		end++
	}
	next := t.at(end)
	closed := blank(next) || strings.ContainsRune("»\"…\uFFFC", next) ||
		strings.ContainsRune("!?", mark) && strings.ContainsRune(")].,", next)
	worded := unicode.IsLetter(before) || unicode.IsMark(before) || unicode.IsDigit(before) || strings.ContainsRune("»)]…%€°’.\uFFFC", before)
	if !closed || i == j && (!worded || t.raw(i-1)) {
		return 0
	}
	if mark == ':' {
		return '\u00a0'
	}
	return '\u202f'
}

var (
	units = strings.Fields(`% ‰ € $ £ k€ M€ Md€ € HT €/h €/m² €/m³ °C ° h min s mm cm m km m² m³ km² ha g kg t
		l W kW MW GW kWh MWh GWh TWh Wh bit/s Mbit/s Gbit/s o ko Ko Mo Go To Hz MHz GHz
		euro euros million millions milliard milliards ans an fois voix habitants élu·es propositions
		centime centimes jours semaines mois heures points`)
	months = strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
	// callNumber and callName are followed by a number, or a letter; by a name.
	callNumber = strings.Fields("nº n° nᵒ nos nᵒˢ N° Nº art. Art. p. pp. § al. chap. fig. vol. t. L. R. D. article Article proposition Proposition enjeu Enjeu page")
	callName   = strings.Fields("M. MM. Mme Mmes Mlle Mᵐᵉ Me Dr Pr St Ste")
)

// afterNumber is the space between a number and its unit, its month or its next
// group of three digits.
func (t cells) afterNumber(i, j int) rune {
	number, word := t.wordBefore(i), trimmed(t.wordAfter(j))
	switch {
	case slices.Contains(units, word):
		return '\u00a0'
	case slices.Contains(months, word) && len(number) <= 2:
		return '\u00a0'
	case t.grouped(i, j):
		return '\u202f'
	}
	return 0
}

// grouped says whether the digits after j are a group of three that continues the
// number that ends at i, as in 1 234 567.
func (t cells) grouped(i, j int) bool {
	first := i
	for i-first < longest && unicode.IsDigit(t.at(first-1)) {
		first--
	}
	end := j
	for end-j < longest && unicode.IsDigit(t.at(end)) {
		end++
	}
	leads := t.at(first) != '0' || gap(t.at(first-1)) && unicode.IsDigit(t.at(first-2))
	lone := !unicode.IsLetter(t.at(first-1)) && !strings.ContainsRune(".,-/", t.at(first-1))
	return i-first <= 3 && end-j == 3 && leads && lone && !unicode.IsLetter(t.at(end))
}

// afterWord is the space after an abbreviation, in 1er mars and in 18 h 30.
func (t cells) afterWord(i, j int) rune {
	word, next := strings.TrimLeft(t.wordBefore(i), "([«"), t.at(j)
	if cut := strings.LastIndexAny(word, "’'"); cut >= 0 {
		word = strings.TrimLeft(word[cut:], "’'")
	}
	digit := unicode.IsDigit(next)
	switch {
	case slices.Contains(callNumber, word) && (digit || unicode.IsUpper(next) && strings.HasSuffix(word, ".")),
		slices.Contains(callName, word) && unicode.IsUpper(next),
		word == "1er" && slices.Contains(months, trimmed(t.wordAfter(j))),
		word == "h" && digit && t.hour(i-1):
		return '\u00a0'
	}
	return 0
}

// hour says whether a number stands before the h at i.
func (t cells) hour(i int) bool { return gap(t.at(i-1)) && unicode.IsDigit(t.at(i-2)) }

func (t cells) wordBefore(i int) string {
	first := i
	for !edge(t.at(first-1)) && i-first < longest {
		first--
	}
	return t[first:i].String()
}

func (t cells) wordAfter(j int) string {
	end := j
	for !edge(t.at(end)) && !strings.ContainsRune(";:!?", t.at(end)) && end-j < longest {
		end++
	}
	return t[j:end].String()
}

// edge says whether a word stops there: at a space, or at a quote, beside which a
// space may still come.
func edge(r rune) bool { return blank(r) || r == '«' || r == '»' }

// longest is how far a word or a number is looked at, in characters: further than
// any of the lists, so that a text without spaces costs no more than another.
const longest = 24

func (t cells) String() string {
	var b strings.Builder
	for _, c := range t {
		b.WriteRune(c.r)
	}
	return b.String()
}

func trimmed(word string) string { return strings.TrimRight(word, ".,;:!?…)]»") }

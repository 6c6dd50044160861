package cluster

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Length of a demand, in words: shorter says nothing, longer is a paragraph.
const (
	demandMin = 4
	demandMax = 60
	// demandBytes is more than 60 words take: what is longer is not looked at.
	demandBytes = 1200
	// contextBytes is what is read before an opener.
	contextBytes = 40
)

// Demand finds in a French text the sentence that asks for something, and
// returns what it asks as a proposition must begin, by an infinitive:
// « Il est donc proposé de former les agents. » gives « Former les agents. »
// The characters are those of the text, from the infinitive to the end of the
// sentence, except the capital.
//
// It says false rather than return what cannot stand alone: a demand that
// begins with a pronoun (« y remédier ») or points at what precedes (« ces
// mesures »), that speaks of a bill and not of the country (« supprimer
// l'article 3 »), or that asks for nothing (« rappeler que… »). What is asked in
// so many words (« nous proposons de ») is preferred to what is said to be
// needed (« il faut »), then the first in the text. It takes some tens of
// microseconds.
func Demand(text string) (string, bool) {
	sentences := sentencesByRule(text)
	for _, openers := range [][]opener{asking, needing} {
		for _, s := range sentences {
			if d, ok := demandIn(s, openers); ok {
				return d, true
			}
		}
	}
	return "", false
}

// sentencesByRule is Sentences without the segmenter of prose, whose model
// takes 12 ms to read: a page calls Demand a thousand times.
func sentencesByRule(text string) []string {
	var out []string
	for _, s := range cutBlocks(text) {
		b := block{runes: []rune(s)}
		b.cuts = mendCuts(b.runes, ruleCuts(b.runes))
		out = append(out, b.sentences()...)
	}
	return out
}

// demandIn returns the first acceptable demand of a sentence.
func demandIn(sentence string, openers []opener) (string, bool) {
	if strings.HasSuffix(sentence, "?") {
		return "", false
	}
	best := len(sentence)
	for _, opener := range openers {
		for _, m := range opener.find(sentence) {
			before, match := sentence[max(0, m[0]-contextBytes):m[0]], sentence[m[0]:m[1]]
			if m[1] < best && !conditional().MatchString(before) && !strings.Contains(match, " qui ") &&
				standsAlone(sentence[m[1]:]) {
				best = m[1]
			}
		}
	}
	if best < len(sentence) {
		return finish(sentence[best:]), true
	}
	if first, _ := utf8.DecodeRuneInString(sentence); unicode.IsUpper(first) && isBareInfinitive(sentence) {
		return finish(sentence), true
	}
	return "", false
}

// isBareInfinitive tells a sentence that is a demand by itself: « Former chaque
// élu·e dès le début du mandat. » An infinitive that is the subject of a verb
// (« Former les élus permet de… ») asks for nothing.
func isBareInfinitive(sentence string) bool {
	lower := strings.ToLower(sentence)
	return standsAlone(sentence) && !notInfinitive()[firstWord(lower)] && !mainVerb().MatchString(lower)
}

// standsAlone tells whether a clause that should begin with an infinitive can be
// read without what precedes it.
func standsAlone(clause string) bool {
	if len(clause) > demandBytes {
		return false
	}
	lower := strings.ToLower(strings.NewReplacer("’", "'", "\u00A0", " ", "\u202F", " ").Replace(clause))
	m := infinitive().FindStringSubmatch(lower)
	if m == nil || procedural()[m[1]] || notVerb()[m[1]] {
		return false
	}
	words := strings.Fields(lower)
	if len(words) < demandMin || len(words) > demandMax || strings.HasSuffix(strings.TrimSpace(lower), ":") {
		return false
	}
	near := strings.Join(words[:min(anaphoraReach, len(words))], " ")
	nearer := strings.Join(words[:min(possessiveReach, len(words))], " ")
	return !anaphora().MatchString(near) && !possessive().MatchString(nearer) &&
		!parliament().MatchString(lower) && !dangles(lower) && balanced(lower)
}

// dangles tells a clause where a second infinitive hangs on the words cut off:
// « moderniser et d'optimiser ».
func dangles(clause string) bool {
	seen := map[string]bool{}
	for _, m := range joined().FindAllStringSubmatch(clause, -1) {
		link := m[2] + m[3]
		if m[1] != "" && m[4] != "venir" && !seen[link[:1]] {
			return true
		}
		seen[link[:1]] = true
	}
	return false
}

// balanced tells whether the brackets and quotation marks that close in a
// clause were opened in it.
func balanced(clause string) bool {
	for _, pair := range []string{"()", "«»", "[]", "“”"} {
		opening, closing := firstAndLast(pair)
		depth := 0
		for _, r := range clause {
			switch r {
			case opening:
				depth++
			case closing:
				depth--
			}
			if depth < 0 {
				return false
			}
		}
		if depth != 0 {
			return false
		}
	}
	return strings.Count(clause, `"`)%2 == 0
}

func firstAndLast(s string) (first, last rune) {
	first, _ = utf8.DecodeRuneInString(s)
	last, _ = utf8.DecodeLastRuneInString(s)
	return first, last
}

// finish gives the clause its capital, and drops the sign that tied it to a
// next item.
func finish(clause string) string {
	clause = strings.TrimRightFunc(strings.TrimSpace(clause), func(r rune) bool {
		return r == ';' || r == ',' || unicode.IsSpace(r)
	})
	return capitalise(clause)
}

func firstWord(s string) string {
	return s[:wordLength(s)]
}

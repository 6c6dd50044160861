package consult

import (
	"slices"
	"strings"

	"unanime/cluster"
)

// lexicon says which contributions hold which words: for each stem the
// ascending numbers of those that hold it. It keeps no text.
type lexicon struct {
	spellings map[string]spelling // by the word in lower case
	stems     map[string]uint32   // where a stem stands in terms
	terms     []term
	free      []uint32            // places in terms that hold no stem any more
	held      map[number][]uint32 // terms of each contribution
}

// number is a ContributionID in half the room: a lexicon holds one for each word
// of each contribution.
type number uint32

// term is a stem with the contributions that hold it.
type term struct {
	stem      string
	in        []number // ascending
	spellings []string
}

// spelling is a way to write a term.
type spelling struct {
	folded string // without accents
	term   uint32
}

func newLexicon() lexicon {
	return lexicon{spellings: map[string]spelling{}, stems: map[string]uint32{}, held: map[number][]uint32{}}
}

// put records the words of a contribution in place of those it had.
func (l *lexicon) put(id number, tokens []cluster.Token) {
	l.drop(id)
	held := make([]uint32, 0, len(tokens))
	for _, t := range tokens {
		held = append(held, l.term(t.Lower))
	}
	slices.Sort(held)
	held = slices.Clip(slices.Clone(slices.Compact(held)))
	for _, n := range held {
		in := l.terms[n].in
		at := len(in) // the usual case: the newest contribution
		if at > 0 && in[at-1] > id {
			at, _ = slices.BinarySearch(in, id)
		}
		l.terms[n].in = slices.Insert(in, at, id)
	}
	l.held[id] = held
}

// drop forgets the words of a contribution, and those that nobody else wrote.
func (l *lexicon) drop(id number) {
	for _, n := range l.held[id] {
		t := &l.terms[n]
		if at, found := slices.BinarySearch(t.in, id); found {
			t.in = slices.Delete(t.in, at, at+1)
		}
		if len(t.in) == 0 {
			l.forget(n)
		}
	}
	delete(l.held, id)
}

func (l *lexicon) forget(n uint32) {
	for _, s := range l.terms[n].spellings {
		delete(l.spellings, s)
	}
	delete(l.stems, l.terms[n].stem)
	l.terms[n] = term{}
	l.free = append(l.free, n)
}

// term returns the term of a word, made when nobody had written it.
func (l *lexicon) term(lower string) uint32 {
	if s, ok := l.spellings[lower]; ok {
		return s.term
	}
	lower = strings.Clone(lower) // a piece of a text would keep the text
	stem := cluster.Stem(lower)
	n, ok := l.stems[stem]
	if !ok {
		n = l.place()
		l.stems[stem], l.terms[n].stem = n, stem
	}
	l.spellings[lower] = spelling{cluster.Fold(lower), n}
	l.terms[n].spellings = append(l.terms[n].spellings, lower)
	return n
}

func (l *lexicon) place() uint32 {
	if last := len(l.free) - 1; last >= 0 {
		n := l.free[last]
		l.free = l.free[:last]
		return n
	}
	l.terms = append(l.terms, term{})
	return uint32(len(l.terms) - 1)
}

// find returns, ascending, the contributions that hold every word asked for. A
// word that nobody wrote is taken for the beginning of one.
func (l *lexicon) find(asked []cluster.Token) []number {
	lists := make([][]number, len(asked))
	for i, t := range asked {
		if n, ok := l.stems[cluster.Stem(t.Lower)]; ok {
			lists[i] = l.terms[n].in
		} else {
			lists[i] = l.beginning(cluster.Fold(t.Lower))
		}
	}
	slices.SortFunc(lists, func(a, b []number) int { return len(a) - len(b) })
	var found []number
	for i, list := range lists {
		if i == 0 {
			found = slices.Clone(list)
			continue
		}
		found = slices.DeleteFunc(found, func(id number) bool {
			_, in := slices.BinarySearch(list, id)
			return !in
		})
	}
	return found
}

// beginning returns, ascending, the contributions with a word that begins so.
func (l *lexicon) beginning(folded string) []number {
	var all []number
	for _, s := range l.spellings {
		if strings.HasPrefix(s.folded, folded) {
			all = append(all, l.terms[s.term].in...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

package data

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SearchCommunes finds the communes whose name, or a word of it, begins with the
// query; case, accents, hyphens and apostrophes do not count, "st" and "ste" are
// "saint" and "sainte". A query that begins with a digit, or with 2a or 2b,
// is taken as the beginning of a postal or INSEE code. Exact names come first,
// then beginnings, then words inside; within each the largest population. At
// most limit communes are returned, none for an empty query.
func SearchCommunes(query string, limit int) []Commune {
	query = fold(query)
	if query == "" || limit <= 0 {
		return nil
	}
	match := matchName
	if looksLikeCode(query) {
		match = matchCode
	}
	names := folded()
	var found []hit
	for i := range Communes() {
		if rank := match(i, names[i], query); rank > 0 {
			found = append(found, hit{i, rank})
		}
	}
	slices.SortFunc(found, func(a, b hit) int {
		x, y := Communes()[a.commune], Communes()[b.commune]
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(y.Population, x.Population), cmp.Compare(x.Code, y.Code))
	})
	list := make([]Commune, 0, min(limit, len(found)))
	for _, h := range found[:min(limit, len(found))] {
		list = append(list, Communes()[h.commune])
	}
	return list
}

// hit is a commune found and how well: 1 exact, 2 beginning, 3 word inside.
type hit struct{ commune, rank int }

func matchName(_ int, name, query string) int {
	switch {
	case name == query:
		return 1
	case strings.HasPrefix(name, query):
		return 2
	case strings.Contains(name, " "+query):
		return 3
	}
	return 0
}

func matchCode(commune int, _, query string) int {
	c := Communes()[commune]
	for _, code := range c.PostalCodes {
		if strings.HasPrefix(code, query) {
			return 1
		}
	}
	if strings.HasPrefix(strings.ToLower(c.Code), query) {
		return 2
	}
	return 0
}

func looksLikeCode(query string) bool {
	if len(query) > 5 || strings.Contains(query, " ") {
		return false
	}
	for i, r := range query {
		corsican := i == 1 && query[0] == '2' && (r == 'a' || r == 'b')
		if !corsican && !unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

var folded = sync.OnceValue(func() []string {
	names := make([]string, len(Communes()))
	for i, c := range Communes() {
		names[i] = fold(c.Name)
	}
	return names
})

// fold writes a name in lower-case letters without accents, one space between
// words, with "saint" in full.
func fold(name string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'œ':
			b.WriteString("oe")
		case r == 'æ':
			b.WriteString("ae")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	for i, w := range words {
		switch w {
		case "st":
			words[i] = "saint"
		case "ste":
			words[i] = "sainte"
		}
	}
	return strings.Join(words, " ")
}

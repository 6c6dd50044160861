package cluster

import (
	"strings"
	"testing"
)

func TestSynonyms(t *testing.T) {
	for _, same := range []string{
		"rgpd rpgd gdpr", "fibre fibres ftth", "courriel courriels mail mél mel email", "accueil acceuil",
		"intercommunalité interco epci", "élu élus", // no synonym, the stem alone
	} {
		words := strings.Fields(same)
		for _, w := range words[1:] {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s → %s but %s → %s", words[0], stem(words[0]), w, stem(w))
			}
		}
	}
	for _, pair := range [][2]string{{"rgpd", "rapide"}, {"application", "appli"}, {"mail", "maille"}} {
		if stem(pair[0]) == stem(pair[1]) {
			t.Errorf("%s and %s are both %s", pair[0], pair[1], stem(pair[0]))
		}
	}
}

// TestSynonymsAreOneStep: no word is both kept and replaced, stopped, or put in
// two places.
func TestSynonymsAreOneStep(t *testing.T) {
	from := synonyms()
	words := 0
	for line := range strings.Lines(synonymsText) {
		line, _, _ = strings.Cut(line, "#")
		if fields := strings.Fields(line); len(fields) > 0 {
			words += len(fields) - 1
		}
	}
	if words != len(from) {
		t.Errorf("%d words, %d different", words, len(from))
	}
	for w, kept := range from {
		if _, again := from[unaccent(kept)]; again || w == unaccent(kept) {
			t.Errorf("%s stands for %s, and something stands for it", kept, w)
		}
		if stopwords()[w] || stopwords()[kept] {
			t.Errorf("%s or %s is a stop word", w, kept)
		}
		if strings.ToLower(kept) != kept {
			t.Errorf("%s is not lower case", kept)
		}
	}
}

func FuzzReadSynonyms(f *testing.F) {
	f.Add(synonymsText)
	f.Add("a b c # d\n#\n a\nb a\xff")
	f.Fuzz(func(t *testing.T, list string) {
		for w, kept := range readSynonyms(list) {
			if kept == "" || strings.ContainsAny(w+kept, " \n#") {
				t.Errorf("%q: %q for %q", list, kept, w)
			}
		}
	})
}

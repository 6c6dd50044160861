package cluster

import (
	"slices"
	"testing"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string][]string{
		"L’accueil des élu·es, à la mairie !": {"accueil", "élu", "mairie"},
		"La loi, l'amendement et 30 000 €":    {"loi", "amendement", "30", "000"},
		"le RGPD en 2027":                     {"rgpd", "2027"},
		"de la et du":                         nil,
		"":                                    nil,
		"E\u0301tat":                          {"état"},
		"Écrire à mairie@exemple.fr.":         {"écrire", "mairie@exemple.fr"},
	} {
		var got []string
		for _, w := range Tokens(text) {
			got = append(got, w.Lower)
			if w.Start < 0 || w.End > len(text) || w.Start >= w.End {
				t.Errorf("%q: %+v lies outside", text, w)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if a, b := Stem("communes"), Stem("commune"); a != b {
		t.Errorf("%q and %q are apart", a, b)
	}
	if a, b := Stem("réseaux"), Stem("reseau"); a != b {
		t.Errorf("%q and %q are apart", a, b)
	}
}

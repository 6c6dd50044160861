package cluster

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// content lists the content words of a text, in lower case.
func content(text string) []string {
	var out []string
	for _, p := range tokenize(normalize(text)) {
		if p.kind == word {
			out = append(out, p.lower)
		}
	}
	return out
}

func TestTokenize(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"elisions", "L’accès à l’eau, jusqu’à l’île d’Yeu", []string{"accès", "eau", "île", "yeu"}},
		{"no elision", "Le pass’sport et les prud’hommes, presqu’île", []string{"passsport", "prudhommes", "presquîle"}},
		{"inclusive", "élu·es, citoyen.ne.s, acteur(trice)s et agent-e-s", []string{"élu", "citoyen", "acteur", "agent"}},
		{"hyphens", "haut-débit vice-président", []string{"haut", "débit", "vice", "président"}},
		{"numbers", "En 2030, la 5G et 30 Mbit/s", []string{"5g", "mbit"}},
		{"dotted acronym", "La S.N.C.F. et l’U.E. investissent", []string{"sncf", "ue", "investissent"}},
		{"acronym that is also a stop word", "Le SI de la mairie, si vieux", []string{"si", "mairie", "vieux"}},
		{"shouted", "LES ÉLUS ONT SI PEU DE FIBRE", []string{"élus", "fibre"}},
		{"addresses", "Voir https://unanime.fr/élus?x=1, ou maire@commune.fr.", nil},
		{"arabic", "الإنترنت في القرى", []string{"الإنترنت", "في", "القرى"}},
		{"emoji", "❤️ fibre 👨‍👩‍👧 optique", []string{"fibre", "optique"}},
		{"quotes", "'fibre' ''optique'", []string{"fibre", "optique"}},
		{"nothing", "", nil},
	} {
		if got := content(c.in); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// lossless says what the pieces of a text lose or misplace, "" for nothing: in
// order they are the text, and no letter or digit stands in a separation.
func lossless(text string) string {
	at := 0
	for _, p := range tokenize(text) {
		if p.start != at || p.end <= p.start {
			return "a gap or an empty piece at " + text[at:]
		}
		at = p.end
		if p.kind == separation && strings.IndexFunc(text[p.start:p.end], unicode.IsLetter) >= 0 {
			return "a letter in the separation " + text[p.start:p.end]
		}
	}
	if at != len(text) {
		return "the end " + text[at:]
	}
	return ""
}

func TestNoLetterVanishes(t *testing.T) {
	for _, text := range append(sampleTexts(t), "Le pass’sport, l’élu·e·s(e)s d'', S.N.C.F.x (https://a.b) «m’re’ll»") {
		normal := normalize(text)
		if lost := lossless(normal); lost != "" {
			t.Fatalf("%q loses %s", text, lost)
		}
		if got, want := len([]rune(letters(normal))), len([]rune(letters(text))); got < want {
			t.Fatalf("normalize loses %d letters of %q", want-got, text)
		}
		stems := readDocument(text, stemmer{}).stems
		for _, s := range stems {
			if s == "" {
				t.Fatalf("a word of %q has no stem", text)
			}
		}
		if len(stems) != len(content(text)) {
			t.Fatalf("%d stems for %d words in %q", len(stems), len(content(text)), text)
		}
	}
}

func TestNoLetterVanishesFromAnyText(t *testing.T) {
	part := rapid.SampledFrom([]string{"élu", "·", ".", "es", "'", "’", "(", ")", "e", "s", "-", " ", "@", "http://", "www.",
		"l", "qu", "S.N.", "\u0301", "١", "ع", "👍", "\n", "«", "5", "SI"})
	rapid.Check(t, func(r *rapid.T) {
		text := normalize(strings.Join(rapid.SliceOf(part).Draw(r, "parts"), ""))
		if lost := lossless(text); lost != "" {
			r.Fatalf("%q loses %s", text, lost)
		}
	})
}

package cluster

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"
)

var fuzzSeeds = []string{
	"L’élu·e·s(e)s demande : « la fibre. » Puis M. X, art. 3 etc. Rien.",
	"Il est donc proposé de former les élu.es au numérique dès 2030.",
	"\u241E\n\n\u241E . ..\u2024… !?» pass’sport l'' d’'s",
	"\xff\x80e\u0301\u200B\u0301ﬁ👍🏽\uFE0F الإنترنت 한국어",
	"S.N.C.F. https://a.b c@d.e U.E.x 1.2.3 -e-s /es (s",
	"",
}

func FuzzChain(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		normal := normalize(text)
		if !utf8.ValidString(normal) || normalize(normal) != normal {
			t.Errorf("normalize(%q) = %q, not stable", text, normal)
		}
		if lost := lossless(normal); lost != "" {
			t.Errorf("%q loses %s", normal, lost)
		}
		doc := readDocument(text, stemmer{})
		for i, s := range doc.stems {
			if s == "" {
				t.Errorf("%q has no stem", doc.surface(doc.words[i]))
			}
		}
	})
}

func FuzzSentences(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		each := SentencesEach([]string{"Avant. Rien", text, "Après ! Tout"})
		if len(each) != 3 || len(each[0]) != 2 || len(each[2]) != 2 {
			t.Errorf("%q changes its neighbours: %q", text, each)
		}
		if got, want := letters(strings.Join(each[1], "")), letters(strings.ToValidUTF8(text, "\uFFFD")); got != want {
			t.Errorf("%q loses letters: %q", text, each[1])
		}
	})
}

func FuzzDemand(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := Demand(text)
		if ok != (d != "") || strings.Contains(d, "\n") {
			t.Errorf("Demand(%q) = %q, %v", text, d, ok)
		}
	})
}

func FuzzRun(f *testing.F) {
	f.Add("fibre optique\x00écoles rurales\x00\x00fibre", uint8(2))
	f.Fuzz(func(t *testing.T, joined string, k uint8) {
		var texts []Text
		for i, s := range strings.SplitN(joined, "\x00", 40) {
			texts = append(texts, Text{ID: strings.Repeat("i", i), Text: s})
		}
		r, err := Run(context.Background(), texts, Options{K: int(k) % (len(texts) + 1)})
		if err != nil {
			t.Fatal(err)
		}
		if wrong := sound(texts, r); wrong != "" {
			t.Error(wrong)
		}
	})
}

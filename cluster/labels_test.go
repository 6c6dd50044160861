package cluster

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// themed makes texts about three subjects, in words that repeat.
func themed() []Text {
	subjects := [][]string{
		{"La fracture numérique isole nos villages", "Réduire la fracture numérique au village", "la fracture numérique, encore : villages isolés"},
		{"Le RGPD protège les données personnelles des mairies", "Appliquer le RGPD aux données personnelles", "RGPD et données personnelles : mairies perdues"},
		{"Un fonds d’amorçage pour les vélos électriques", "Le fonds d'amorçage du vélo électrique", "Des vélos, un fonds d’amorçage, des pistes"},
	}
	var texts []Text
	for i := range 8 {
		for s, subject := range subjects {
			texts = append(texts, Text{ID: fmt.Sprintf("%d-%d", s, i), Text: subject[i%3]})
		}
	}
	return texts
}

func TestLabels(t *testing.T) {
	r, err := Run(context.Background(), themed(), Options{K: 3})
	if err != nil {
		t.Fatal(err)
	}
	labels := map[string]string{}
	for _, g := range r.Groups {
		labels[g.Typical[0][:1]] = g.Label
	}
	for subject, want := range map[string]string{"0": "racture numérique", "1": "RGPD", "2": "onds d’amorçage"} {
		if !strings.Contains(labels[subject], want) {
			t.Errorf("label of subject %s is %q, want %q in it", subject, labels[subject], want)
		}
	}
	for _, label := range labels {
		first, _ := firstAndLast(label)
		if first < 'A' || first > 'Z' || strings.ContainsAny(label, "'\n") {
			t.Errorf("label %q", label)
		}
	}
}

func TestNoStemTwice(t *testing.T) {
	c := sampleCorpus(t)
	l := newLabeller(c)
	rows := make([]int, 150)
	for i := range rows {
		rows[i] = i * 2
	}
	seen := map[int32]bool{}
	for _, term := range l.pick(rows) {
		for _, s := range l.parts(term.term) {
			if seen[s] {
				t.Errorf("%s is there twice", c.stems[s])
			}
			seen[s] = true
		}
	}
	if len(seen) < groupWords {
		t.Errorf("%d stems for %d words", len(seen), groupWords)
	}
}

func TestTitle(t *testing.T) {
	words := []Word{{"état civil", 1}, {"RGPD", .5}, {"eau", .4}, {"bois", .3}}
	for n, want := range map[int]string{0: noWords, 1: "État civil", 2: "État civil, RGPD", 4: "État civil, RGPD, eau"} {
		if got := title(words[:n]); got != want {
			t.Errorf("%d words: %q, want %q", n, got, want)
		}
	}
	groups := []Group{{Words: words}, {Words: words}, {}}
	nameGroups(groups)
	if got := groups[1].Label; got != "État civil, RGPD, eau (2)" {
		t.Errorf("second group of the same words: %q", got)
	}
}

func TestFindPhrases(t *testing.T) {
	c := mustRead(t,
		"fracture numérique", "la fracture numérique", "une fracture numérique forte",
		"l'accès aux soins", "accès aux soins", "accès au soin",
		"conseil de mourir", "conseil de mourir", "conseil de mourir",
		"intérêt national majeur", "intérêt national majeur", "l'intérêt national majeur",
		"école, mairie", "école. mairie", "école\nmairie", "vélo route", "vélo route",
	)
	got := map[string]bool{}
	for p := range findPhrases(c.docs, len(c.stems)) {
		name := c.stems[p[0]] + " " + c.stems[p[1]]
		if p[2] >= 0 {
			name += " " + c.stems[p[2]]
		}
		got[name] = true
	}
	for phrase, want := range map[string]bool{
		stem("fracture") + " " + stem("numérique"):                      true,
		stem("accès") + " " + stem("soins"):                             true,
		stem("intérêt") + " " + stem("national") + " " + stem("majeur"): true,
		stem("conseil") + " " + stem("mourir"):                          false, // a verb
		stem("école") + " " + stem("mairie"):                            false, // signs between them
		stem("vélo") + " " + stem("route"):                              false, // twice is not often
	} {
		if got[phrase] != want {
			t.Errorf("%s: %v, want %v", phrase, got[phrase], want)
		}
	}
}

func TestSurfaces(t *testing.T) {
	for _, c := range []struct{ name, text, word, want string }{
		{"most frequent form", "un réseau. des réseaux, les réseaux", "réseau", "réseaux"},
		{"capital chosen by writers", "Internet arrive. sur Internet, par Internet", "internet", "Internet"},
		{"capital of the sentence", "Fibre ici. Fibre là.", "fibre", "fibre"},
		{"acronym", "appliquer le RGPD, le RGPD", "rgpd", "RGPD"},
		{"shouted", "LA FIBRE POUR TOUS", "fibre", "fibre"},
		{"inclusive", "les élu·es, des élu·es, un élu", "élu", "élu·es"},
	} {
		corpus := mustRead(t, c.text)
		for i, s := range corpus.stems {
			if s != stem(c.word) {
				continue
			}
			if got := newLabeller(corpus).surfaces(map[int32]bool{int32(i): true})[int32(i)]; got != c.want {
				t.Errorf("%s: %q, want %q", c.name, got, c.want)
			}
		}
	}
}

func TestTypicalAreVaried(t *testing.T) {
	c := mustRead(t, "fibre école village", "fibre école village", "fibre école mairie", "fibre mairie agents", "fibre")
	got := typical(c, []int{0, 1, 2, 3, 4})
	if len(got) != 3 {
		t.Fatalf("%v", got)
	}
	for _, id := range got {
		if id == "000001" {
			t.Errorf("a copy was chosen: %v", got)
		}
	}
	if got := typical(c, []int{0, 1}); len(got) != 1 {
		t.Errorf("two copies gave %v", got)
	}
}

package motion

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"unanime/consult"
)

var update = flag.Bool("update", false, "write the golden files")

func idea(n uint64, s string) IdeaMaterial {
	id := consult.ContributionID(n)
	return IdeaMaterial{ID: id.Whole(), Text: s, Reference: id.String()}
}

func sampleMaterial() Material {
	return Material{
		Title: "Motion du 8e Congrès national des élu·es au numérique", Place: "Sénat, Paris",
		Day:      time.Date(2026, time.October, 1, 9, 0, 0, 0, time.UTC),
		Congress: "8e Congrès national des élu·es au numérique", Section: "enjeu",
		Contributions: 1492, Officials: 123, Departments: 45,
		Themes: []ThemeMaterial{
			{ID: 3, Name: "Garantir l'égalité d'accès", Words: []string{"fibre", "réseau", "zone blanche"}, Groups: []GroupMaterial{
				{Label: "fibre, réseau", Ideas: []IdeaMaterial{
					idea(12, "La fibre n'arrive pas. Il faut achever le déploiement de la fibre dans chaque commune rurale avant 2028. Merci."),
					idea(4, "Nous demandons de maintenir le cuivre tant que la fibre manque."),
				}},
				{Label: "accueil, guichet", Ideas: []IdeaMaterial{
					idea(31, "Il faut achever le déploiement de la fibre dans chaque commune rurale avant 2028 !"),
					idea(30, "Nous demandons de maintenir un accueil humain dans chaque service public"),
				}},
				{Label: "colère des habitants", Ideas: []IdeaMaterial{idea(7, "Nos habitants sont en colère : plus aucun guichet.")}},
			}},
			{ID: 9, Name: "Thème vide"},
			{ID: 5, Name: "Former", Words: []string{"formation"}, Groups: []GroupMaterial{
				{Label: "formation", Ideas: []IdeaMaterial{idea(40, "Former chaque élu·e dès le début du mandat.")}},
			}},
		},
	}
}

func TestOutlineObeysSchema(t *testing.T) {
	for name, m := range map[string]Material{"sample": sampleMaterial(), "nothing": {}, "no figures": {Themes: sampleMaterial().Themes}} {
		if err := Outline(m).Root.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOutlineReads(t *testing.T) {
	golden(t, "outline.md", Markdown(Outline(sampleMaterial())))
}

func TestOutlineTakesUpEveryIdea(t *testing.T) {
	var ideas []consult.IdeaID
	for _, theme := range sampleMaterial().Themes {
		for _, g := range theme.Groups {
			for _, i := range g.Ideas {
				ideas = append(ideas, i.ID)
			}
		}
	}
	if taken, all := Outline(sampleMaterial()).Coverage(ideas); taken != all || all == 0 {
		t.Errorf("%d of %d ideas are taken up", taken, all)
	}
}

func TestOutlineIsRepeatable(t *testing.T) {
	a, _ := json.Marshal(Outline(sampleMaterial()))
	b, _ := json.Marshal(Outline(sampleMaterial()))
	if !bytes.Equal(a, b) {
		t.Errorf("the same material gave two motions:\n%s\n%s", a, b)
	}
}

func TestOutlineDemands(t *testing.T) {
	d := Outline(sampleMaterial())
	want := []struct{ title, sources string }{
		{"Achever le déploiement de la fibre dans chaque commune rurale avant 2028.", "i4 i12"},
		{"Maintenir un accueil humain dans chaque service public.", "i30 i31"}, // the first demand of its group stands already
		{"Proposition à rédiger\u00A0: colère des habitants.", "i7"},
		{"Former chaque élu·e dès le début du mandat.", "i40"},
	}
	got := d.Propositions()
	if len(got) != len(want) {
		t.Fatalf("%d propositions, want %d", len(got), len(want))
	}
	for i, p := range got {
		if p.Title != want[i].title || sourceList(d.Sources[p.ID]) != want[i].sources {
			t.Errorf("P.%d: %q from %q, want %q from %q", p.Number, p.Title, sourceList(d.Sources[p.ID]), want[i].title, want[i].sources)
		}
	}
	if s := d.Sections(); len(s) != 2 || s[0].ID != "e3" || s[1].Theme != 5 {
		t.Errorf("sections %+v", s)
	}
}

// TestOutlineTypography: no plain space where French print has an unbreakable
// one, no straight apostrophe.
func TestOutlineTypography(t *testing.T) {
	s := Outline(sampleMaterial()).Root.Plain()
	for _, wrong := range []string{" ;", " :", " !", " ?", "« ", " »", "'", "  "} {
		if at := strings.Index(s, wrong); at >= 0 {
			t.Errorf("%q in %q", wrong, s[max(0, at-30):min(len(s), at+30)])
		}
	}
}

func TestCount(t *testing.T) {
	for want, got := range map[string]string{
		"1\u202F234\u202F567\u00A0enjeux": count(1234567, "enjeu"),
		"0\u00A0idée":                     count(0, "idée"),
		"2\u00A0axes":                     count(2, "axe"),
		"2\u00A0élu·es":                   count(2, "élu·e"),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what it was (go test -update writes it):\n%s", path, got)
	}
}

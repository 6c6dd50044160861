package cluster

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// threeThemes is a small consultation anyone can sort.
var threeThemes = []Text{
	{"f1", "Finaliser la fibre optique dans les zones rurales avant 2030."},
	{"f2", "La fibre optique n’arrive pas : les zones rurales attendent le raccordement."},
	{"f3", "Raccordement à la fibre : des délais pour les zones blanches."},
	{"f4", "Les poteaux de la fibre optique tombent et le raccordement échoue."},
	{"e1", "Former les élèves à l’école au numérique."},
	{"e2", "Des ordinateurs pour chaque école et la formation des enseignants."},
	{"e3", "L’école rurale manque d’ordinateurs, les élèves aussi."},
	{"e4", "La formation des enseignants à l’école doit précéder les ordinateurs."},
	{"s1", "Protéger les mairies contre les cyberattaques."},
	{"s2", "Un fonds contre les cyberattaques pour les mairies rurales."},
	{"s3", "La cybersécurité des mairies : audits et sauvegardes contre les cyberattaques."},
	{"s4", "Des sauvegardes et un audit de cybersécurité dans toutes les mairies."},
	{"c1", "Un fonds contre les cyberattaques pour les mairies rurales."},
}

func analysed(t testing.TB, texts []Text, k int) (*Result, *Analysis) {
	t.Helper()
	r, a, err := Analyse(context.Background(), texts, Options{K: k})
	if err != nil {
		t.Fatal(err)
	}
	return r, a
}

func TestAnalyseGivesTheResultOfRun(t *testing.T) {
	got, _ := analysed(t, threeThemes, 3)
	want, err := Run(context.Background(), threeThemes, Options{K: 3})
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestExplainIdea(t *testing.T) {
	_, a := analysed(t, threeThemes, 3)
	why, theme, ok := a.Explain("f2")
	if !ok || theme == nil {
		t.Fatal("f2 has no reasons")
	}
	if want := []string{"raccordement", "zones rurales", "fibre optique"}; !slices.Contains(why.Words, want[0]) || !slices.Contains(why.Words, want[2]) {
		t.Errorf("words %q, want %q among them", why.Words, want)
	}
	for _, w := range why.Words {
		if !strings.Contains(strings.ToLower(threeThemes[1].Text), strings.ToLower(w)) {
			t.Errorf("%q is not a word of the idea", w)
		}
	}
	if len(why.Neighbours) == 0 || why.Neighbours[0].ID[0] != 'f' {
		t.Errorf("neighbours %+v", why.Neighbours)
	}
	if !slices.IsSortedFunc(why.Neighbours, func(x, y Neighbour) int { return int(1e4 * (y.Likeness - x.Likeness)) }) {
		t.Errorf("not by likeness: %+v", why.Neighbours)
	}
	if p, _ := a.State.Place("f2"); why.Margin != p.Confidence || why.Second != p.Second || why.Theme != p.Theme {
		t.Errorf("%+v does not say what the state says: %+v", why, p)
	}
	if copied, _, _ := a.Explain("s2"); copied.Neighbours[0].ID != "c1" || copied.Neighbours[0].Likeness != 1 {
		t.Errorf("the copy of s2 comes first: %+v", copied.Neighbours)
	}
	if _, _, ok := a.Explain("x"); ok {
		t.Error("an unknown idea has reasons")
	}
}

func TestExplainTheme(t *testing.T) {
	r, a := analysed(t, threeThemes, 3)
	size := 0
	for i, why := range a.ExplainThemes() {
		if why.Name != r.Groups[i].Label || len(why.Words) == 0 || len(why.Typical) == 0 || why.Nearest == why.ID {
			t.Errorf("%+v", why)
		}
		size += why.Size
	}
	unplaced := 0
	for _, p := range a.State.Places {
		if p.Theme == Unplaced {
			unplaced++
		}
	}
	if size+unplaced != len(threeThemes) {
		t.Errorf("%d in themes, %d « à classer », of %d", size, unplaced, len(threeThemes))
	}
	if _, ok := a.ExplainTheme(99); ok {
		t.Error("an unknown theme has reasons")
	}
}

// TestStudyFollowsPeople: the reasons are those of the themes people made.
func TestStudyFollowsPeople(t *testing.T) {
	r, _ := analysed(t, threeThemes, 3)
	s, err := NewState(r).Decide(
		Decision{Kind: DecideCreate, Name: "Sécurité", Ideas: []string{"s1", "s2", "s3", "s4"}},
		Decision{Kind: DecidePin, Idea: "f1", Theme: 4},
	)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Study(context.Background(), s, threeThemes, Options{})
	if err != nil {
		t.Fatal(err)
	}
	theme, ok := a.ExplainTheme(4)
	if !ok || theme.Name != "Sécurité" || theme.Size != 5 || theme.Margin != 0 {
		t.Errorf("%+v", theme)
	}
	why, _, _ := a.Explain("f1")
	if why.Theme != 4 || !why.Pinned {
		t.Errorf("%+v", why)
	}
	if why, _, _ := a.Explain("s3"); !slices.Contains(why.Words, "mairies") && !slices.Contains(why.Words, "cyberattaques") {
		t.Errorf("words of s3: %q", why.Words)
	}
	if _, err := Study(context.Background(), s, threeThemes[1:], Options{}); err == nil {
		t.Error("a missing text is not told")
	}
}

func TestExplainTextsWithoutWords(t *testing.T) {
	_, a := analysed(t, []Text{{"a", "…"}, {"b", ""}, {"c", "le la les"}}, 1)
	for _, id := range []string{"a", "b", "c"} {
		if why, _, ok := a.Explain(id); !ok || len(why.Words) > 0 || len(why.Neighbours) > 0 {
			t.Errorf("%s: %+v %v", id, why, ok)
		}
	}
	if m, err := a.Map(context.Background()); err != nil || len(m.Points) != 0 {
		t.Errorf("%+v %v", m, err)
	}
}

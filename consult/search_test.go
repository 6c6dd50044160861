package consult_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"unanime/cluster"
	"unanime/consult"
)

func (h *house) search(t testing.TB, q consult.Query) (numbers []int) {
	t.Helper()
	found, err := h.Search(h.organizer, q)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found.Contributions {
		numbers = append(numbers, int(f.ID))
	}
	if q.Limit == 0 && q.Skip == 0 && found.Total != len(numbers) {
		t.Errorf("%+v: %d found, %d given", q, found.Total, len(numbers))
	}
	return numbers
}

func TestSearch(t *testing.T) {
	h := newHouse(t)
	h.submit(t, h.alice, "cle-00000001", "Ouvrir un accueil numérique dans chaque commune.")
	h.submit(t, h.bruno, "cle-00000002", "Déployer la fibre dans les communes d’outre-mer.")
	h.now = during.Add(time.Hour)
	h.submit(t, h.alice, "cle-00000003", "Les élu·es et l’accessibilité des sites.")
	gone := h.submit(t, h.bruno, "cle-00000004", "Un mot unique : ornithorynque.")
	h.now = frozen.Add(time.Hour)
	h.submit(t, h.bruno, "cle-00000005", "La fibre, encore : RESEAU et débit.")
	if err := h.Withdraw(h.bruno, gone.ID); err != nil {
		t.Fatal(err)
	}
	unplaced, none := consult.Unplaced, 0
	for name, c := range map[string]struct {
		q    consult.Query
		want []int
	}{
		"everything":            {consult.Query{}, []int{1, 2, 3, 5}},
		"other endings":         {consult.Query{Words: "commune"}, []int{1, 2}},
		"accents and case":      {consult.Query{Words: "Réseaux"}, []int{5}},
		"without accents":       {consult.Query{Words: "numerique"}, []int{1}},
		"all the words":         {consult.Query{Words: "fibre communes"}, []int{2}},
		"inclusive":             {consult.Query{Words: "élu.es"}, []int{3}},
		"a beginning":           {consult.Query{Words: "accessib"}, []int{3}},
		"small words":           {consult.Query{Words: "la fibre dans les"}, []int{2, 5}},
		"small words alone":     {consult.Query{Words: "de la"}, nil},
		"withdrawn is not held": {consult.Query{Words: "ornithorynque"}, nil},
		"withdrawn":             {consult.Query{Withdrawn: true}, []int{4}},
		"a number":              {consult.Query{Words: " c-0002 "}, []int{2}},
		"no such number":        {consult.Query{Words: "C-99999999999"}, nil},
		"nothing":               {consult.Query{Words: "zèbre"}, nil},
		"département":           {consult.Query{Department: "46"}, []int{1, 3}},
		"words and département": {consult.Query{Words: "fibre", Department: "46"}, nil},
		"channel":               {consult.Query{Channel: consult.Paper}, nil},
		"late":                  {consult.Query{Late: true}, []int{5}},
		"no theme":              {consult.Query{Theme: &unplaced}, []int{1, 2, 3, 5}},
		"no question":           {consult.Query{Question: &none, Department: "973"}, []int{2, 5}},
		"since":                 {consult.Query{Since: during.Add(time.Hour)}, []int{3, 5}},
		"before":                {consult.Query{Before: during.Add(time.Hour)}, []int{1, 2}},
		"newest first":          {consult.Query{Order: consult.ByDate}, []int{5, 3, 2, 1}},
		"by département":        {consult.Query{Order: consult.ByDepartment}, []int{1, 3, 2, 5}},
		"words, newest first":   {consult.Query{Words: "fibre", Order: consult.ByDate}, []int{5, 2}},
		"second page":           {consult.Query{Skip: 2, Limit: 1}, []int{3}},
		"beyond the end":        {consult.Query{Skip: 9, Limit: 1}, nil},
	} {
		if got := h.search(t, c.q); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
	if found, _ := h.Search(h.organizer, consult.Query{Skip: 9, Limit: 1}); found.Total != 4 {
		t.Errorf("total %d beyond the end", found.Total)
	}
	if _, err := h.Search(h.alice, consult.Query{}); !errors.Is(err, consult.ErrForbidden) {
		t.Errorf("an official searches all: %v", err)
	}
}

func TestMarks(t *testing.T) {
	for _, c := range []struct{ words, text, want string }{
		{"communes", "La commune, les Communes.", "La [commune], les [Communes]."},
		{"reseau", "L’état des RÉSEAUX", "L’état des [RÉSEAUX]"},
		{"access", "Accessible à tous", "[Accessible] à tous"},
		{"élue", "Les élu·es", "Les [élu·es]"},
		{"de la", "de la fibre", "de la fibre"},
		{"", "rien", "rien"},
	} {
		var b strings.Builder
		last := 0
		for _, m := range consult.Marks(c.words, c.text) {
			b.WriteString(c.text[last:m.Start] + "[" + c.text[m.Start:m.End] + "]")
			last = m.End
		}
		if got := b.String() + c.text[last:]; got != c.want {
			t.Errorf("%q in %q: got %q", c.words, c.text, got)
		}
	}
}

// After any acts, what the index followed is what it reads anew, and what plain
// reading finds.
func TestIndexFollowsEveryAct(t *testing.T) {
	words := []string{"accueil", "fibre", "réseaux", "commune", "numérique", "élu·es", "données", "eau"}
	rapid.Check(t, func(rt *rapid.T) {
		h := newHouse(t)
		h.now = during
		text := func() string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 4).Draw(rt, "words"), " ")
		}
		people := []consult.Actor{h.alice, h.bruno}
		for i := range rapid.IntRange(1, 12).Draw(rt, "acts") {
			by := rapid.SampledFrom(people).Draw(rt, "by")
			id := consult.ContributionID(rapid.IntRange(1, 6).Draw(rt, "id"))
			h.now = h.now.Add(time.Duration(rapid.IntRange(-3, 24).Draw(rt, "hours")) * time.Hour)
			var err error
			switch rapid.IntRange(0, 5).Draw(rt, "act") {
			case 0, 1:
				_, err = h.Submit(by, consult.Form{Key: fmt.Sprintf("cle-%08d", i), Text: text(), Question: rapid.IntRange(0, 1).Draw(rt, "question")})
			case 2:
				_, err = h.Amend(by, consult.Change{ID: id, Version: 1, Text: text()})
			case 3:
				err = h.Withdraw(by, id)
			case 4:
				_, err = h.Import(h.organizer, []consult.Record{{Contribution: consult.Contribution{Author: by.Official, Channel: consult.Paper, Sent: during}, Text: text()}})
			case 5:
				err = h.Move(h.organizer, id.Whole(), consult.Unplaced)
			}
			_ = err // what is refused changes nothing
			if rapid.Bool().Draw(rt, "look") {
				h.compare(rt, words)
			}
		}
		h.compare(rt, words)
	})
}

// A grouping, its acceptance and a move are in the figures and the filters at
// once.
func TestIndexFollowsThemes(t *testing.T) {
	h := newHouse(t)
	for i, text := range []string{
		"La fibre optique dans chaque village.", "Le débit de la fibre optique des villages.", "La fibre et le débit pour tous les villages.",
		"Former les agents aux outils.", "La formation des agents et des élus.", "Une formation aux outils pour les agents.",
	} {
		h.submit(t, h.alice, fmt.Sprintf("cle-%08d", i), text)
	}
	figures := func() consult.Figures {
		t.Helper()
		f, err := h.Figures()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if f := figures(); f.Placed[consult.Unplaced] != 6 || f.Themes+f.Offered != 0 {
		t.Errorf("before: %+v", f)
	}
	p, err := h.Propose(context.Background(), h.organizer, cluster.Options{K: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if f := figures(); f.Offered != len(p.Groups) || f.Themes != 0 {
		t.Errorf("proposed: %+v", f)
	}
	if _, err := h.Accept(h.organizer, p.ID); err != nil {
		t.Fatal(err)
	}
	if f := figures(); f.Offered != 0 || f.Themes != len(p.Groups) {
		t.Errorf("accepted: %+v", f)
	}
	theme := consult.ThemeID(2)
	if err := h.Move(h.organizer, consult.ContributionID(1).Whole(), theme); err != nil {
		t.Fatal(err)
	}
	if got := h.search(t, consult.Query{Theme: &theme, Words: "fibre"}); !slices.Contains(got, 1) {
		t.Errorf("theme 2 holds %v", got)
	}
	h.compare(t, []string{"fibre", "agents"})
}

type fataler interface {
	Fatalf(string, ...any)
	Fatal(...any)
}

func (h *house) compare(t fataler, words []string) {
	anew := &consult.Register{Store: h.Store, Congress: h.Congress, Now: h.Now}
	all, err := anew.All(h.organizer)
	if err != nil {
		t.Fatal(err)
	}
	one, none := 1, 0
	queries := []consult.Query{{Order: consult.ByDate}, {Order: consult.ByDepartment}, {Withdrawn: true}, {Question: &one}, {Question: &none}, {Department: "46"}}
	for _, w := range words {
		queries = append(queries, consult.Query{Words: w}, consult.Query{Words: w[:len(w)-1], Order: consult.ByDate})
	}
	for _, q := range queries {
		got, err1 := h.Search(h.organizer, q)
		want, err2 := anew.Search(h.organizer, q)
		if err := errors.Join(err1, err2); err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("%+v: followed %+v, anew %+v: %v", q, got, want, err)
		}
	}
	for _, w := range words {
		var plain []consult.ContributionID
		for _, f := range all {
			if slices.ContainsFunc(cluster.Tokens(f.Text), func(t cluster.Token) bool {
				return cluster.Stem(t.Lower) == cluster.Stem(cluster.Tokens(w)[0].Lower)
			}) {
				plain = append(plain, f.ID)
			}
		}
		found, _ := h.Search(h.organizer, consult.Query{Words: w})
		if len(plain) > 0 && found.Total != len(plain) {
			t.Fatalf("%s: %d found, %d hold it", w, found.Total, len(plain))
		}
	}
	f1, err1 := h.Figures()
	f2, err2 := anew.Figures()
	if err := errors.Join(err1, err2); err != nil || !reflect.DeepEqual(f1, f2) || f1.Contributions != len(all) {
		t.Fatalf("figures %+v, anew %+v, %d stand: %v", f1, f2, len(all), err)
	}
}

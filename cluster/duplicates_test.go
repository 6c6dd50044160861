package cluster

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestDuplicates(t *testing.T) {
	const long = "Il est proposé de financer la formation des secrétaires de mairie à la cybersécurité dans toutes les communes rurales."
	for _, c := range []struct {
		name  string
		texts []string // ids a, b, c…
		want  string
	}{
		{"nothing alike", []string{"La fibre optique pour tous", "Une école par commune"}, "[]"},
		{"a copy", []string{long, "Une école par commune", long}, "[{[a c] true}]"},
		{"signs and capitals", []string{long, "– " + strings.ToUpper(long) + " !"}, "[{[a b] true}]"},
		{"a word changed", []string{long, strings.Replace(long, "rurales", "littorales", 1), "Une école par commune"}, "[{[a b] false}]"},
		{"a sentence added", []string{long, long + " Merci d’y veiller.", "Une école"}, "[{[a b] false}]"},
		{"the same words in another order", []string{long, "Dans toutes les communes rurales, à la cybersécurité la formation des secrétaires de mairie il est proposé de financer."}, "[]"},
		{"a chain", []string{long, long + " Merci d’y veiller.", long + " Merci d’y veiller. Et vite, car il y a urgence"}, "[{[a b c] false}]"},
		{"another number", []string{"30 Mbit", "100 Mbit"}, "[]"},
		{"no word", []string{"…", "", "!"}, "[]"},
		{"stop words alone", []string{"Oui", "oui !", "non"}, "[{[a b] true}]"},
	} {
		var texts []Text
		for i, s := range c.texts {
			texts = append(texts, Text{ID: string(rune('a' + i)), Text: s})
		}
		got, err := Duplicates(context.Background(), texts)
		if err != nil {
			t.Fatal(err)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", c.name, got, c.want)
		}
	}
}

// plant adds to texts copies in which one word in ten is changed, and returns
// the id that each came from.
func plant(texts []Text, n int, rng *rand.Rand) ([]Text, map[string]string) {
	from := map[string]string{}
	out := texts
	for i := range n {
		source := texts[rng.IntN(len(texts))]
		words := strings.Fields(source.Text)
		for range max(len(words)/20, 1) {
			words[rng.IntN(len(words))] = strings.Fields(texts[rng.IntN(len(texts))].Text)[0]
		}
		id := fmt.Sprintf("copy%03d", i)
		from[id] = source.ID
		out = append(out, Text{ID: id, Text: strings.Join(words, " ")})
	}
	return out, from
}

func TestDuplicatesPlanted(t *testing.T) {
	rows := labelled(t)
	real, err := Duplicates(context.Background(), rows)
	if err != nil {
		t.Fatal(err)
	}
	root := map[string]string{} // what truly says the same, as far as the sample goes
	for _, r := range rows {
		root[r.ID] = r.ID
	}
	for _, g := range real {
		for _, id := range g.IDs {
			root[id] = g.IDs[0]
		}
	}
	texts, from := plant(rows, 150, rand.New(rand.NewPCG(5, 5)))
	for id, source := range from {
		root[id] = root[source]
	}
	found, err := Duplicates(context.Background(), texts)
	if err != nil {
		t.Fatal(err)
	}
	group := map[string]int{}
	right, said := 0, 0
	for g, d := range found {
		for i, id := range d.IDs {
			group[id] = g + 1
			for _, other := range d.IDs[:i] {
				said++
				if root[id] == root[other] {
					right++
				}
			}
		}
	}
	met := 0
	for id, source := range from {
		if group[id] > 0 && group[id] == group[source] {
			met++
		}
	}
	precision, recall := float64(right)/float64(said), float64(met)/float64(len(from))
	t.Logf("precision %.3f, recall %.3f", precision, recall)
	if precision < .99 || recall < .9 {
		t.Errorf("precision %.3f, recall %.3f", precision, recall)
	}
}

// TestDuplicatesMissNone compares with looking at every pair.
func TestDuplicatesMissNone(t *testing.T) {
	texts, _ := plant(labelled(t)[:120], 80, rand.New(rand.NewPCG(6, 6)))
	sorted, _ := sortTexts(texts)
	c, err := readCorpus(context.Background(), sorted, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	sets, err := c.shingles(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	same := newUnion(len(sets))
	for i := range sets {
		for j := range i {
			if resemble(sets[i], sets[j]) && c.rows.cosine(i, j) >= sameText {
				same.join(int32(i), int32(j))
			}
		}
	}
	got, err := c.duplicates(context.Background())
	if want := c.duplicateGroups(sets, same); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %d groups %v, want %d", len(got), err, len(want))
	}
}

func BenchmarkDuplicates(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		texts := recombine(b, n)
		sorted, _ := sortTexts(texts)
		c, err := readCorpus(context.Background(), sorted, func(float64) {})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := c.duplicates(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

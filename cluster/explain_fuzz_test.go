package cluster

import (
	"context"
	"strings"
	"testing"
)

// FuzzAnalysis asks every question about any few texts.
func FuzzAnalysis(f *testing.F) {
	f.Add("fibre optique. École rurale\x00écoles rurales\x00\x00fibre\x00fibre", uint8(2))
	f.Add("\xff… !\x00\u0301s\x00« élu·es »\x00l'\x00S.N.C.F.", uint8(3))
	f.Fuzz(func(t *testing.T, joined string, k uint8) {
		ctx := context.Background()
		var texts []Text
		source := map[string]string{}
		for i, s := range strings.SplitN(joined, "\x00", 20) {
			texts = append(texts, Text{ID: strings.Repeat("i", i), Text: s})
			source[texts[i].ID] = s
		}
		_, a, err := Analyse(ctx, texts, Options{K: int(k) % (len(texts) + 1)})
		if err != nil {
			t.Fatal(err)
		}
		m, err := a.Map(ctx)
		if err != nil || !(m.Trust >= 0 && m.Trust <= 1) {
			t.Errorf("%+v %v", m, err)
		}
		for _, p := range m.Points {
			if !(p.X >= 0 && p.X <= 1 && p.Y >= 0 && p.Y <= 1) {
				t.Errorf("%+v is outside", p)
			}
		}
		for _, text := range texts {
			why, _, ok := a.Explain(text.ID)
			if !ok || !(why.Margin >= 0 && why.Margin <= 1) || len(why.Words) > 5 || len(why.Neighbours) > reasonNeighbours {
				t.Errorf("%+v %v", why, ok)
			}
		}
		cuts, err := a.Cuts(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cuts {
			if wrong := unsound(source[c.ID], c); wrong != "" {
				t.Errorf("%q: %s", source[c.ID], wrong)
			}
		}
		in, err := a.Indicators(ctx)
		if err != nil || len(in) != 4 {
			t.Errorf("%+v %v", in, err)
		}
		for _, i := range in {
			if !(i.Value >= 0 && i.Value <= 1) || !strings.HasSuffix(i.Sentence, ".") {
				t.Errorf("%+v", i)
			}
		}
	})
}

// BenchmarkAnalysis is what a page of themes asks for at once: groups, labels,
// reasons, map, duplicates, cuts.
func BenchmarkAnalysis(b *testing.B) {
	texts := recombine(b, 1000)
	ctx := context.Background()
	for b.Loop() {
		_, a, err := Analyse(ctx, texts, Options{})
		if err != nil {
			b.Fatal(err)
		}
		a.ExplainThemes()
		if _, err := a.Map(ctx); err != nil {
			b.Fatal(err)
		}
		if _, err := a.Indicators(ctx); err != nil {
			b.Fatal(err)
		}
		if _, err := a.Cuts(ctx); err != nil {
			b.Fatal(err)
		}
	}
}

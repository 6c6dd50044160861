package cluster

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// recombine makes n different texts of the usual length from the sentences of
// the labelled sample: three of one bill each, so that there is something to
// find.
func recombine(t testing.TB, n int) []Text {
	t.Helper()
	sentences := map[string][]string{}
	rows := readSample(t, "testdata/lois.csv")
	for _, r := range rows {
		sentences[r.label] = append(sentences[r.label], sentencesByRule(r.Text.Text)...)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	texts := make([]Text, n)
	for i := range texts {
		from := sentences[rows[rng.IntN(len(rows))].label]
		var parts []string
		for range 3 {
			parts = append(parts, from[rng.IntN(len(from))])
		}
		texts[i] = Text{ID: fmt.Sprintf("t%06d", i), Text: strings.Join(parts, " ")}
	}
	return texts
}

func BenchmarkRun(b *testing.B) {
	for _, size := range []struct{ n, k int }{{775, 8}, {775, 31}, {3000, 20}} {
		texts := recombine(b, size.n)
		b.Run(fmt.Sprintf("n=%d/k=%d", size.n, size.k), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Run(context.Background(), texts, Options{K: size.k}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSentencesEach(b *testing.B) {
	texts := sampleTexts(b)[:300]
	for b.Loop() {
		SentencesEach(texts)
	}
}

func BenchmarkDemand(b *testing.B) {
	texts := sampleTexts(b)[:300]
	for b.Loop() {
		for _, t := range texts {
			Demand(t)
		}
	}
}

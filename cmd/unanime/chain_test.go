package main

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"unanime/cluster"
	"unanime/internal/sheet"
	"unanime/motion"
	"unanime/motion/export"
)

// The whole chain on a sample drawn at random from real texts that are not the
// demonstration's: groups, a motion, each format, twice the same bytes.
func TestChainOnOtherTexts(t *testing.T) {
	f, err := os.Open("../../testdata/other.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := sheet.Read("other.csv", f, sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	id, _ := table.Column("id")
	body, _ := table.Column("text")
	for seed := range uint64(3) {
		draw := rand.New(rand.NewPCG(seed, 0)).Perm(len(table.Rows))[:120]
		texts := make([]cluster.Text, len(draw))
		for i, row := range draw {
			texts[i] = cluster.Text{ID: table.Rows[row][id], Text: table.Rows[row][body]}
		}
		material, err := motion.FromTexts(context.Background(), "Motion d’essai", texts, cluster.Options{Seed: seed})
		if err != nil {
			t.Fatal(err)
		}
		document := motion.Outline(material)
		if n := len(document.Propositions()); n < 5 {
			t.Errorf("seed %d: %d propositions", seed, n)
		}
		for _, p := range document.Propositions() {
			if len(document.Sources[p.ID]) == 0 || strings.TrimSpace(p.Title) == "" {
				t.Errorf("seed %d: %s has %d sources and the title %q", seed, p.Code(), len(document.Sources[p.ID]), p.Title)
			}
		}
		for _, format := range export.Formats {
			var first, second bytes.Buffer
			for _, out := range []*bytes.Buffer{&first, &second} {
				if _, err := format.Write(out, export.Input{Document: document}); err != nil {
					t.Fatalf("seed %d: %s: %v", seed, format.Name, err)
				}
			}
			if first.Len() == 0 || !bytes.Equal(first.Bytes(), second.Bytes()) {
				t.Errorf("seed %d: %s: %d bytes, then others", seed, format.Name, first.Len())
			}
		}
	}
}

package cluster

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

func sampleCorpus(t testing.TB) *corpus {
	t.Helper()
	var texts []string
	for _, r := range readSample(t, "testdata/lois.csv") {
		texts = append(texts, r.Text.Text)
	}
	return mustRead(t, texts...)
}

func TestSeederChoosesDifferentRows(t *testing.T) {
	c := mustRead(t, "fibre", "école", "eau", "route", "fibre école")
	points := findDistinct(&c.rows)
	for seed := range uint64(20) {
		seen := map[int]bool{}
		for _, row := range newSeeder(points.seeding(transpose(&points.matrix)), rand.New(rand.NewPCG(seed, 0))).choose(5) {
			seen[row] = true
		}
		if len(seen) != 5 {
			t.Fatalf("seed %d: %d different rows of 5", seed, len(seen))
		}
	}
}

// After settle, every row is with its nearest centre, every group has a row,
// and the quality is the sum of the cosines.
func TestSettle(t *testing.T) {
	points := findDistinct(&sampleCorpus(t).rows)
	rng := rand.New(rand.NewPCG(1, 1))
	l := newLloyd(points, newSeeder(points.seeding(transpose(&points.matrix)), rng).choose(12))
	before := l.quality
	l.settle(context.Background())
	if l.quality < before {
		t.Errorf("quality fell from %v to %v", before, l.quality)
	}
	sum, size := 0.0, make([]int, l.k)
	for i, own := range l.group {
		l.compare(i)
		for g, s := range l.sims {
			if s > l.sims[own]+1e-5 {
				t.Fatalf("row %d is in %d but nearer to %d", i, own, g)
			}
		}
		sum += points.copies[i] * float64(l.sims[own])
		size[own]++
	}
	if math.Abs(sum-l.quality) > 1e-2 {
		t.Errorf("quality %v, sum of cosines %v", l.quality, sum)
	}
	for g, n := range size {
		if n == 0 {
			t.Errorf("group %d is empty", g)
		}
	}
}

func TestFillEmpty(t *testing.T) {
	c := mustRead(t, "fibre", "fibre école", "eau", "route")
	points := findDistinct(&c.rows)
	l := newLloyd(points, []int{0, 1, 2})
	copy(l.group, []int32{0, 0, 0, 0})
	copy(l.near, []float32{.9, .8, .1, .2})
	l.fillEmpty()
	if l.group[2] != 1 || l.group[3] != 2 {
		t.Errorf("the rows that fit least did not fill the empty groups: %v", l.group)
	}
}

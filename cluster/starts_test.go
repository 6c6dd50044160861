package cluster

import (
	"context"
	"math/rand/v2"
	"testing"
)

// Above startsMost rows, the starts see a sample; every row still gets its
// nearest centre, and copies their weight.
func TestStartsOnASample(t *testing.T) {
	const n, k = startsMost + 1000, 5
	s := newSpace(n, 8)
	weight := make([]float64, n)
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range n {
		s.row(i)[i%k] = 1
		for j := range s.row(i) {
			s.row(i)[j] += float32(rng.NormFloat64()) / 10
		}
		weight[i] = float64(1 + i%3)
	}
	s.normalize(0, n)
	p, err := s.group(context.Background(), grouping{k: k, seed: 1, weight: weight})
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range p.group {
		if g != p.group[i%k] || p.near[i] < p.next[i] {
			t.Fatalf("row %d is in %d, row %d of the same kind in %d", i, g, i%k, p.group[i%k])
		}
	}
}

// Fixed rows stay, barred groups are not joined, a group without rows stays
// where it began.
func TestGroupUnderDecisions(t *testing.T) {
	s := &space{d: 2, at: []float32{1, 0, 1, 0, 0, 1, 0, 1, 1, 0}}
	centres := &space{d: 2, at: []float32{1, 0, 0, 1, -1, 0}}
	p, err := s.group(context.Background(), grouping{
		k: 3, centres: centres, fixed: []int32{-1, 1, -1, -1, -1}, barred: map[int32][]int32{4: {0}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if p.group[0] != 0 || p.group[1] != 1 || p.group[2] != 1 || p.group[3] != 1 || p.group[4] == 0 {
		t.Errorf("groups %v", p.group)
	}
}

package cluster

import (
	"context"
	"reflect"
	"strings"
	"testing"
)

func TestExplore(t *testing.T) {
	texts := sample(t)
	for _, m := range Methods {
		l, err := Explore(context.Background(), texts, Options{Method: m.Name})
		if err != nil {
			t.Fatal(err)
		}
		if l.Fine != 12 || l.Default != 8 {
			t.Errorf("%s: %d fine groups and %d at first, want 12 and 8", m.Name, l.Fine, l.Default)
		}
		for k := -1; k <= l.Fine+1; k++ {
			r := l.Cut(k)
			if wrong := sound(texts, r); wrong != "" || r.K != min(max(k, 1), l.Fine) {
				t.Errorf("%s: cut at %d gives %d: %s", m.Name, k, r.K, wrong)
			}
		}
		if !reflect.DeepEqual(l.Cut(5), l.Cut(5)) {
			t.Errorf("%s: two cuts differ", m.Name)
		}
	}
}

// Each group of a finer cut lies inside the parent given.
func TestLevelsAreNested(t *testing.T) {
	l, err := Explore(context.Background(), sample(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for fine := 1; fine <= l.Fine; fine++ {
		low := l.Cut(fine)
		for coarse := 1; coarse <= fine; coarse++ {
			high, parents := l.Cut(coarse), l.Parents(fine, coarse)
			for i, p := range low.Placements {
				if got := high.Placements[i].Group; got != parents[p.Group-1] {
					t.Fatalf("%d in %d: text %s of group %d is in %d, parent %d", fine, coarse, p.ID, p.Group, got, parents[p.Group-1])
				}
			}
		}
	}
}

func TestProposals(t *testing.T) {
	for n, texts := range map[string][]Text{"sample": sample(t), "one": same(1, "fibre optique rurale"), "empty": same(3, "")} {
		l, err := Explore(context.Background(), texts, Options{})
		if err != nil {
			t.Fatal(err)
		}
		last := 0
		for _, p := range l.Proposals {
			if p.K <= last || p.K > l.Fine || !strings.HasSuffix(p.Reason, ".") {
				t.Errorf("%s: proposal %+v after %d, fine %d", n, p, last, l.Fine)
			}
			last = p.K
			t.Log(p.Reason)
		}
		if last == 0 {
			t.Errorf("%s: no proposal", n)
		}
	}
}

func TestWard(t *testing.T) {
	// Four points on a line: 0, 1, 10, 12.
	tree := ward([]float64{0, 1, 10, 12}, []float64{1, 1, 1, 1})
	want := []merge{{0, 1, .5}, {2, 3, 2}, {0, 2, 110.25}}
	if !reflect.DeepEqual(tree, want) {
		t.Errorf("tree %v, want %v", tree, want)
	}
	for n, want := range map[int][]int32{1: {0, 0, 0, 0}, 2: {0, 0, 1, 1}, 3: {0, 0, 1, 2}, 4: {0, 1, 2, 3}} {
		if got := cut(tree, n); !reflect.DeepEqual(got, want) {
			t.Errorf("cut in %d: %v, want %v", n, got, want)
		}
	}
}

func TestCommunities(t *testing.T) {
	pairs := [][]neighbour{{{1, .9}, {2, .8}}, {{0, .9}}, {{0, .8}}, {{4, .9}}, {{3, .9}, {0, .01}}, {}}
	if got := communities(newGraph(pairs), ones(6), 2); got != 2 {
		t.Errorf("%d communities of two or more, want 2", got)
	}
	if got := communities(newGraph(pairs), ones(6), 1); got != 3 {
		t.Errorf("%d communities, want 3", got)
	}
}

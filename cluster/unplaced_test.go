package cluster

import "testing"

func TestConfidence(t *testing.T) {
	for _, c := range []struct{ near, next, want float64 }{
		{.8, .4, .5}, {.8, .8, 0}, {.8, 0, 1}, {0, 0, 0},
	} {
		if got := confidence(c.near, c.next); got != c.want {
			t.Errorf("confidence(%v, %v) = %v, want %v", c.near, c.next, got, c.want)
		}
	}
}

func TestFindUnplaced(t *testing.T) {
	texts := make([]string, 20)
	p := &partition{k: 2, near: make([]float64, 20), next: make([]float64, 20)}
	for i := range texts {
		texts[i] = "fibre école rurale"
		p.near[i], p.next[i] = 1, .5-float64(i)/100
	}
	texts[9] = "fibre école école"
	for i, got := range findUnplaced(mustRead(t, texts...), p) {
		if want := i < 2 || i == 9; got != want {
			t.Errorf("text %d: %v, want %v", i, got, want)
		}
	}
	for i := range p.next {
		p.next[i] = .5
	}
	texts[9] = texts[0]
	for i, got := range findUnplaced(mustRead(t, texts...), p) {
		if got {
			t.Errorf("text %d is unplaced though all are equal", i)
		}
	}
}

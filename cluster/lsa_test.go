package cluster

import (
	"context"
	"math"
	"testing"
)

// The products of the rows are kept when all directions are.
func TestLSAKeepsLikeness(t *testing.T) {
	c := mustRead(t, "fibre école", "fibre route", "eau route pluie", "école eau", "pluie neige", "neige fibre école")
	z, err := lsa(context.Background(), []matrix{c.rows}, min(c.rows.rows(), c.rows.columns))
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.docs {
		row := c.rows.dense(i)
		for j := range c.docs {
			if want, got := c.rows.dot(j, row), z.likeness(i, j); math.Abs(want-got) > 1e-4 {
				t.Errorf("likeness of %d and %d is %v, want %v", i, j, got, want)
			}
		}
	}
}

func TestEigenvectors(t *testing.T) {
	values, vectors := eigenvectors([]float64{2, 1, 0, 1, 2, 0, 0, 0, 5}, 3)
	for i, want := range []float64{5, 3, 1} {
		if math.Abs(values[i]-want) > 1e-9 {
			t.Errorf("value %d is %v, want %v", i, values[i], want)
		}
	}
	if math.Abs(math.Abs(float64(vectors[2*3]))-1) > 1e-6 || math.Abs(float64(vectors[1]-vectors[4])) > 1e-6 {
		t.Errorf("vectors %v", vectors)
	}
}

// A column that depends on the others becomes zeros, not rounding errors.
func TestOrthonormalize(t *testing.T) {
	s := &space{d: 3, at: []float32{1, 2, 2, 0, 0, 1, 2, 4, 0, 1, 2, 1}}
	orthonormalize(s)
	for a := range 3 {
		for b := range 3 {
			sum := 0.0
			for i := range 4 {
				sum += float64(s.row(i)[a]) * float64(s.row(i)[b])
			}
			want := 0.0
			if a == b && a != 1 {
				want = 1
			}
			if math.Abs(sum-want) > 1e-5 {
				t.Errorf("columns %d and %d: product %v", a, b, sum)
			}
		}
	}
}

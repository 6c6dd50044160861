package cluster

import (
	"context"
	"fmt"
	"math"
	"testing"
)

func mustRead(t testing.TB, texts ...string) *corpus {
	t.Helper()
	in := make([]Text, len(texts))
	for i, s := range texts {
		in[i] = Text{ID: fmt.Sprintf("%06d", i), Text: s}
	}
	c, err := readCorpus(context.Background(), in, func(float64) {})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWeigh(t *testing.T) {
	c := mustRead(t, "fibre fibre école", "fibre", "le de la")
	index, weight := c.rows.row(0)
	if len(index) != 2 || c.rows.columns != 2 {
		t.Fatalf("columns %v of %d", index, c.rows.columns)
	}
	// ecol: (1+0)(ln(4/2)+1); fibr: (1+ln2)(ln(4/3)+1); then length one.
	ecol, fibr := math.Log(2)+1, (1+math.Log(2))*(math.Log(4./3)+1)
	length := math.Hypot(ecol, fibr)
	for i, want := range []float64{ecol / length, fibr / length} {
		if math.Abs(float64(weight[i])-want) > 1e-6 {
			t.Errorf("weight of %s is %v, want %v", c.stems[index[i]], weight[i], want)
		}
	}
	if index, _ := c.rows.row(2); len(index) != 0 {
		t.Errorf("a text of stop words has columns %v", index)
	}
}

func TestKeepColumns(t *testing.T) {
	for _, c := range []struct {
		name  string
		df    []int
		n     int
		wants []int32
	}{
		{"large: two texts at least, half at most", []int{1, 2, 100, 101}, 200, []int32{-1, 0, 1, -1}},
		{"small: one text is enough", []int{1, 50, 51}, 100, []int32{0, 1, -1}},
		{"tiny: nothing is too frequent", []int{1, 4}, 4, []int32{0, 1}},
		{"nothing left: all are kept", []int{200, 200}, 200, []int32{0, 1}},
	} {
		if got, _ := keepColumns(c.df, c.n); fmt.Sprint(got) != fmt.Sprint(c.wants) {
			t.Errorf("%s: %v, want %v", c.name, got, c.wants)
		}
	}
}

func TestFindDistinct(t *testing.T) {
	c := mustRead(t, "école rurale", "fibre", "École RURALE !", "de la", "fibre", "école")
	d := findDistinct(&c.rows)
	if got := fmt.Sprint(d.of, d.copies, d.rows()); got != "[0 1 0 -1 1 2] [2 2 1] 3" {
		t.Error(got)
	}
}

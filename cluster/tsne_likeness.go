package cluster

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// attraction makes p(i,j) of the likenesses of rows of length one, whose
// squared distances are 2 - 2·cosine.
func (t *likenessTable) attraction() *attraction {
	count := min(3*perplexity, t.n-1)
	lists := make([][]neighbour, t.n) // row i: its closest with p(j|i)
	eachChunk(context.Background(), t.n, 32, func(from, to int) {
		d2, p := make([]float64, count), make([]float64, count)
		for i := from; i < to; i++ {
			lists[i] = t.closest(i, count)
			for j, o := range lists[i] {
				d2[j] = max(2-2*float64(o.sim), 0)
			}
			byPerplexity(d2, p)
			for j := range lists[i] {
				lists[i][j].sim = float32(p[j])
			}
		}
	})
	return symmetricAttraction(lists)
}

// symmetricAttraction is (p(j|i) + p(i|j)) / 2n.
func symmetricAttraction(lists [][]neighbour) *attraction {
	n := len(lists)
	both := make([][]neighbour, n)
	for i, list := range lists {
		for _, o := range list {
			half := o.sim / float32(2*n)
			both[i] = append(both[i], neighbour{o.row, half})
			both[o.row] = append(both[o.row], neighbour{int32(i), half})
		}
	}
	a := &attraction{from: make([]int, 1, n+1)}
	for _, list := range both {
		slices.SortStableFunc(list, func(x, y neighbour) int { return cmp.Compare(x.row, y.row) })
		for j, o := range list {
			if j > 0 && list[j-1].row == o.row {
				a.p[len(a.p)-1] += o.sim
				continue
			}
			a.to, a.p = append(a.to, o.row), append(a.p, o.sim)
		}
		a.from = append(a.from, len(a.to))
	}
	return a
}

// byPerplexity fills p with exp(-β·d²), d² increasing, for the β that gives
// the perplexity (bisection, 40 rounds at most), of sum 1.
func byPerplexity(d2, p []float64) {
	wanted := math.Log(min(perplexity, max(float64(len(d2))/3, 1)))
	beta, low, high := 1.0, 0.0, math.Inf(1)
	for range 40 {
		sum, moment := 0.0, 0.0
		for j, d := range d2 {
			p[j] = math.Exp(-beta * (d - d2[0]))
			sum += p[j]
			moment += p[j] * (d - d2[0])
		}
		for j := range p {
			p[j] /= sum
		}
		entropy := math.Log(sum) + beta*moment/sum
		switch {
		case math.Abs(entropy-wanted) < 1e-4:
			return
		case entropy > wanted:
			low = beta
		default:
			high = beta
		}
		if math.IsInf(high, 1) {
			beta *= 2
		} else {
			beta = (low + high) / 2
		}
	}
}

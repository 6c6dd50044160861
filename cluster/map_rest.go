package cluster

import (
	"context"
	"slices"
)

// restNeighbours is how many drawn texts place one that is not drawn.
const restNeighbours = 3

// spread places every point: the chosen where they were drawn, the others at
// the mean of the chosen most like them, weighted by likeness. They are looked
// for in the two groups nearest to the text: a small share of the work, and a
// text seldom has its likes elsewhere. first is the first row of each point.
func (a *analysis) spread(ctx context.Context, first, chosen []int32, drawn []float32) ([]float32, error) {
	at := make([]float32, 2*len(first))
	byGroup := make([][]int32, a.part.k) // indices in chosen
	for c, p := range chosen {
		copy(at[2*p:2*p+2], drawn[2*c:2*c+2])
		byGroup[a.part.group[first[p]]] = append(byGroup[a.part.group[first[p]]], int32(c))
	}
	err := eachChunk(ctx, len(first), 256, func(from, to int) {
		best := make([]neighbour, 0, restNeighbours+1)
		for p := from; p < to; p++ {
			if _, ok := slices.BinarySearch(chosen, int32(p)); ok {
				continue
			}
			row, own := int(first[p]), a.space.row(int(first[p]))
			best = best[:0]
			for _, g := range []int32{a.part.group[row], a.part.second[row]} {
				if g < 0 {
					continue
				}
				for _, c := range byGroup[g] {
					best = keepBest(best, neighbour{c, dotProduct(own, a.space.row(int(first[chosen[c]])))})
				}
			}
			at[2*p], at[2*p+1] = meanPlace(best, drawn)
		}
	})
	return at, err
}

// meanPlace is the mean of the places of the neighbours, weighted by likeness;
// the middle when there is none.
func meanPlace(near []neighbour, at []float32) (x, y float32) {
	total := float32(0)
	for _, o := range near {
		w := max(o.sim, 1e-3)
		x, y, total = x+w*at[2*o.row], y+w*at[2*o.row+1], total+w
	}
	if total == 0 {
		return 0, 0
	}
	return x / total, y / total
}

// keepBest puts n at its rank in best, the most alike first, and keeps one less
// than its capacity.
func keepBest(best []neighbour, n neighbour) []neighbour {
	count := cap(best) - 1
	if count < 1 || len(best) == count && byLikeness(best[count-1], n) <= 0 {
		return best
	}
	at, _ := slices.BinarySearchFunc(best, n, byLikeness)
	best = slices.Insert(best, at, n)
	return best[:min(len(best), count)]
}

package cluster

import "math/rand/v2"

// addFresh gives each fresh group a first centre: a free text drawn with a
// chance that grows with its distance to every centre, as in k-means++ (Arthur
// and Vassilvitskii, 2007), the best of three draws.
func (w *warm) addFresh(seed uint64) {
	rng := rand.New(rand.NewPCG(seed, uint64(w.state.Last)))
	distance := make([]float64, len(w.own))
	for row := range distance {
		distance[row] = w.distance(row, w.start, len(w.kept))
	}
	for g := len(w.kept); g < w.start.rows(); g++ {
		best, bestSum := -1, 0.0
		for range 3 {
			row := draw(distance, rng)
			sum := 0.0
			for other, d := range distance {
				sum += min(d, 1-w.space.likeness(row, other))
			}
			if best < 0 || sum < bestSum {
				best, bestSum = row, sum
			}
		}
		copy(w.start.row(g), w.space.row(best))
		for row := range distance {
			distance[row] = min(distance[row], w.distance(row, w.start, g+1))
		}
	}
}

// distance of a row that may move to the nearest of the first n centres; 0 for
// the others, which cannot begin a group.
func (w *warm) distance(row int, centres *space, n int) float64 {
	if !w.free(row) || w.wordless(row) {
		return 0
	}
	nearest := 2.0
	for g := range n {
		nearest = min(nearest, 1-float64(dotProduct(w.space.row(row), centres.row(g))))
	}
	return max(nearest, 0)
}

// draw takes an index with a probability proportional to its distance.
func draw(distance []float64, rng *rand.Rand) int {
	sum := 0.0
	for _, d := range distance {
		sum += d
	}
	target, last := rng.Float64()*sum, 0
	for i, d := range distance {
		if d > 0 {
			last = i
			if target -= d; target < 0 {
				break
			}
		}
	}
	return last
}

package cluster

import "context"

// likenessTable holds the likeness of every two rows of a space: n × n.
type likenessTable struct {
	n    int
	like []float32
}

func (t *likenessTable) row(i int) []float32 { return t.like[i*t.n : (i+1)*t.n] }

func likenesses(ctx context.Context, s *space) (*likenessTable, error) {
	n := s.rows()
	t := &likenessTable{n: n, like: make([]float32, n*n)}
	err := eachChunk(ctx, n, 32, func(from, to int) {
		for i := from; i < to; i++ {
			own, row := s.row(i), t.row(i)
			for j := range row {
				row[j] = dotProduct(own, s.row(j))
			}
		}
	})
	return t, err
}

// closest returns the count rows most like row i, the most alike first, ties by
// the smaller row; never i itself.
func (t *likenessTable) closest(i, count int) []neighbour {
	best := make([]neighbour, 0, count+1)
	for j, like := range t.row(i) {
		if j != i {
			best = keepBest(best, neighbour{int32(j), like})
		}
	}
	return best
}

// trustNeighbours is k in the measure of trust.
const trustNeighbours = 12

// trust is the trustworthiness (Venna and Kaski, « Neighborhood preservation in
// nonlinear projection methods », 2001) of the places at: with U(i) the k
// nearest of i on the plane that are not among its k nearest in the space, and
// r(i,j) the rank of j among those nearest to i in the space,
//
//	1 - 2/(nk(2n-3k-1)) Σi Σ j∈U(i) (r(i,j) - k)
//
// k is 12, less when there are few points. One or two points are always right.
func (t *likenessTable) trust(at []float32) float64 {
	k := min(trustNeighbours, (t.n-1)/2)
	if k < 1 {
		return 1
	}
	lost := make([]int, t.n)
	eachChunk(context.Background(), t.n, 64, func(from, to int) {
		near := make([]neighbour, 0, k+1)
		for i := from; i < to; i++ {
			near = nearestOnPlane(at, i, near[:0:k+1])
			for _, o := range near {
				lost[i] += max(t.rank(i, int(o.row))-k, 0)
			}
		}
	})
	sum := 0
	for _, l := range lost {
		sum += l
	}
	n, kk := float64(t.n), float64(k)
	return 1 - 2/(n*kk*(2*n-3*kk-1))*float64(sum)
}

// rank counts from 1; rows equally like i share the best of their ranks.
func (t *likenessTable) rank(i, j int) int {
	row := t.row(i)
	like, rank := row[j], 1
	for other, l := range row {
		if l > like && other != i {
			rank++
		}
	}
	return rank
}

// nearestOnPlane fills best, to one less than its capacity.
func nearestOnPlane(at []float32, i int, best []neighbour) []neighbour {
	x, y := at[2*i], at[2*i+1]
	for j := range len(at) / 2 {
		dx, dy := at[2*j]-x, at[2*j+1]-y
		if j != i {
			best = keepBest(best, neighbour{int32(j), -(dx*dx + dy*dy)})
		}
	}
	return best
}

package cluster

import (
	"context"
	"math"
)

// space places every text as a point: rows × d coordinates, side by side. A row
// has length one, or is all zeros when nothing is known of its text. The
// product of two rows is their likeness, in [-1,1].
type space struct {
	d  int
	at []float32 // rows × d
}

func newSpace(rows, d int) *space { return &space{d: d, at: make([]float32, rows*d)} }

func (s *space) rows() int { return len(s.at) / max(s.d, 1) }

func (s *space) row(i int) []float32 { return s.at[i*s.d : (i+1)*s.d] }

// likeness is the cosine of two rows.
func (s *space) likeness(i, j int) float64 { return float64(dotProduct(s.row(i), s.row(j))) }

// pick returns the given rows as a space of their own.
func (s *space) pick(rows []int32) *space {
	out := newSpace(len(rows), s.d)
	for to, from := range rows {
		copy(out.row(to), s.row(int(from)))
	}
	return out
}

// centres returns the mean direction of the rows of each of k groups, each row
// counted weight times (nil: once). A group without rows is a row of zeros.
func (s *space) centres(group []int32, k int, weight []float64) *space {
	out := newSpace(k, s.d)
	for i, g := range group {
		if g < 0 {
			continue
		}
		w := float32(1)
		if weight != nil {
			w = float32(weight[i])
		}
		addScaled(out.row(int(g)), w, s.row(i))
	}
	out.normalize(0, k)
	return out
}

// normalize gives the rows from to to-1 length one; rows of zeros stay.
func (s *space) normalize(from, to int) {
	for i := from; i < to; i++ {
		row := s.row(i)
		square := 0.0
		for _, v := range row {
			square += float64(v) * float64(v)
		}
		if square < 1e-20 {
			clear(row)
			continue
		}
		scale := float32(1 / math.Sqrt(square))
		for j := range row {
			row[j] *= scale
		}
	}
}

// dotProduct adds in four interleaved sums, which the processor takes side by
// side; the order is always the same. b is at least as long as a.
func dotProduct(a, b []float32) float32 {
	var s0, s1, s2, s3 float32
	b = b[:len(a)]
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for ; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return (s0 + s1) + (s2 + s3)
}

// addScaled adds w times from to to; from is at least as long.
func addScaled(to []float32, w float32, from []float32) {
	from = from[:len(to)]
	for i, v := range from {
		to[i] += w * v
	}
}

// graph lists the nearest texts of each text: for row i, the rows
// row[from[i]:from[i+1]] with their cosines by TF-IDF, in [0,1], the most alike
// first, ties by the smaller row. Texts that say exactly the same (see
// distinctRows) are one: only the first of them is named as a neighbour, and a
// text is never listed among its own copies' neighbours.
type graph struct {
	from []int
	row  []int32
	sim  []float32
}

// of returns the neighbours of row i and their cosines.
func (g *graph) of(i int) ([]int32, []float32) {
	a, b := g.from[i], g.from[i+1]
	return g.row[a:b], g.sim[a:b]
}

// analysis is what a run found and what the map, the explanations, the
// indicators and later runs work from. Rows are those of corpus.
type analysis struct {
	method Method
	corpus *corpus
	points *distinctRows // texts that say the same are one point
	part   *partition
	space  *space // where the texts stand; nil until placed, see layout
	near   *graph // their nearest; nil until placed
}

// layout fills space and near for a method that has no use for them.
func (a *analysis) layout(ctx context.Context) error {
	if a.space != nil {
		return nil
	}
	points, near, err := placePoints(ctx, a, func(float64) {})
	if err != nil {
		return err
	}
	a.expand(points, near)
	return nil
}

// expand puts every text at its point.
func (a *analysis) expand(points *space, near *graph) {
	rows := len(a.points.of)
	first := make([]int32, points.rows()) // by point: its first text
	for row := rows - 1; row >= 0; row-- {
		if p := a.points.of[row]; p >= 0 {
			first[p] = int32(row)
		}
	}
	a.space = newSpace(rows, points.d)
	a.near = &graph{from: make([]int, 1, rows+1)}
	for row, p := range a.points.of {
		if p >= 0 {
			copy(a.space.row(row), points.row(int(p)))
			others, sims := near.of(int(p))
			for _, q := range others {
				a.near.row = append(a.near.row, first[q])
			}
			a.near.sim = append(a.near.sim, sims...)
		}
		a.near.from = append(a.near.from, len(a.near.row))
	}
}

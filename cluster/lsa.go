package cluster

import (
	"context"
	"math"
	"math/rand/v2"
)

const (
	// lsaSample rows are enough to find the directions of a large corpus.
	lsaSample = 20000
	// oversampling and powers of the randomised decomposition.
	oversampling = 10
	powers       = 4
	lsaSeed      = 1
)

// dimensions of the space of n texts over m stems: a third of the texts at
// most, 50 under 1,000 texts, else 100.
func dimensions(n, m int) int {
	most := 100
	if n < 1000 {
		most = 50
	}
	return min(most, max(n/3, 10), n, m)
}

// lsa is latent semantic analysis (Deerwester and others, 1990): the rows of m
// on the d directions that keep most of them, made of length one. The
// directions are the first right singular vectors, found by subspace iteration
// from a random start (Halko, Martinsson and Tropp, 2011, algorithm 4.4), on
// a sample of the rows when there are many. The start is always the same, so
// the space depends on the texts alone.
func lsa(ctx context.Context, m *matrix, d int) (*space, error) {
	sample := m
	if m.rows() > lsaSample {
		sample = m.sample(lsaSample)
	}
	basis, err := rightSingular(ctx, sample, d)
	if err != nil {
		return nil, err
	}
	out := newSpace(m.rows(), d)
	err = eachChunk(ctx, m.rows(), 256, func(from, to int) {
		project(m, basis, out, from, to)
		out.normalize(from, to)
	})
	return out, err
}

// project fills the rows from to to-1 of out with m times basis.
func project(m *matrix, basis, out *space, from, to int) {
	for i := from; i < to; i++ {
		row := out.row(i)
		clear(row)
		index, weight := m.row(i)
		for j, c := range index {
			addScaled(row, weight[j], basis.row(int(c)))
		}
	}
}

// projectBack fills the rows from to to-1 of out with columns times rows: the
// transposed matrix times rows.
func (p *postings) projectBack(rows, out *space, from, to int) {
	for c := from; c < to; c++ {
		row := out.row(c)
		clear(row)
		for at := p.from[c]; at < p.from[c+1]; at++ {
			addScaled(row, p.weight[at], rows.row(int(p.row[at])))
		}
	}
}

// rightSingular returns, by column of m, its coordinates on the first d right
// singular vectors.
func rightSingular(ctx context.Context, m *matrix, d int) (*space, error) {
	l := min(d+oversampling, m.rows(), m.columns)
	columns := transpose(m)
	basis, image := newSpace(m.columns, l), newSpace(m.rows(), l)
	rng := rand.New(rand.NewPCG(lsaSeed, lsaSeed))
	for i := range basis.at {
		basis.at[i] = float32(rng.NormFloat64())
	}
	forward := func() error {
		return eachChunk(ctx, m.rows(), 256, func(from, to int) { project(m, basis, image, from, to) })
	}
	for range powers {
		if err := forward(); err != nil {
			return nil, err
		}
		err := eachChunk(ctx, m.columns, 256, func(from, to int) { columns.projectBack(image, basis, from, to) })
		if err != nil {
			return nil, err
		}
		orthonormalize(basis)
	}
	if err := forward(); err != nil {
		return nil, err
	}
	turn := eigenvectors(gram(image), l) // l × l, by decreasing eigenvalue
	out := newSpace(m.columns, d)
	err := eachChunk(ctx, m.columns, 256, func(from, to int) {
		for c := from; c < to; c++ {
			for j, v := range basis.row(c) {
				addScaled(out.row(c), v, turn[j*l:j*l+d])
			}
		}
	})
	return out, err
}

// orthonormalize makes the columns of s orthonormal: modified Gram-Schmidt,
// twice, which is enough (Giraud and others, 2005). A column that depends on
// those before it becomes zeros.
func orthonormalize(s *space) {
	n := s.rows()
	columns := make([][]float32, s.d)
	for j := range columns {
		columns[j] = make([]float32, n)
		for i := range n {
			columns[j][i] = s.at[i*s.d+j]
		}
	}
	for j, column := range columns {
		before := float64(dotProduct(column, column))
		for range 2 {
			for _, other := range columns[:j] {
				addScaled(column, -dotProduct(column, other), other)
			}
		}
		square := float64(dotProduct(column, column))
		scale := float32(0)
		if square > 1e-10*before && square > 0 {
			scale = float32(1 / math.Sqrt(square))
		}
		for i := range column {
			column[i] *= scale
		}
	}
	for j, column := range columns {
		for i, v := range column {
			s.at[i*s.d+j] = v
		}
	}
}

// gram returns the products of the columns of s with one another, d × d.
func gram(s *space) []float64 {
	g := make([]float64, s.d*s.d)
	for i := range s.rows() {
		row := s.row(i)
		for a, v := range row {
			if v == 0 {
				continue
			}
			line := g[a*s.d : (a+1)*s.d]
			for b := a; b < s.d; b++ {
				line[b] += float64(v) * float64(row[b])
			}
		}
	}
	for a := range s.d {
		for b := range a {
			g[a*s.d+b] = g[b*s.d+a]
		}
	}
	return g
}

// sample returns n rows, evenly spread over those of m.
func (m *matrix) sample(n int) *matrix {
	out := &matrix{columns: m.columns, from: make([]int, 1, n+1)}
	for i := range n {
		index, weight := m.row(i * m.rows() / n)
		out.index, out.weight = append(out.index, index...), append(out.weight, weight...)
		out.from = append(out.from, len(out.index))
	}
	return out
}

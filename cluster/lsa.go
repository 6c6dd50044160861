package cluster

import (
	"context"
	"math"
	"math/rand/v2"
)

const (
	// lsaSample rows are enough to find the directions of a large corpus.
	lsaSample = 10000
	// oversampling and powers of the randomised decomposition.
	oversampling = 10
	powers       = 4
	lsaSeed      = 1
)

// dimensions of the space of n texts over m columns: 100, a third of the texts at
// most.
func dimensions(n, m int) int { return min(100, max(n/3, 10), n, m) }

// lsa is latent semantic analysis (Deerwester and others, 1990): the rows of the
// views side by side on the d directions that keep most of them, made of length
// one. The directions are the first right singular vectors, found by subspace
// iteration from a random start (Halko, Martinsson and Tropp, 2011, algorithm
// 4.4), on a sample of the rows when there are many. The start is always the
// same, so the space depends on the texts alone.
func lsa(ctx context.Context, views []matrix, d int) (*space, error) {
	n := views[0].rows()
	sample := views
	if n > lsaSample {
		sample = make([]matrix, len(views))
		for v := range views {
			sample[v] = *views[v].sample(lsaSample)
		}
	}
	basis, err := rightSingular(ctx, stack(sample), d)
	if err != nil {
		return nil, err
	}
	out := newSpace(n, d)
	err = eachChunk(ctx, n, 256, func(from, to int) {
		first := 0
		for v := range views {
			project(&views[v], basis.from(first), out, from, to)
			first += views[v].columns
		}
		out.normalize(from, to)
	})
	return out, err
}

// from is s without its first rows.
func (s *space) from(row int) *space { return &space{d: s.d, at: s.at[row*s.d:]} }

// project adds m times basis to the rows from to to-1 of out.
func project(m *matrix, basis, out *space, from, to int) {
	for i := from; i < to; i++ {
		row := out.row(i)
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
// singular vectors. The iteration is on the side of the rows, which are fewer
// than the columns: with Q orthonormal near the left singular vectors and
// B = mᵀQ, the eigenvectors E of Qᵀ(mB) and the singular values S give B·E·S⁻¹.
func rightSingular(ctx context.Context, m *matrix, d int) (*space, error) {
	l := min(d+oversampling, m.rows(), m.columns)
	columns := transpose(m)
	left, right := newSpace(m.rows(), l), newSpace(m.columns, l)
	rng := rand.New(rand.NewPCG(lsaSeed, lsaSeed))
	for i := range left.at {
		left.at[i] = float32(rng.NormFloat64())
	}
	image := newSpace(m.rows(), l)
	for step := range powers {
		if step > 0 {
			left, image = image, left
		}
		orthonormalize(left)
		err := eachChunk(ctx, m.columns, 256, func(from, to int) { columns.projectBack(left, right, from, to) })
		if err == nil {
			clear(image.at)
			err = eachChunk(ctx, m.rows(), 256, func(from, to int) { project(m, right, image, from, to) })
		}
		if err != nil {
			return nil, err
		}
	}
	values, turn := eigenvectors(products(left, image), l) // l × l
	for j, v := range values {
		scale := float32(0)
		if v > 1e-9*values[0] && v > 0 {
			scale = float32(1 / math.Sqrt(v))
		}
		for i := range l {
			turn[i*l+j] *= scale
		}
	}
	out := newSpace(m.columns, d)
	err := eachChunk(ctx, m.columns, 256, func(from, to int) {
		for c := from; c < to; c++ {
			for j, v := range right.row(c) {
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

// products returns the products of the columns of a with those of b, d × d; they
// are made symmetric, as they would be without rounding.
func products(a, b *space) []float64 {
	d := a.d
	g := make([]float64, d*d)
	for i := range a.rows() {
		row := b.row(i)
		for x, v := range a.row(i) {
			line := g[x*d : (x+1)*d]
			for y, w := range row {
				line[y] += float64(v) * float64(w)
			}
		}
	}
	for x := range d {
		for y := range x {
			mean := (g[x*d+y] + g[y*d+x]) / 2
			g[x*d+y], g[y*d+x] = mean, mean
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

package cluster

import (
	"cmp"
	"slices"
)

// distinctRows are the different non-empty rows of a matrix. Texts that say the
// same are one point with a weight: they can never be parted, an empty group
// can always be filled, and 2,857 copies of one amendment cost one row.
type distinctRows struct {
	matrix
	copies []float64 // by distinct row: how many rows it stands for
	of     []int32   // by row of the original: its distinct row, -1 when empty
}

// findDistinct keeps the order of first appearance.
func findDistinct(m *matrix) *distinctRows {
	d := &distinctRows{of: make([]int32, m.rows())}
	d.columns = m.columns
	d.from = []int{0}
	order := make([]int32, 0, m.rows())
	for i := range d.of {
		d.of[i] = -1
		if m.from[i] < m.from[i+1] {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(m.compare(int(a), int(b)), cmp.Compare(a, b))
	})
	first := make([]int32, m.rows()) // by row: the first row equal to it
	for at, i := range order {
		if at > 0 && m.compare(int(order[at-1]), int(i)) == 0 {
			first[i] = first[order[at-1]]
		} else {
			first[i] = i
		}
	}
	slices.Sort(order)
	for _, i := range order {
		if first[i] == i {
			d.of[i] = int32(d.rows())
			index, weight := m.row(int(i))
			d.index, d.weight = append(d.index, index...), append(d.weight, weight...)
			d.from = append(d.from, len(d.index))
			d.copies = append(d.copies, 0)
		}
		d.of[i] = d.of[first[i]]
		d.copies[d.of[i]]++
	}
	return d
}

// compare orders two rows by their columns and weights.
func (m *matrix) compare(i, j int) int {
	ii, iw := m.row(i)
	ji, jw := m.row(j)
	return cmp.Or(slices.Compare(ii, ji), slices.Compare(iw, jw))
}

// sampled returns n points, evenly spread, with the texts they stand for.
func (d *distinctRows) sampled(n int) *distinctRows {
	out := &distinctRows{matrix: *d.sample(n), copies: make([]float64, n)}
	for i := range n {
		out.copies[i] = d.copies[i*d.rows()/n]
	}
	return out
}

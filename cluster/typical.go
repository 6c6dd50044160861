package cluster

import "math"

const (
	typicalTexts = 3
	// variety is the weight of being unlike the texts already chosen, against
	// being like the group: maximal marginal relevance (Carbonell and
	// Goldstein, 1998) with λ = 2/3.
	variety = .5
	// sameText: two texts above this cosine say the same (precision .98 on
	// 4,021 amendments full of copies).
	sameText = .75
)

// typical picks up to three ids among rows: the nearest to their mean first,
// then texts that are near it too but unlike those chosen. Never two copies.
func typical(c *corpus, rows []int) []string {
	mean := make([]float64, c.rows.columns)
	for _, r := range rows {
		index, weight := c.rows.row(r)
		for j, col := range index {
			mean[col] += float64(weight[j])
		}
	}
	normalizeLength(mean)
	score := make([]float64, len(rows)) // likeness to the mean
	like := make([]float64, len(rows))  // likeness to the nearest text chosen
	for i, r := range rows {
		score[i] = c.rows.dot(r, mean)
	}
	var ids []string
	for len(ids) < min(typicalTexts, len(rows)) {
		best := -1
		for i := range rows {
			if like[i] >= sameText {
				continue
			}
			if best < 0 || score[i]-variety*like[i] > score[best]-variety*like[best] {
				best = i
			}
		}
		if best < 0 {
			break
		}
		ids = append(ids, c.ids[rows[best]])
		chosen := c.rows.dense(rows[best])
		like[best] = 1
		for i, r := range rows {
			like[i] = max(like[i], c.rows.dot(r, chosen))
		}
	}
	return ids
}

// dot is the product of row i and a dense vector.
func (m *matrix) dot(i int, v []float64) float64 {
	sum := 0.0
	index, weight := m.row(i)
	for j, col := range index {
		sum += float64(weight[j]) * v[col]
	}
	return sum
}

func (m *matrix) dense(i int) []float64 {
	v := make([]float64, m.columns)
	index, weight := m.row(i)
	for j, col := range index {
		v[col] = float64(weight[j])
	}
	return v
}

func normalizeLength(v []float64) {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	if sum == 0 {
		return
	}
	for i := range v {
		v[i] /= math.Sqrt(sum)
	}
}

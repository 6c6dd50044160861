package cluster

import "math"

const (
	// weightPower softens the weights; measured flat from .15 to .35.
	weightPower = .25
	// weightPrior is the count, in texts, that keeps a rare stem near the shares
	// of the whole.
	weightPrior = .02
)

// reweigh returns m with each stem weighed by how much it tells the groups of p
// apart, its rows of length one again:
//
//	w(stem) = (KL(p(group|stem) ‖ p(group)) / mean)^0.25
//
// where p(group|stem) are the shares of the texts that hold the stem, smoothed
// by weightPrior towards p(group), and the mean is over the stems. A stem spread
// as the groups are says nothing; « wifi », in one group alone, counts more than
// its rarity tells. weight counts the texts of each row.
func (m *matrix) reweigh(p *partition, weight []float64) *matrix {
	factor := p.tell(m, weight)
	out := &matrix{columns: m.columns, from: m.from, index: m.index, weight: make([]float32, len(m.weight))}
	for i := range m.rows() {
		square := 0.0
		for at := m.from[i]; at < m.from[i+1]; at++ {
			w := float64(m.weight[at]) * factor[m.index[at]]
			out.weight[at] = float32(w)
			square += w * w
		}
		if square == 0 {
			copy(out.weight[m.from[i]:m.from[i+1]], m.weight[m.from[i]:m.from[i+1]])
			continue
		}
		scale := float32(1 / math.Sqrt(square))
		for at := m.from[i]; at < m.from[i+1]; at++ {
			out.weight[at] *= scale
		}
	}
	return out
}

// tell returns the weight of each column of m; see reweigh.
func (p *partition) tell(m *matrix, weight []float64) []float64 {
	inside := make([]float64, m.columns*p.k) // by column and group: texts
	share := make([]float64, p.k)
	total := 0.0
	for i, g := range p.group {
		if g < 0 {
			continue
		}
		share[g] += weight[i]
		total += weight[i]
		index, _ := m.row(i)
		for _, c := range index {
			inside[int(c)*p.k+int(g)] += weight[i]
		}
	}
	for g := range share {
		share[g] /= max(total, 1)
	}
	out := make([]float64, m.columns)
	mean := 0.0
	for c := range out {
		out[c] = divergence(inside[c*p.k:(c+1)*p.k], share)
		mean += out[c] / float64(len(out))
	}
	for c := range out {
		out[c] = math.Pow(out[c]/max(mean, 1e-12), weightPower)
	}
	return out
}

// divergence of Kullback and Leibler of the shares of counts from share, in
// nats; at least 0.
func divergence(counts, share []float64) float64 {
	sum := weightPrior * float64(len(share))
	prior := sum
	for _, n := range counts {
		sum += n
	}
	kl := 0.0
	for g, n := range counts {
		if q := (n + prior*share[g]) / sum; q > 0 {
			kl += q * math.Log(q/share[g])
		}
	}
	return max(kl, 0)
}

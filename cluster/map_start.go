package cluster

import "math"

// startSpread is how wide the start is: small, so that the first forces gather
// the texts before they part.
const startSpread = 1e-2

// principalPlane projects rows on their first two principal components, x then
// y of each. The sign of an axis, which the method leaves open, makes its
// largest coordinate positive. Rows that fall together are parted by a
// thousandth of the spread, or no force ever could.
func principalPlane(s *space) []float32 {
	centred := s.centred()
	_, axes := eigenvectors(products(centred, centred), s.d)
	at := make([]float32, 2*s.rows())
	for axis := range min(2, s.d) {
		largest, total := 0.0, 0.0
		for i := range s.rows() {
			v := 0.0
			for c, x := range centred.row(i) {
				v += float64(x) * float64(axes[c*s.d+axis])
			}
			at[2*i+axis] = float32(v)
			total += v * v
			if math.Abs(v) > math.Abs(largest) {
				largest = v
			}
		}
		if total == 0 {
			continue
		}
		scale := float32(math.Copysign(startSpread/math.Sqrt(total/float64(s.rows())), largest))
		for i := range s.rows() {
			at[2*i+axis] *= scale
		}
	}
	for i := range at {
		// The golden ratio spreads successive numbers evenly over [0,1].
		_, part := math.Modf(float64(i+1) * math.Phi)
		at[i] += float32((part - .5) * startSpread * 1e-3)
	}
	return at
}

// centred returns the rows less their mean.
func (s *space) centred() *space {
	mean := make([]float64, s.d)
	for i := range s.rows() {
		for c, v := range s.row(i) {
			mean[c] += float64(v)
		}
	}
	out := newSpace(s.rows(), s.d)
	for i := range s.rows() {
		row := out.row(i)
		for c, v := range s.row(i) {
			row[c] = v - float32(mean[c]/float64(s.rows()))
		}
	}
	return out
}

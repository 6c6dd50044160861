package cluster

import (
	"math"
	"math/rand/v2"
)

// postings is a matrix by columns, for the products of one row with all others:
// column c holds the rows row[from[c]:from[c+1]], increasing.
type postings struct {
	from   []int
	row    []int32
	weight []float32
}

func transpose(m *matrix) *postings {
	p := &postings{
		from: make([]int, m.columns+1), row: make([]int32, len(m.index)), weight: make([]float32, len(m.index)),
	}
	for _, c := range m.index {
		p.from[c+1]++
	}
	for c := range m.columns {
		p.from[c+1] += p.from[c]
	}
	at := append([]int(nil), p.from...)
	for i := range m.rows() {
		index, weight := m.row(i)
		for j, c := range index {
			p.row[at[c]], p.weight[at[c]] = int32(i), weight[j]
			at[c]++
		}
	}
	return p
}

// likeness fills out with the cosine of row i and every row.
func (p *postings) likeness(m *matrix, i int, out []float32) {
	clear(out)
	index, weight := m.row(i)
	for j, c := range index {
		w := weight[j]
		for at := p.from[c]; at < p.from[c+1]; at++ {
			out[p.row[at]] += w * p.weight[at]
		}
	}
}

// seeding is what first centres are chosen from.
type seeding struct {
	weight   []float64                  // by row: how many texts it stands for
	likeness func(i int, out []float32) // fills the cosines of row i and all rows
}

// seeder chooses first centres among the rows: k-means++ (Arthur and
// Vassilvitskii, 2007) in its greedy form, where each centre is the best of
// 2 + ln k candidates. The distance is 1 - cosine.
type seeder struct {
	seeding
	rng      *rand.Rand
	distance []float64 // by row: to its nearest centre, times its copies
	sims     []float32
	trial    []float64
	best     []float64
}

func newSeeder(from seeding, rng *rand.Rand) *seeder {
	n := len(from.weight)
	return &seeder{
		seeding: from, rng: rng, sims: make([]float32, n),
		distance: make([]float64, n), trial: make([]float64, n), best: make([]float64, n),
	}
}

// seeding offers the distinct rows as first centres.
func (d *distinctRows) seeding(columns *postings) seeding {
	return seeding{weight: d.copies, likeness: func(i int, out []float32) {
		columns.likeness(&d.matrix, i, out)
	}}
}

// choose returns k different rows; there must be as many.
func (s *seeder) choose(k int) []int {
	chosen := make([]int, 0, k)
	taken := make([]bool, len(s.distance))
	for i := range s.distance {
		s.distance[i] = s.weight[i] // before the first centre, all are as far
	}
	trials := 1
	for len(chosen) < k {
		best, bestSum := -1, math.Inf(1)
		for range trials {
			c := s.draw(taken)
			if sum := s.try(c, len(chosen) == 0); sum < bestSum {
				best, bestSum = c, sum
				s.best, s.trial = s.trial, s.best
			}
		}
		taken[best] = true
		chosen = append(chosen, best)
		s.distance, s.best = s.best, s.distance
		s.distance[best] = 0
		trials = 2 + int(math.Log(float64(k)))
	}
	return chosen
}

// draw takes a row with a probability proportional to its distance.
func (s *seeder) draw(taken []bool) int {
	sum := 0.0
	for _, d := range s.distance {
		sum += d
	}
	target := s.rng.Float64() * sum
	last := -1
	for i, d := range s.distance {
		if taken[i] {
			continue
		}
		if last = i; d > 0 {
			if target -= d; target < 0 {
				return i
			}
		}
	}
	return last
}

// try fills trial with the distances there would be with c as one more centre,
// and returns their sum.
func (s *seeder) try(c int, first bool) float64 {
	s.likeness(c, s.sims)
	sum := 0.0
	for i, sim := range s.sims {
		d := s.weight[i] * max(1-float64(sim), 0)
		if !first {
			d = min(d, s.distance[i])
		}
		s.trial[i] = d
		sum += d
	}
	return sum
}

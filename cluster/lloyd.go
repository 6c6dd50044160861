package cluster

import (
	"context"
	"math"
)

const (
	iterations = 100 // French corpora settle in 10 to 30
	// tolerance is the gain of quality, as a share of it, under which a run
	// ends: in less than 10,000 texts one text that moves is more.
	tolerance = 1e-6
	// slack covers the rounding of float32 in the bounds.
	slack = 1e-5
)

// lloyd is one run of k-means from given centres. The centres are stored by
// column, k weights side by side, so that the products of a sparse row with all
// centres read memory in order.
type lloyd struct {
	points  *distinctRows
	k       int
	centres []float32 // columns × k
	length  []float64 // by centre: its length before it was made one
	group   []int32   // by row; -1 before the first assignment
	sims    []float32 // by centre, scratch
	near    []float32 // by row: cosine with its centre when last compared
	quality float64   // sum of the cosines of all texts with their centres

	// Bounds of Hamerly (2010), in chord distance: a row nearer to its centre
	// than upper and farther from all others than lower need not be compared.
	upper, lower []float64 // by row
	before       []float32 // centres before the last move
	moved        []float64 // by centre: how far it moved last
}

func newLloyd(points *distinctRows, seeds []int) *lloyd {
	l := &lloyd{
		points: points, k: len(seeds), centres: make([]float32, points.columns*len(seeds)),
		length: make([]float64, len(seeds)), group: make([]int32, points.rows()),
		sims: make([]float32, len(seeds)), near: make([]float32, points.rows()),
		upper: make([]float64, points.rows()), lower: make([]float64, points.rows()),
		before: make([]float32, points.columns*len(seeds)), moved: make([]float64, len(seeds)),
	}
	for i := range l.group {
		l.group[i], l.upper[i] = -1, math.Inf(1)
	}
	for g, s := range seeds {
		l.group[s] = int32(g)
	}
	l.moveCentres()
	return l
}

// over is a run that goes on from the centres of l with other rows, of the same
// columns.
func (l *lloyd) over(points *distinctRows) *lloyd {
	out := newLloyd(points, make([]int, l.k))
	for i := range out.group {
		out.group[i] = -1
	}
	copy(out.centres, l.centres)
	clear(out.moved)
	return out
}

// settle assigns and moves until nothing changes, or hardly.
func (l *lloyd) settle(ctx context.Context) {
	for range iterations {
		if ctx.Err() != nil {
			return
		}
		last := l.quality
		changed := l.assign()
		l.fillEmpty()
		l.moveCentres()
		l.loosen()
		if changed == 0 || math.Abs(l.quality-last) < tolerance*last {
			break
		}
	}
}

// assign gives every row its nearest centre and returns how many rows changed.
// Between equals a row stays, or it could swing forever; otherwise the smallest
// index wins.
func (l *lloyd) assign() (changed int) {
	for i, own := range l.group {
		if l.upper[i] < l.lower[i] {
			continue
		}
		if own >= 0 {
			if l.upper[i] = chord(l.likeness(i, int(own))) + slack; l.upper[i] < l.lower[i] {
				continue
			}
		}
		best, second := l.nearest(i)
		l.near[i] = l.sims[best]
		l.upper[i], l.lower[i] = chord(l.sims[best])+slack, math.Inf(1)
		if second >= 0 {
			l.lower[i] = chord(l.sims[second]) - slack
		}
		if own != int32(best) {
			l.group[i] = int32(best)
			changed++
		}
	}
	return changed
}

// nearest compares row i with every centre and returns the two nearest; second
// is -1 when there is only one.
func (l *lloyd) nearest(i int) (best, second int) {
	l.compare(i)
	best, second = 0, -1
	if own := l.group[i]; own >= 0 {
		best = int(own)
	}
	for g, s := range l.sims {
		switch {
		case g == best:
		case s > l.sims[best]:
			best, second = g, best
		case second < 0 || s > l.sims[second]:
			second = g
		}
	}
	return best, second
}

// loosen widens the bounds by what the centres moved.
func (l *lloyd) loosen() {
	clear(l.moved)
	for at := 0; at < len(l.centres); at += l.k {
		for g := range l.moved {
			d := float64(l.centres[at+g] - l.before[at+g])
			l.moved[g] += d * d
		}
	}
	most := 0.0
	for g, square := range l.moved {
		l.moved[g] = math.Sqrt(square)
		most = max(most, l.moved[g])
	}
	for i, g := range l.group {
		l.upper[i] += l.moved[g]
		l.lower[i] -= most
	}
}

// chord is the distance between two points of the unit sphere.
func chord(cosine float32) float64 { return math.Sqrt(max(2-2*float64(cosine), 0)) }

// likeness is the cosine of row i and centre g.
func (l *lloyd) likeness(i, g int) float32 {
	var sum float32
	index, weight := l.points.row(i)
	for j, c := range index {
		sum += weight[j] * l.centres[int(c)*l.k+g]
	}
	return sum
}

// compare fills sims with the cosines of row i and every centre.
func (l *lloyd) compare(i int) {
	sims := l.sims
	clear(sims)
	index, weight := l.points.row(i)
	for j, c := range index {
		w, at := weight[j], int(c)*l.k
		centre := l.centres[at : at+len(sims)]
		for g, v := range centre {
			sims[g] += w * v
		}
	}
}

// fillEmpty gives each empty group the row that fits its own group least,
// taken from a group that keeps another one.
func (l *lloyd) fillEmpty() {
	size := make([]int, l.k)
	for _, g := range l.group {
		size[g]++
	}
	for g := range size {
		if size[g] > 0 {
			continue
		}
		worst := -1
		for i, own := range l.group {
			if size[own] > 1 && (worst < 0 || l.near[i] < l.near[worst]) {
				worst = i
			}
		}
		size[l.group[worst]]--
		size[g]++
		l.group[worst], l.near[worst], l.upper[worst] = int32(g), 1, math.Inf(1)
	}
}

// moveCentres puts each centre at the mean direction of its rows.
func (l *lloyd) moveCentres() {
	l.centres, l.before = l.before, l.centres
	clear(l.centres)
	for i, g := range l.group {
		if g < 0 {
			continue
		}
		copies := float32(l.points.copies[i])
		index, weight := l.points.row(i)
		for j, c := range index {
			l.centres[int(c)*l.k+int(g)] += copies * weight[j]
		}
	}
	clear(l.length)
	for at := 0; at < len(l.centres); at += l.k {
		for g, v := range l.centres[at : at+l.k] {
			l.length[g] += float64(v) * float64(v)
		}
	}
	scale := make([]float32, l.k)
	l.quality = 0
	for g, square := range l.length {
		l.length[g] = math.Sqrt(square)
		l.quality += l.length[g]
		scale[g] = float32(1 / l.length[g])
	}
	for at := 0; at < len(l.centres); at += l.k {
		for g := range scale {
			l.centres[at+g] *= scale[g]
		}
	}
}

package cluster

import (
	"context"
	"math"
	"slices"
)

// grouping asks for k groups of the rows of a space. Only k is needed; the rest
// is for people's decisions and for runs that go on from an earlier one.
type grouping struct {
	k      int
	seed   uint64
	starts int // from how many first centres, the best is kept; 0 is the default

	// centres to begin from, one row per group, of length one or zeros; nil
	// draws them (then nothing is fixed or barred). With centres there is one
	// start, and group g of the answer is the one that began at row g. A group
	// that loses all its rows stays where it was, empty.
	centres *space
	// fixed is, by row, the group it must stay in, -1 for a free row; nil when
	// all are free. A fixed row pulls the centre of its group all the same.
	fixed []int32
	// barred is, by row, the groups it must not join; nil when there are none.
	// A row never joins a barred group, unless all are barred.
	barred map[int32][]int32
	// weight is, by row, how many texts it counts for in a centre, above 0; nil
	// is one each. A pin weighs 0.5·n/|pins|.
	weight []float64

	done func(float64) // share done; nil for nobody
}

// group is spherical k-means on the rows of s. The answer has one entry per row
// of s; a row of zeros has the group -1 unless it is fixed.
func (s *space) group(ctx context.Context, g grouping) (*partition, error) {
	if g.done == nil {
		g.done = func(float64) {}
	}
	l := newSphere(s, g)
	var err error
	if g.centres != nil {
		copy(l.centres.at, g.centres.at)
		err = l.settle(ctx, true)
	} else {
		l, err = bestStart(ctx, s, g)
	}
	if err != nil {
		return nil, err
	}
	g.done(1)
	return l.partition(), nil
}

// sphere is one run of k-means over a space.
type sphere struct {
	points *space
	grouping
	keep    bool      // groups may stay empty
	centres *space    // k rows
	group   []int32   // by row; -1 before the first assignment, and for zeros
	sums    []float64 // k × d: the weighted sum of the rows of each group
	size    []int     // by group
	quality float64   // sum of the lengths of sums

	// Bounds of Hamerly (2010), in chord distance; see lloyd.
	upper, lower []float32
	moved        []float32 // by group
}

func newSphere(points *space, g grouping) *sphere {
	n := points.rows()
	l := &sphere{
		points: points, grouping: g, keep: g.centres != nil, centres: newSpace(g.k, points.d),
		group: make([]int32, n), sums: make([]float64, g.k*points.d), size: make([]int, g.k),
		upper: make([]float32, n), lower: make([]float32, n), moved: make([]float32, g.k),
	}
	for i := range l.group {
		l.group[i], l.upper[i] = -1, math.MaxFloat32
	}
	return l
}

// settle assigns and moves from the centres given until nothing changes, or
// hardly; side by side when it is the only run. The sums are always taken in
// the order of the rows.
func (l *sphere) settle(ctx context.Context, parallel bool) error {
	target := make([]int32, len(l.group))
	for round := range iterations {
		last := l.quality
		if parallel {
			if err := eachChunk(ctx, len(target), 1024, func(from, to int) { l.assign(target, from, to) }); err != nil {
				return err
			}
		} else if l.assign(target, 0, len(target)); ctx.Err() != nil {
			return ctx.Err()
		}
		changed := l.move(target)
		if !l.keep {
			changed += l.fillEmpty()
		}
		l.recentre()
		if round > 0 && (changed == 0 || math.Abs(l.quality-last) < tolerance*last) {
			break
		}
	}
	return nil
}

// assign finds the group of the rows from to to-1. Between equals a row stays;
// otherwise the smallest index wins.
func (l *sphere) assign(target []int32, from, to int) {
	sims := make([]float32, l.k)
	most := slices.Max(l.moved)
	for i := from; i < to; i++ {
		own := l.group[i]
		target[i] = own
		if l.fixed != nil && l.fixed[i] >= 0 {
			target[i] = l.fixed[i]
			continue
		}
		if l.barred[int32(i)] == nil && own >= 0 {
			l.upper[i] += l.moved[own]
			l.lower[i] -= most
			if l.upper[i] < l.lower[i] {
				continue
			}
			l.upper[i] = chord32(dotProduct(l.points.row(i), l.centres.row(int(own)))) + slack
			if l.upper[i] < l.lower[i] {
				continue
			}
		}
		best, second := l.nearest(i, sims)
		if best < 0 {
			continue
		}
		target[i] = int32(best)
		l.upper[i], l.lower[i] = chord32(sims[best])+slack, math.MaxFloat32
		if second >= 0 {
			l.lower[i] = chord32(sims[second]) - slack
		}
	}
}

func chord32(cosine float32) float32 { return float32(math.Sqrt(max(2-2*float64(cosine), 0))) }

// nearest compares row i with every centre; -1 is none: best for a row of
// zeros, second when there is one group.
func (l *sphere) nearest(i int, sims []float32) (best, second int) {
	row := l.points.row(i)
	if !slices.ContainsFunc(row, func(v float32) bool { return v != 0 }) {
		return -1, -1
	}
	for g := range sims {
		sims[g] = dotProduct(row, l.centres.row(g))
	}
	if barred := l.barred[int32(i)]; barred != nil && len(barred) < l.k {
		for _, g := range barred {
			sims[g] = -2
		}
	}
	best, second = 0, -1
	if own := l.group[i]; own >= 0 {
		best = int(own)
	}
	for g, s := range sims {
		switch {
		case g == best:
		case s > sims[best]:
			best, second = g, best
		case second < 0 || s > sims[second]:
			second = g
		}
	}
	return best, second
}

// move brings the rows to their target and returns how many changed.
func (l *sphere) move(target []int32) (changed int) {
	for i, to := range target {
		if to != l.group[i] {
			l.moveRow(i, to)
			changed++
		}
	}
	return changed
}

func (l *sphere) moveRow(i int, to int32) {
	w := 1.0
	if l.weight != nil {
		w = l.weight[i]
	}
	if from := l.group[i]; from >= 0 {
		l.addRow(i, int(from), -w)
		l.size[from]--
	}
	l.addRow(i, int(to), w)
	l.size[to]++
	l.group[i] = to
}

func (l *sphere) addRow(i, g int, w float64) {
	sum := l.sums[g*l.points.d : (g+1)*l.points.d]
	for j, v := range l.points.row(i) {
		sum[j] += w * float64(v)
	}
}

// fillEmpty gives each empty group the row farthest from its centre, taken from
// a group that keeps another one.
func (l *sphere) fillEmpty() (changed int) {
	for g, size := range l.size {
		if size > 0 {
			continue
		}
		worst := -1
		for i, own := range l.group {
			if own >= 0 && l.size[own] > 1 && (worst < 0 || l.upper[i] > l.upper[worst]) {
				worst = i
			}
		}
		if worst < 0 {
			return changed
		}
		l.moveRow(worst, int32(g))
		l.upper[worst], l.lower[worst] = 0, 0
		changed++
	}
	return changed
}

// recentre puts each centre at the direction of its sum and measures how far it
// moved. A group without rows, or whose rows cancel out, stays where it was.
func (l *sphere) recentre() {
	l.quality = 0
	for g := range l.k {
		l.moved[g] = 0
		square := 0.0
		sum := l.sums[g*l.points.d : (g+1)*l.points.d]
		for _, v := range sum {
			square += v * v
		}
		length := math.Sqrt(square)
		if l.size[g] == 0 || length < 1e-9 {
			continue
		}
		l.quality += length
		distance := 0.0
		centre := l.centres.row(g)
		for j, v := range sum {
			d := v/length - float64(centre[j])
			distance += d * d
			centre[j] = float32(v / length)
		}
		l.moved[g] = float32(math.Sqrt(distance)) + slack
	}
}

// partition compares every row with the last centres.
func (l *sphere) partition() *partition {
	p := emptyPartition(len(l.group))
	p.k = l.k
	sims := make([]float32, l.k)
	for i, own := range l.group {
		if own < 0 {
			continue
		}
		p.group[i] = own
		if best, _ := l.nearest(i, sims); best < 0 {
			continue
		}
		second := int32(-1)
		for g, s := range sims {
			if int32(g) != own && s > -2 && (second < 0 || s > sims[second]) {
				second = int32(g)
			}
		}
		p.second[i] = second
		p.near[i] = clamp(float64(dotProduct(l.points.row(i), l.centres.row(int(own)))))
		if second >= 0 {
			p.next[i] = min(clamp(float64(sims[second])), p.near[i])
		}
	}
	return p
}

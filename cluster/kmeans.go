package cluster

import (
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"sync"
)

const (
	starts     = 10  // as scikit-learn's n_init
	iterations = 100 // French corpora settle in 10 to 30
)

// runKMeans is spherical k-means (Dhillon and Modha, 2001) on the TF-IDF rows:
// centres of length one, likeness by cosine, the best of ten starts. When there
// are fewer different rows than groups asked for, each row is its own group.
// Rows without any word get no group.
//
// Starts run side by side; each is sequential, so that its sums do not depend
// on the number of processors.
func runKMeans(ctx context.Context, c *corpus, j job) (*partition, error) {
	points := findDistinct(&c.rows)
	k := min(j.k, points.rows())
	if k == 0 {
		return emptyPartition(c.rows.rows()), nil
	}
	columns := transpose(&points.matrix)
	found := make([]*lloyd, starts)
	next, finished := make(chan int), make(chan struct{})
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), starts) {
		wait.Go(func() {
			for s := range next {
				rng := rand.New(rand.NewPCG(j.seed, uint64(s)))
				found[s] = newLloyd(points, newSeeder(points, columns, rng).choose(k))
				found[s].settle(ctx)
				finished <- struct{}{}
			}
		})
	}
	go func() {
		defer close(finished)
		defer wait.Wait()
		defer close(next)
		for s := range starts {
			next <- s
		}
	}()
	count := 0
	for range finished {
		count++
		j.done(float64(count) / starts)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	best := found[0]
	for _, f := range found[1:] {
		if f.quality > best.quality {
			best = f
		}
	}
	return best.partition(), nil
}

// emptyPartition is a group without any row.
func emptyPartition(rows int) *partition {
	p := &partition{
		k: 1, group: make([]int32, rows), second: make([]int32, rows),
		near: make([]float64, rows), next: make([]float64, rows),
	}
	for i := range p.group {
		p.group[i], p.second[i] = -1, -1
	}
	return p
}

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
	near    []float32 // by row: cosine with its centre, or a lower bound of it
	quality float64   // sum of the cosines of all texts with their centres
}

func newLloyd(points *distinctRows, seeds []int) *lloyd {
	l := &lloyd{
		points: points, k: len(seeds), centres: make([]float32, points.columns*len(seeds)),
		length: make([]float64, len(seeds)), group: make([]int32, points.rows()),
		sims: make([]float32, len(seeds)), near: make([]float32, points.rows()),
	}
	for i := range l.group {
		l.group[i] = -1
	}
	for g, s := range seeds {
		l.group[s] = int32(g)
	}
	l.moveCentres()
	return l
}

// settle assigns and moves until nothing changes.
func (l *lloyd) settle(ctx context.Context) {
	for range iterations {
		if ctx.Err() != nil {
			return
		}
		changed := l.assign()
		l.fillEmpty()
		l.moveCentres()
		if changed == 0 {
			break
		}
	}
}

// assign gives every row its nearest centre, the smallest index among equals,
// and returns how many rows changed.
func (l *lloyd) assign() (changed int) {
	for i := range l.group {
		l.compare(i)
		best := 0
		for g, s := range l.sims {
			if s > l.sims[best] {
				best = g
			}
		}
		if own := l.group[i]; own >= 0 && l.sims[own] == l.sims[best] {
			best = int(own) // between equals a row stays, or it could swing forever
		}
		l.near[i] = l.sims[best]
		if l.group[i] != int32(best) {
			l.group[i] = int32(best)
			changed++
		}
	}
	return changed
}

// compare fills sims with the cosines of row i and every centre.
func (l *lloyd) compare(i int) {
	clear(l.sims)
	index, weight := l.points.row(i)
	for j, c := range index {
		w := weight[j]
		centre := l.centres[int(c)*l.k : int(c+1)*l.k]
		for g := range l.sims {
			l.sims[g] += w * centre[g]
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
		l.group[worst], l.near[worst] = int32(g), 1
	}
}

// moveCentres puts each centre at the mean direction of its rows.
func (l *lloyd) moveCentres() {
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

// partition compares every row with the last centres, and puts the rows of the
// original beside their distinct row.
func (l *lloyd) partition() *partition {
	p := emptyPartition(len(l.points.of))
	p.k = l.k
	for row, i := range l.points.of {
		if i < 0 {
			continue
		}
		l.compare(int(i))
		own, second := l.group[i], int32(-1)
		for g, s := range l.sims {
			if int32(g) != own && (second < 0 || s > l.sims[second]) {
				second = int32(g)
			}
		}
		p.group[row], p.second[row] = own, second
		p.near[row] = clamp(float64(l.sims[own]))
		if second >= 0 {
			p.next[row] = min(clamp(float64(l.sims[second])), p.near[row])
		}
	}
	return p
}

func clamp(x float64) float64 { return min(max(x, 0), 1) }

package cluster

import (
	"context"
	"math/rand/v2"
	"runtime"
	"sync"
)

const (
	starts = 10 // as scikit-learn's n_init
	// plainSample rows are enough to tell a good start from a bad one.
	plainSample = 2000
)

// runKMeans is spherical k-means (Dhillon and Modha, 2001) on the TF-IDF rows:
// centres of length one, likeness by cosine, the best of ten starts; above
// plainSample rows the starts see a sample, and the best goes on with all. When
// there are fewer different rows than groups asked for, each row is its own
// group. Rows without any word get no group.
//
// Starts run side by side; each is sequential, so that its sums do not depend
// on the number of processors.
func runKMeans(ctx context.Context, a *analysis, j job) error {
	k := min(j.k, a.points.rows())
	if k == 0 {
		a.part = emptyPartition(len(a.points.of))
		return nil
	}
	drawn := a.points
	if drawn.rows() > max(plainSample, 20*k) {
		drawn = drawn.sampled(max(plainSample, 20*k))
	}
	best, err := bestPlainStart(ctx, drawn, job{k: k, seed: j.seed, done: func(done float64) { j.done(.8 * done) }})
	if err != nil {
		return err
	}
	if drawn != a.points {
		best = best.over(a.points)
		best.settle(ctx)
	}
	a.part = best.partition()
	j.done(1)
	return ctx.Err()
}

// bestPlainStart returns the run of best quality, the first among equals.
func bestPlainStart(ctx context.Context, points *distinctRows, j job) (*lloyd, error) {
	columns := transpose(&points.matrix)
	found := make([]*lloyd, starts)
	next, finished := make(chan int), make(chan struct{})
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), starts) {
		wait.Go(func() {
			for s := range next {
				rng := rand.New(rand.NewPCG(j.seed, uint64(s)))
				found[s] = newLloyd(points, newSeeder(points.seeding(columns), rng).choose(j.k))
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
	return best, nil
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

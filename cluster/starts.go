package cluster

import (
	"context"
	"math/rand/v2"
	"runtime"
	"sync"
)

const (
	manyStarts = 30
	fewStarts  = 10   // on a sample, above it
	startsMost = 6000 // rows
)

// bestStart runs k-means from several first centres and returns the run of best
// quality, the first among equals. Runs go side by side, each in order. On a
// large space they see a sample of the rows, and the best goes on with all.
func bestStart(ctx context.Context, points *space, g grouping) (*sphere, error) {
	if g.starts == 0 {
		g.starts = manyStarts
	}
	drawn, sampled := points, g
	if points.rows() > startsMost {
		sampled.starts = min(g.starts, fewStarts)
		drawn, sampled.weight = points.sample(startsMost, g.weight)
	}
	found, err := eachStart(ctx, drawn, sampled)
	if err != nil {
		return nil, err
	}
	best := found[0]
	for _, l := range found[1:] {
		if l.quality > best.quality {
			best = l
		}
	}
	if drawn == points {
		return best, nil
	}
	l := newSphere(points, g)
	copy(l.centres.at, best.centres.at)
	return l, l.settle(ctx, true)
}

func eachStart(ctx context.Context, points *space, g grouping) ([]*sphere, error) {
	found := make([]*sphere, g.starts)
	next, finished := make(chan int), make(chan error)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), g.starts) {
		wait.Go(func() {
			for s := range next {
				found[s] = newSphere(points, g)
				rng := rand.New(rand.NewPCG(g.seed, uint64(s)))
				for to, from := range newSeeder(points.seeding(g.weight), rng).choose(g.k) {
					copy(found[s].centres.row(to), points.row(from))
				}
				finished <- found[s].settle(ctx, false)
			}
		})
	}
	go func() {
		defer close(finished)
		defer wait.Wait()
		defer close(next)
		for s := range g.starts {
			next <- s
		}
	}()
	var failed error
	count := 0
	for err := range finished {
		if err != nil {
			failed = err
		}
		count++
		g.done(float64(count) / float64(g.starts))
	}
	return found, failed
}

// seeding offers the rows of s as first centres.
func (s *space) seeding(weight []float64) seeding {
	if weight == nil {
		weight = make([]float64, s.rows())
		for i := range weight {
			weight[i] = 1
		}
	}
	return seeding{weight: weight, likeness: func(i int, out []float32) {
		row := s.row(i)
		for j := range out {
			out[j] = dotProduct(row, s.row(j))
		}
	}}
}

// sample returns n rows, evenly spread, with their weights.
func (s *space) sample(n int, weight []float64) (*space, []float64) {
	out := newSpace(n, s.d)
	var w []float64
	for i := range n {
		from := i * s.rows() / n
		copy(out.row(i), s.row(from))
		if weight != nil {
			w = append(w, weight[from])
		}
	}
	return out, w
}
